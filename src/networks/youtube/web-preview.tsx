import { Share, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { ReactNode } from 'react'

import { Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'
import { firstComment, isShort, sentDescription, titleIn, videoOf } from './sent.ts'

import styles from './web-preview.module.css'

/** The video as its page shows it: the film, its title, the channel, what is said of it and the first comment. There is one part only. */
export function Preview({ account, content, library, age }: PreviewProps) {
  const [part = { text: '', media: [] }] = content.parts
  const description = sentDescription(part)
  const comment = firstComment(content.settings)
  const video = videoOf(content)
  const short = isShort(content.settings)
  return (
    <article className={styles.video} data-kind={short ? 'short' : 'video'}>
      {video ? (
        <Film video={video} library={library} shape={short ? 9 / 16 : 16 / 9} className={styles.film} />
      ) : (
        <div className={styles.nothing} />
      )}
      <h3 className={styles.title}>{titleIn(content.settings)}</h3>
      <header className={styles.channel}>
        <Face account={account} className={styles.face} />
        <strong className={styles.names}>{account.displayName || account.handle}</strong>
        <Buttons />
      </header>
      <p className={styles.description}>
        <span className={styles.age}>{age}</span>
        {colour(description)}
      </p>
      {comment !== '' && (
        <div className={styles.comment}>
          <Face account={account} className={styles.face} />
          <p className={styles.said}>
            <span className={styles.handle}>@{account.handle}</span>
            {colour(comment)}
          </p>
        </div>
      )}
    </article>
  )
}

function colour(text: string): ReactNode[] {
  return marked(text, { found: findEntities(text), className: styles.entity, write: ({ start, end }) => text.slice(start, end) })
}

function Buttons() {
  return (
    <span className={styles.buttons} aria-hidden="true">
      <ThumbsUp size={18} />
      <ThumbsDown size={18} />
      <Share size={18} />
    </span>
  )
}
