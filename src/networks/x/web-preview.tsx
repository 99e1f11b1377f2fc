import { BarChart2, Bookmark, Heart, MessageCircle, Repeat2, Share } from 'lucide-react'
import type { ReactNode } from 'react'

import { imagesOf, videosOf } from '../media.ts'
import type { Poll, PostImage, PostPart } from '../network.ts'
import { Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'
import { quotedPost } from './rules.ts'
import { sentText } from './sent-text.ts'

import styles from './web-preview.module.css'

/** The post as the X app shows it in a feed; a thread with the line that joins its parts. */
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
            <Text part={part} />
            <Attachment part={part} imageUrl={imageUrl} library={library} />
            {index === 0 && quotedPost(content.settings['quote']) !== undefined && (
              <div className={styles.quote}>{String(content.settings['quote'])}</div>
            )}
            <Buttons />
          </div>
        </article>
      ))}
    </div>
  )
}

function Text({ part }: { part: PostPart }) {
  const text = sentText(part).trim()
  return text === '' ? null : <p className={styles.text}>{colour(text)}</p>
}

function colour(text: string): ReactNode[] {
  return marked(text, {
    found: findEntities(text),
    className: styles.entity,
    write: ({ start, end, kind }) => (kind === 'link' ? short(text.slice(start, end)) : text.slice(start, end)),
  })
}

/** The app shows a link without its scheme, and at most 27 characters of it. */
function short(link: string): string {
  const bare = link.replace(/^https?:\/\/(?:www\.)?/i, '')
  return bare.length > 27 ? `${bare.slice(0, 26)}…` : bare
}

/** Pictures first, then a poll; else X makes a card for the last address of the text. */
function Attachment({ part, imageUrl, library }: { part: PostPart } & Pick<PreviewProps, 'imageUrl' | 'library'>) {
  const images = imagesOf(part)
  const [video] = videosOf(part)
  if (video) return <Film video={video} library={library} shape={Math.max(video.width / video.height, 0.75)} className={styles.film} />
  if (images.length > 0) return <Pictures images={images.slice(0, 4)} imageUrl={imageUrl} />
  if (part.poll) return <Choices poll={part.poll} />
  return part.link ? <Card link={part.link} imageUrl={imageUrl} /> : null
}

function Pictures({ images, imageUrl }: { images: readonly PostImage[]; imageUrl: PreviewProps['imageUrl'] }) {
  return (
    <div className={styles.images} data-count={images.length}>
      {images.map((image, index) => (
        <span key={index} className={styles.image} style={images.length === 1 ? { aspectRatio: ratio(image) } : {}}>
          <img src={imageUrl(image.mediaId)} alt={image.alt} />
          {marksOf(image) !== '' && <span className={styles.alt}>{marksOf(image)}</span>}
        </span>
      ))}
    </div>
  )
}

/** Whether it moves, and whether it is described. */
function marksOf({ animated, alt }: PostImage): string {
  return [...(animated ? ['GIF'] : []), ...(alt.trim() === '' ? [] : ['ALT'])].join(' ')
}

/** One image is shown in its own shape, very tall ones cut to 3:4. */
function ratio({ width, height }: { width: number; height: number }): string {
  return `${Math.max(width / height, 0.75)}`
}

function Choices({ poll }: { poll: Poll }) {
  return (
    <ul className={styles.poll}>
      {poll.options.map((option, index) => (
        <li key={index}>{option}</li>
      ))}
    </ul>
  )
}

function Card({ link, imageUrl }: { link: NonNullable<PostPart['link']>; imageUrl: PreviewProps['imageUrl'] }) {
  const host = URL.canParse(link.url) ? new URL(link.url).host : link.url
  return (
    <div className={styles.card}>
      {link.thumb !== undefined && <img className={styles.thumb} src={imageUrl(link.thumb.mediaId)} alt="" />}
      <span className={styles.cardTitle}>{link.title || link.url}</span>
      <span className={styles.host}>{host}</span>
    </div>
  )
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <MessageCircle size={16} />
      <Repeat2 size={16} />
      <Heart size={16} />
      <BarChart2 size={16} />
      <Bookmark size={16} />
      <Share size={16} />
    </div>
  )
}
