import { Heart, MessageCircle, Repeat2, Share } from 'lucide-react'
import type { ReactNode } from 'react'

import { imagesOf, videosOf } from '../media.ts'
import type { PostPart } from '../network.ts'
import { Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'

import styles from './web-preview.module.css'

/** The post as the Bluesky app shows it in a feed; a thread with the line that joins its parts. */
export function Preview({ account, content, imageUrl, library, age }: PreviewProps) {
  return (
    <div className={styles.thread}>
      {content.parts.map((part, index) => (
        <article key={index} className={styles.post}>
          <div className={styles.side}>
            <Face account={account} className={styles.face} />
            {index < content.parts.length - 1 && <span className={styles.line} />}
          </div>
          <div className={styles.body}>
            <header className={styles.names}>
              <strong>{account.displayName || account.handle}</strong>
              <span className={styles.handle}>@{account.handle}</span>
              <span className={styles.age}>· {age}</span>
            </header>
            {part.text !== '' && <p className={styles.text}>{colour(part.text.trim())}</p>}
            <Embed part={part} imageUrl={imageUrl} library={library} />
            <Buttons />
          </div>
        </article>
      ))}
    </div>
  )
}

function colour(text: string): ReactNode[] {
  return marked(text, {
    found: findEntities(text),
    className: styles.entity,
    write: ({ start, end, kind }) => (kind === 'link' ? short(text.slice(start, end)) : text.slice(start, end)),
  })
}

/** The app shows a link without its scheme, and at most a glimpse of its path. */
function short(link: string): string {
  const bare = link.replace(/^https?:\/\//, '')
  const slash = bare.indexOf('/')
  return slash > 0 && bare.length - slash > 16 ? `${bare.slice(0, slash + 13)}...` : bare
}

function Embed({ part, imageUrl, library }: { part: PostPart } & Pick<PreviewProps, 'imageUrl' | 'library'>) {
  const [video] = videosOf(part)
  if (video) return <Film video={video} library={library} className={styles.film} />
  const images = imagesOf(part)
  if (images.length > 0) {
    return (
      <div className={styles.images} data-count={Math.min(4, images.length)}>
        {images.slice(0, 4).map((image, index) => (
          <span key={index} className={styles.image} style={images.length === 1 ? { aspectRatio: ratio(image) } : {}}>
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
