import { EyeOff, Heart, MessageCircle, Quote, Repeat2, Send } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Poll, PostContent, PostMedia, PostPart } from '../network.ts'
import { cutOf, Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './counting.ts'
import { mostFiles } from './limits.ts'

import styles from './web-preview.module.css'

/** The post as the Threads app shows it in a feed; a thread with the line that joins its parts. */
export function Preview({ account, content, library, age }: PreviewProps) {
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
            <Attachment part={part} library={library} hidden={hidden} />
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
  library: PreviewProps['library']
  hidden: boolean
}

function Attachment({ part: { media, poll, link }, library, hidden }: AttachmentProps) {
  if (media.length > 0) return <Files media={media.slice(0, mostFiles)} library={library} hidden={hidden} />
  if (poll) return <Choices poll={poll} />
  return link ? <Card link={link} library={library} /> : null
}

interface FilesProps {
  media: readonly PostMedia[]
  library: PreviewProps['library']
  hidden: boolean
}

function Files({ media, library, hidden }: FilesProps) {
  return (
    <div className={styles.files} data-single={media.length === 1}>
      {media.map((item, index) => (
        <span key={index} className={styles.file} style={{ aspectRatio: `${shapeOf(item)}` }} data-hidden={hidden}>
          <Shown item={item} library={library} hidden={hidden} />
          {hidden && <EyeOff className={styles.sign} size={26} aria-hidden="true" />}
        </span>
      ))}
    </div>
  )
}

interface ShownProps {
  item: PostMedia
  library: PreviewProps['library']
  hidden: boolean
}

/** A hidden film is shown by its still, which can be blurred. */
function Shown({ item, library, hidden }: ShownProps) {
  if (item.kind === 'document') return null
  const shape = shapeOf(item)
  if (item.kind === 'video' && !hidden) return <Film video={item} library={library} shape={shape} />
  const src = item.kind === 'video' ? library.posterUrl(item.mediaId) : library.imageUrl(item.mediaId)
  return <img src={src} alt={item.alt} style={{ objectPosition: cutOf(item, shape) }} />
}

/** In its own shape, very tall ones cut to 3:4. */
function shapeOf(item: PostMedia): number {
  return item.kind === 'document' || item.height < 1 ? 1 : Math.max(item.width / item.height, 0.75)
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

function Card({ link, library }: { link: NonNullable<PostPart['link']>; library: PreviewProps['library'] }) {
  const host = URL.canParse(link.url) ? new URL(link.url).host : link.url
  return (
    <div className={styles.card}>
      {link.thumb !== undefined && <img className={styles.thumb} src={library.imageUrl(link.thumb.mediaId)} alt="" />}
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
