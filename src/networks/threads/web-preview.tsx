import { EyeOff, Heart, MessageCircle, Play, Quote, Repeat2, Send } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Poll, PostContent, PostMedia, PostPart } from '../network.ts'
import { Face, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './counting.ts'
import { mostFiles } from './limits.ts'

import styles from './web-preview.module.css'

/** The post as the Threads app shows it in a feed; a thread with the line that joins its parts. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  const hidden = content.settings['spoiler'] === true
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
              <strong>{account.handle}</strong>
              {index === 0 && <Topic settings={content.settings} />}
              <span className={styles.age}>{age}</span>
            </header>
            {part.text.trim() !== '' && <p className={styles.text}>{colour(part.text.trim())}</p>}
            <Attachment part={part} imageUrl={imageUrl} hidden={hidden} />
            {index === 0 && <Quoted settings={content.settings} />}
            <Buttons />
          </div>
        </article>
      ))}
    </div>
  )
}

function Topic({ settings }: Pick<PostContent, 'settings'>) {
  const { topic_tag: topic } = settings
  return typeof topic === 'string' && topic.trim() !== '' ? <span className={styles.topic}>› {topic.trim().replace(/^#/, '')}</span> : null
}

function Quoted({ settings }: Pick<PostContent, 'settings'>) {
  const { quote } = settings
  if (typeof quote !== 'string' || quote.trim() === '') return null
  return (
    <p className={styles.card}>
      <Quote size={14} aria-hidden="true" /> {quote.trim()}
    </p>
  )
}

/** The hash sign of a topic is not shown. */
function colour(text: string): ReactNode[] {
  return marked(text, {
    found: findEntities(text),
    className: styles.entity,
    write: ({ start, end, kind, value }) => (kind === 'tag' ? value : text.slice(start, end)),
  })
}

interface AttachmentProps {
  part: PostPart
  imageUrl: PreviewProps['imageUrl']
  hidden: boolean
}

function Attachment({ part: { media, poll, link }, imageUrl, hidden }: AttachmentProps) {
  if (media.length > 0) return <Files media={media.slice(0, mostFiles)} imageUrl={imageUrl} hidden={hidden} />
  if (poll) return <Choices poll={poll} />
  return link ? <Card link={link} imageUrl={imageUrl} /> : null
}

interface FilesProps {
  media: readonly PostMedia[]
  imageUrl: PreviewProps['imageUrl']
  hidden: boolean
}

function Files({ media, imageUrl, hidden }: FilesProps) {
  return (
    <div className={styles.files} data-single={media.length === 1}>
      {media.map((item, index) => (
        <span key={index} className={styles.file} style={{ aspectRatio: ratioOf(item) }} data-hidden={hidden}>
          {item.kind !== 'document' && <img src={imageUrl(item.mediaId)} alt={item.alt} />}
          {hidden ? (
            <EyeOff className={styles.sign} size={26} aria-hidden="true" />
          ) : (
            item.kind === 'video' && <Play className={styles.sign} size={30} fill="currentColor" aria-hidden="true" />
          )}
        </span>
      ))}
    </div>
  )
}

/** In its own shape, very tall ones cut to 3:4. */
function ratioOf(item: PostMedia): string {
  return item.kind === 'document' || item.height < 1 ? '1' : `${Math.max(item.width / item.height, 0.75)}`
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
      <span className={styles.host}>{host}</span>
      <span className={styles.cardTitle}>{link.title || link.url}</span>
    </div>
  )
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <Heart size={18} />
      <MessageCircle size={18} />
      <Repeat2 size={18} />
      <Send size={18} />
    </div>
  )
}
