import { Heart, MessageCircle, Repeat2, Share } from 'lucide-react'
import type { ReactNode } from 'react'

import type { PostContent, PostPart } from '../network.ts'
import { findEntities } from './entities.ts'

import styles from './web-preview.module.css'

interface PreviewProps {
  account: { handle: string; displayName: string; avatarUrl?: string | undefined }
  content: PostContent
  /** Where a library image can be seen. */
  imageUrl: (mediaId: string) => string
  /** The age the post will show, e.g. "now". */
  age: string
}

/** The post as the Bluesky app shows it in a feed; a thread with the line that joins its parts. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  return (
    <div className={styles.thread}>
      {content.parts.map((part, index) => (
        <article key={index} className={styles.post}>
          <div className={styles.side}>
            <Face account={account} />
            {index < content.parts.length - 1 && <span className={styles.line} />}
          </div>
          <div className={styles.body}>
            <header className={styles.names}>
              <strong>{account.displayName || account.handle}</strong>
              <span className={styles.handle}>@{account.handle}</span>
              <span className={styles.age}>· {age}</span>
            </header>
            {part.text !== '' && <p className={styles.text}>{colour(part.text.trim())}</p>}
            <Embed part={part} imageUrl={imageUrl} />
            <Buttons />
          </div>
        </article>
      ))}
    </div>
  )
}

function Face({ account }: Pick<PreviewProps, 'account'>) {
  if (account.avatarUrl !== undefined) return <img className={styles.face} src={account.avatarUrl} alt="" referrerPolicy="no-referrer" />
  return <span className={styles.face}>{(account.displayName || account.handle).slice(0, 1).toUpperCase()}</span>
}

function colour(text: string): ReactNode[] {
  const pieces: ReactNode[] = []
  let at = 0
  for (const { start, end, kind } of findEntities(text)) {
    pieces.push(
      text.slice(at, start),
      <span key={start} className={styles.entity}>
        {kind === 'link' ? short(text.slice(start, end)) : text.slice(start, end)}
      </span>,
    )
    at = end
  }
  return [...pieces, text.slice(at)]
}

/** The app shows a link without its scheme, and at most a glimpse of its path. */
function short(link: string): string {
  const bare = link.replace(/^https?:\/\//, '')
  const slash = bare.indexOf('/')
  return slash > 0 && bare.length - slash > 16 ? `${bare.slice(0, slash + 13)}...` : bare
}

function Embed({ part, imageUrl }: { part: PostPart; imageUrl: PreviewProps['imageUrl'] }) {
  if (part.images.length > 0) {
    return (
      <div className={styles.images} data-count={Math.min(4, part.images.length)}>
        {part.images.slice(0, 4).map((image, index) => (
          <span key={index} className={styles.image} style={part.images.length === 1 ? { aspectRatio: ratio(image) } : {}}>
            <img src={imageUrl(image.mediaId)} alt={image.alt} />
            {image.alt.trim() !== '' && <span className={styles.alt}>ALT</span>}
          </span>
        ))}
      </div>
    )
  }
  if (part.link === undefined) return null
  return (
    <div className={styles.card}>
      {part.link.thumb !== undefined && <img className={styles.thumb} src={imageUrl(part.link.thumb.mediaId)} alt="" />}
      <div className={styles.cardWords}>
        <strong>{part.link.title || part.link.url}</strong>
        {part.link.description !== '' && <span className={styles.description}>{part.link.description}</span>}
        <span className={styles.host}>{host(part.link.url)}</span>
      </div>
    </div>
  )
}

/** One image is shown in its own shape, very tall ones cut to 1:2. */
function ratio({ width, height }: { width: number; height: number }): string {
  return `${Math.max(width / height, 0.5)}`
}

function host(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <MessageCircle size={16} />
      <Repeat2 size={16} />
      <Heart size={16} />
      <Share size={16} />
    </div>
  )
}
