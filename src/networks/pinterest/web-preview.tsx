import { ImageOff } from 'lucide-react'

import { imagesOf, videosOf } from '../media.ts'
import type { PostImage } from '../network.ts'
import { Face, Film, type PreviewProps } from '../web-post.tsx'
import { limits, shapeOf } from './limits.ts'
import { linkIn, partOf, titleIn } from './sent.ts'

import styles from './web-preview.module.css'

/** The pin as Pinterest shows it close up: what it shows, then its title, its words and who made it. There is one part only. */
export function Preview({ account, content, imageUrl, library }: PreviewProps) {
  const part = partOf(content)
  const [video] = videosOf(part)
  const [title, link, text] = [titleIn(content.settings), linkIn(content.settings), part.text.trim()]
  return (
    <article className={styles.pin}>
      <div className={styles.shown}>
        {video ? (
          <Film video={video} library={library} className={styles.film} />
        ) : (
          <Pictures images={imagesOf(part).slice(0, limits.images)} imageUrl={imageUrl} />
        )}
      </div>
      <div className={styles.words}>
        {/* In the network's own words, which are the same in every language of ours. */}
        <p className={styles.bar} aria-hidden="true">
          {link === '' ? <span /> : <span className={styles.visit}>{hostOf(link)}</span>}
          <span className={styles.save}>Save</span>
        </p>
        {title !== '' && <strong className={styles.title}>{title}</strong>}
        {text !== '' && <p className={styles.text}>{text}</p>}
        <p className={styles.who}>
          <Face account={account} className={styles.face} />
          <span className={styles.name}>{account.displayName || account.handle}</span>
        </p>
      </div>
    </article>
  )
}

/** One, or a carousel of which all have the shape of the first. */
function Pictures({ images, imageUrl }: { images: readonly PostImage[]; imageUrl: PreviewProps['imageUrl'] }) {
  if (images.length === 0) {
    return (
      <div className={styles.nothing}>
        <ImageOff size={36} aria-hidden="true" />
      </div>
    )
  }
  return (
    <>
      <div className={styles.row}>
        {images.map(({ mediaId, alt }, index) => (
          <img
            key={`${mediaId} ${index}`}
            className={styles.picture}
            style={{ aspectRatio: `${shapeOf(images, index)}` }}
            src={imageUrl(mediaId)}
            alt={alt}
          />
        ))}
      </div>
      {images.length > 1 && (
        <span className={styles.dots} aria-hidden="true">
          {images.map(({ mediaId }, index) => (
            <i key={`${mediaId} ${index}`} data-on={index === 0 || undefined} />
          ))}
        </span>
      )}
    </>
  )
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : link
}
