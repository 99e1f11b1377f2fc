import { Globe, MessageSquareText, Repeat2, Send, ThumbsUp, Users } from 'lucide-react'
import type { ReactNode } from 'react'

import { documentsOf, imagesOf, videosOf } from '../media.ts'
import type { LinkCard, Poll, PostImage } from '../network.ts'
import { Face, Film, marked, type PreviewProps, Sheet } from '../web-post.tsx'
import { findPieces } from './little.ts'
import { pollQuestion } from './question.ts'

import styles from './web-preview.module.css'

/** The post as LinkedIn's feed shows it: who, the words, then what it shows, and the first comment below. There is one part only. */
export function Preview({ account, content, imageUrl, library, age }: PreviewProps) {
  const [part = { text: '', media: [] }] = content.parts
  const comment = content.settings['first_comment']
  const isPrivate = content.settings['visibility'] === 'connections'
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <Face account={account} className={styles.face} />
        <span className={styles.who}>
          <strong className={styles.name}>{account.displayName || account.handle}</strong>
          <span className={styles.age}>
            {age} · {isPrivate ? <Users size={12} aria-hidden="true" /> : <Globe size={12} aria-hidden="true" />}
          </span>
        </span>
      </header>
      {part.text.trim() !== '' && <p className={styles.text}>{colour(part.text.trim())}</p>}
      <Shown content={content} imageUrl={imageUrl} library={library} />
      <Buttons />
      {typeof comment === 'string' && comment.trim() !== '' && (
        <div className={styles.comment}>
          <Face account={account} className={styles.small} />
          <p className={styles.bubble}>
            <strong>{account.displayName || account.handle}</strong>
            {comment.trim()}
          </p>
        </div>
      )}
    </article>
  )
}

/** Beside the text a post shows one thing. */
function Shown({ content, imageUrl, library }: Pick<PreviewProps, 'content' | 'imageUrl' | 'library'>) {
  const [part] = content.parts
  if (!part) return null
  const [images, [video], [document]] = [imagesOf(part), videosOf(part), documentsOf(part)]
  if (video) return <Film video={video} library={library} shape={Math.max(video.width / video.height, 4 / 5)} />
  if (document) return <Sheet document={document} library={library} />
  if (images.length > 0) return <Pictures images={images} imageUrl={imageUrl} />
  if (part.poll) return <Options poll={part.poll} question={pollQuestion(content)} />
  return part.link ? <Card link={part.link} imageUrl={imageUrl} /> : null
}

function colour(text: string): ReactNode[] {
  const found = findPieces(text)
  const shown = new Map(found.map((piece) => [piece.start, piece.shown]))
  return marked(text, { found, className: styles.entity, write: ({ start, end }) => shown.get(start) ?? text.slice(start, end) })
}

/** One in its own shape, several as tiles; beyond five a number says how many more. */
function Pictures({ images, imageUrl }: { images: readonly PostImage[]; imageUrl: PreviewProps['imageUrl'] }) {
  const [first] = images
  if (images.length === 1 && first) return <img className={styles.single} src={imageUrl(first.mediaId)} alt={first.alt} />
  const tiles = images.slice(0, 5)
  return (
    <div className={styles.tiles} data-count={tiles.length}>
      {tiles.map(({ mediaId, alt }, index) => (
        <span key={index} className={styles.tile}>
          <img src={imageUrl(mediaId)} alt={alt} />
          {index === tiles.length - 1 && images.length > tiles.length && (
            <span className={styles.more}>+{images.length - tiles.length}</span>
          )}
        </span>
      ))}
    </div>
  )
}

function Options({ poll, question }: { poll: Poll; question: string }) {
  return (
    <div className={styles.poll}>
      <strong>{question}</strong>
      {poll.options.map((option, index) => (
        <span key={index} className={styles.option}>
          {option}
        </span>
      ))}
    </div>
  )
}

function Card({ link, imageUrl }: { link: LinkCard; imageUrl: PreviewProps['imageUrl'] }) {
  const host = URL.canParse(link.url) ? new URL(link.url).hostname.replace(/^www\./, '') : link.url
  return (
    <div className={styles.card}>
      {link.thumb && <img src={imageUrl(link.thumb.mediaId)} alt={link.thumb.alt} />}
      <div className={styles.cardText}>
        <strong>{link.title.trim() || host}</strong>
        <span className={styles.soft}>{host}</span>
      </div>
    </div>
  )
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <ThumbsUp size={18} />
      <MessageSquareText size={18} />
      <Repeat2 size={18} />
      <Send size={18} />
    </div>
  )
}
