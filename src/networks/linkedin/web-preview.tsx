import { FileText, Globe, MessageSquareText, Play, Repeat2, Send, ThumbsUp, Users } from 'lucide-react'
import type { ReactNode } from 'react'

import { documentsOf, imagesOf, videosOf } from '../media.ts'
import type { LinkCard, Poll, PostContent, PostDocument, PostImage, PostVideo } from '../network.ts'
import { Face, marked, type PreviewProps } from '../web-post.tsx'
import { findPieces } from './little.ts'
import { pollQuestion } from './question.ts'

import styles from './web-preview.module.css'

/** The post as LinkedIn's feed shows it: who, the words, then what it shows, and the first comment below. There is one part only. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
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
      <Shown content={content} imageUrl={imageUrl} />
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
function Shown({ content, imageUrl }: { content: PostContent; imageUrl: PreviewProps['imageUrl'] }) {
  const [part] = content.parts
  if (!part) return null
  const [images, [video], [document]] = [imagesOf(part), videosOf(part), documentsOf(part)]
  if (video) return <Film video={video} imageUrl={imageUrl} />
  if (document) return <Pages document={document} imageUrl={imageUrl} />
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

function Film({ video, imageUrl }: { video: PostVideo; imageUrl: PreviewProps['imageUrl'] }) {
  const cover = video.cover && 'picture' in video.cover ? video.cover.picture.mediaId : video.mediaId
  return (
    <div className={styles.film} style={{ aspectRatio: `${Math.max(video.width / video.height, 4 / 5)}` }}>
      <img src={imageUrl(cover)} alt={video.alt} />
      <Play className={styles.play} size={44} aria-hidden="true" />
    </div>
  )
}

function Pages({ document, imageUrl }: { document: PostDocument; imageUrl: PreviewProps['imageUrl'] }) {
  return (
    <div className={styles.document}>
      <p className={styles.documentHead}>
        <FileText size={16} aria-hidden="true" />
        <span>{document.title}</span>
        {document.pages !== undefined && <span className={styles.soft}>{document.pages}</span>}
      </p>
      <img src={imageUrl(document.mediaId)} alt="" />
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
