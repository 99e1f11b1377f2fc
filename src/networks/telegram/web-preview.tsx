import { EyeOff, Eye, MessageCircle, Pin } from 'lucide-react'

import type { Poll, PostContent, PostMedia, PostPart } from '../network.ts'
import { cutOf, Face, Film, marked, type PreviewProps, Sheet } from '../web-post.tsx'
import { findEntities } from './entities.ts'
import { mostFiles } from './limits.ts'

import styles from './web-preview.module.css'

/** The post as the app shows it in a channel: each part a bubble, the later ones answering the one before. */
export function Preview({ account, content, library, age }: PreviewProps) {
  const { pin, spoiler } = content.settings
  return (
    <div className={styles.channel}>
      {content.parts.map((part, index) => (
        <div key={index} className={styles.row}>
          <Face account={account} className={styles.face} />
          <article className={styles.bubble}>
            <strong className={styles.name}>
              {account.displayName}
              {index === 0 && pin === true && <Pin size={14} aria-hidden="true" />}
            </strong>
            {index > 0 && <Answered before={content.parts[index - 1]} name={account.displayName} />}
            <Body part={part} library={library} hidden={spoiler === true} />
            <p className={styles.foot}>
              <Eye size={13} aria-hidden="true" /> 1 · {age}
            </p>
            {index === 0 && <Comment settings={content.settings} />}
          </article>
        </div>
      ))}
    </div>
  )
}

function Answered({ before, name }: { before: PostPart | undefined; name: string }) {
  return (
    <p className={styles.answered}>
      <strong>{name}</strong>
      <span>{before?.text.trim() || '…'}</span>
    </p>
  )
}

interface BodyProps {
  part: PostPart
  library: PreviewProps['library']
  hidden: boolean
}

function Body({ part, library, hidden }: BodyProps) {
  const { text, media, poll, link } = part
  const words = text.trim() || (media.length === 0 && !poll ? (link?.url ?? '') : '')
  if (poll) return <Choices question={words} poll={poll} />
  return (
    <>
      {media.length > 0 && <Files media={media.slice(0, mostFiles)} library={library} hidden={hidden} />}
      {words !== '' && (
        <p className={styles.text}>
          {marked(words, { found: findEntities(words), className: styles.entity, write: ({ start, end }) => words.slice(start, end) })}
        </p>
      )}
      {link !== undefined && media.length === 0 && <Card link={link} library={library} />}
    </>
  )
}

interface FilesProps {
  media: readonly PostMedia[]
  library: PreviewProps['library']
  hidden: boolean
}

/** Documents one below the other; pictures and films as a mosaic. */
function Files({ media, library, hidden }: FilesProps) {
  if (media[0]?.kind === 'document') {
    return (
      <div className={styles.sheets}>
        {media.map((item, index) => item.kind === 'document' && <Sheet key={index} document={item} library={library} />)}
      </div>
    )
  }
  const alone = media.length === 1
  return (
    <div className={styles.files} data-count={Math.min(media.length, 4)}>
      {media.map((item, index) => (
        <span key={index} className={styles.file} data-hidden={hidden} style={{ aspectRatio: `${alone ? shapeOf(item) : 1}` }}>
          <Shown item={item} library={library} hidden={hidden} shape={alone ? shapeOf(item) : 1} />
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
  shape: number
}

/** A covered film is shown by its still, which can be blurred. */
function Shown({ item, library, hidden, shape }: ShownProps) {
  if (item.kind === 'document') return null
  if (item.kind === 'video' && !hidden) return <Film video={item} library={library} shape={shape} />
  const src = item.kind === 'video' ? library.posterUrl(item.mediaId) : library.imageUrl(item.mediaId)
  return <img src={src} alt={item.alt} style={{ objectPosition: cutOf(item, shape) }} />
}

/** Very tall ones are cut in the channel, and whole when they are opened. */
function shapeOf(item: PostMedia): number {
  return item.kind === 'document' || item.height < 1 ? 1 : Math.min(Math.max(item.width / item.height, 0.75), 2.5)
}

function Choices({ question, poll }: { question: string; poll: Poll }) {
  return (
    <>
      <p className={styles.question}>{question}</p>
      <ul className={styles.poll} data-multiple={poll.multiple}>
        {poll.options.map((option, index) => (
          <li key={index}>{option}</li>
        ))}
      </ul>
    </>
  )
}

function Card({ link, library }: { link: NonNullable<PostPart['link']>; library: PreviewProps['library'] }) {
  const host = URL.canParse(link.url) ? new URL(link.url).host : link.url
  return (
    <div className={styles.card}>
      <span className={styles.host}>{host}</span>
      <strong>{link.title || link.url}</strong>
      {link.description !== '' && <span>{link.description}</span>}
      {link.thumb !== undefined && <img className={styles.thumb} src={library.imageUrl(link.thumb.mediaId)} alt="" />}
    </div>
  )
}

function Comment({ settings }: Pick<PostContent, 'settings'>) {
  const { first_comment: words } = settings
  if (typeof words !== 'string' || words.trim() === '') return null
  return (
    <p className={styles.comment}>
      <MessageCircle size={15} aria-hidden="true" /> {words.trim()}
    </p>
  )
}
