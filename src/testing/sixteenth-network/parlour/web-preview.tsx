import { imagesOf } from '../media.ts'
import { cutOf, marked, type PreviewProps } from '../web-post.tsx'
import { rulesFor } from './rules.ts'

import styles from './web-preview.module.css'

/** The note as it lies on the table. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  const rules = rulesFor()
  return (
    <div>
      {content.parts.map((part, index) => (
        <article key={index} className={styles.note}>
          <p className={styles.text}>
            {marked(part.text, {
              found: rules.entities(part.text),
              className: styles.link,
              write: ({ start, end }) => part.text.slice(start, end),
            })}
          </p>
          {imagesOf(part).map((image) => (
            <img
              key={image.mediaId}
              className={styles.picture}
              src={imageUrl(image.mediaId)}
              alt={image.alt}
              style={{ objectPosition: cutOf(image, 4 / 3) }}
            />
          ))}
          <footer className={styles.names}>
            {account.displayName || account.handle} · {age}
          </footer>
        </article>
      ))}
    </div>
  )
}
