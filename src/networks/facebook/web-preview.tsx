import { Globe, MessageCircle, Share2, ThumbsUp } from 'lucide-react'
import type { ReactNode } from 'react'

import { imagesOf, videosOf } from '../media.ts'
import type { LinkCard, PostImage, PostPart } from '../network.ts'
import { cutOf, Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'

import styles from './web-preview.module.css'

/** The post as Facebook shows it: in the feed, as an upright reel, or as a story that fills the screen. There is one part only. */
export function Preview(props: PreviewProps) {
  const { content } = props
  const [part = { text: '', media: [] }] = content.parts
  const { kind } = content.settings
  if (kind === 'reel' || kind === 'story') return <Upright {...props} part={part} isStory={kind === 'story'} />
  return <FeedPost {...props} part={part} />
}

type PartProps = PreviewProps & { part: PostPart }

function FeedPost({ account, content, imageUrl, library, age, part }: PartProps) {
  const { text, media, link } = part
  const { first_comment: comment } = content.settings
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <Face account={account} className={styles.face} />
        <div>
          <strong className={styles.name}>{account.displayName || account.handle}</strong>
          <span className={styles.age}>
            {age} · <Globe size={12} aria-hidden="true" />
          </span>
        </div>
      </header>
      {text.trim() !== '' && <p className={isBig(part) ? styles.big : styles.text}>{colour(text.trim())}</p>}
      <Photos images={imagesOf(part).slice(0, mostShown)} more={imagesOf(part).length - mostShown} imageUrl={imageUrl} />
      {videosOf(part)
        .slice(0, 1)
        .map((video) => (
          <Film key={video.mediaId} video={video} library={library} shape={Math.min(Math.max(video.width / video.height, 4 / 5), 16 / 9)} />
        ))}
      {link && media.length === 0 && <Card link={link} imageUrl={imageUrl} />}
      <Buttons />
      {typeof comment === 'string' && comment.trim() !== '' && (
        <div className={styles.comment}>
          <Face account={account} className={styles.smallFace} />
          <p>
            <strong>{account.displayName || account.handle}</strong>
            <br />
            {colour(comment.trim())}
          </p>
        </div>
      )}
    </article>
  )
}

/** A few words alone are written large there. */
function isBig({ text, media, link }: PostPart): boolean {
  return media.length === 0 && !link && text.trim().length <= 85 && !text.trim().includes('\n')
}

/** More than five lie behind the last one. */
const mostShown = 5

function Photos({ images, more, imageUrl }: { images: readonly PostImage[]; more: number; imageUrl: PreviewProps['imageUrl'] }) {
  if (images.length === 0) return null
  return (
    <div className={styles.photos} data-count={images.length}>
      {images.map((image, index) => (
        <figure key={index} className={styles.photo}>
          <img src={imageUrl(image.mediaId)} alt={image.alt} style={{ objectPosition: cutOf(image, 1) }} />
          {more > 0 && index === images.length - 1 && <figcaption className={styles.more}>+{more}</figcaption>}
        </figure>
      ))}
    </div>
  )
}

function Card({ link, imageUrl }: { link: LinkCard; imageUrl: PreviewProps['imageUrl'] }) {
  const host = URL.canParse(link.url) ? new URL(link.url).hostname.replace(/^www\./, '') : link.url
  return (
    <div className={styles.card}>
      {link.thumb && <img src={imageUrl(link.thumb.mediaId)} alt="" />}
      <div>
        <span className={styles.host}>{host}</span>
        <strong>{link.title || host}</strong>
      </div>
    </div>
  )
}

function Upright({ account, imageUrl, library, age, part, isStory }: PartProps & { isStory: boolean }) {
  const [image] = imagesOf(part)
  const [video] = videosOf(part)
  return (
    <article className={styles.upright}>
      {video && <Film video={video} library={library} shape={9 / 16} bare={isStory} className={styles.whole} />}
      {isStory && image && !video && <img className={styles.whole} src={imageUrl(image.mediaId)} alt={image.alt} />}
      <header className={isStory ? styles.above : styles.below}>
        <Face account={account} className={styles.smallFace} />
        <div>
          <strong>{account.displayName || account.handle}</strong> <span className={styles.faint}>{age}</span>
          {!isStory && part.text.trim() !== '' && <p className={styles.words}>{part.text.trim()}</p>}
        </div>
      </header>
    </article>
  )
}

function colour(text: string): ReactNode[] {
  return marked(text, { found: findEntities(text), className: styles.entity, write: ({ start, end }) => text.slice(start, end) })
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <ThumbsUp size={18} />
      <MessageCircle size={18} />
      <Share2 size={18} />
    </div>
  )
}
