import { ArrowBigDown, ArrowBigUp, EyeOff, Link2, MessageSquare, Share2 } from 'lucide-react'

import { imagesOf, videosOf } from '../media.ts'
import type { PostPart } from '../network.ts'
import { Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'
import { communityOf, isOn, kindOf, partOf, titleIn } from './kinds.ts'
import { daysOf } from './limits.ts'

import styles from './web-preview.module.css'

/** The post as the site shows it on its own page. Its text is Markdown, which is shown as it was written. */
export function Preview({ account, content, library, age }: PreviewProps) {
  const part = partOf(content)
  const { settings } = content
  const community = communityOf(content)
  const isProfile = community.startsWith('u_')
  const hidden = isOn(settings, 'spoiler') || isOn(settings, 'nsfw')
  return (
    <article className={styles.post}>
      <header className={styles.names}>
        <Face account={account} className={styles.face} />
        <span className={styles.who}>
          <strong>{community === '' ? 'r/…' : isProfile ? `u/${community.slice(2)}` : `r/${community}`}</strong> <span>• {age}</span>
          <span className={styles.author}>{account.handle}</span>
        </span>
      </header>
      <h4 className={styles.title}>{titleIn(content) || '…'}</h4>
      {(isOn(settings, 'nsfw') || isOn(settings, 'spoiler')) && (
        <p className={styles.tags}>
          {isOn(settings, 'nsfw') && <span data-kind="nsfw">NSFW</span>}
          {isOn(settings, 'spoiler') && <span>SPOILER</span>}
        </p>
      )}
      <Shown part={part} library={library} hidden={hidden} kind={kindOf(content)} />
      {part.text.trim() !== '' && (
        <p className={styles.text} data-hidden={hidden && part.media.length === 0}>
          {marked(part.text.trim(), {
            found: findEntities(part.text.trim()),
            className: styles.entity,
            write: ({ start, end }) => part.text.trim().slice(start, end),
          })}
        </p>
      )}
      <div className={styles.buttons} aria-hidden="true">
        <span>
          <ArrowBigUp size={18} /> 1 <ArrowBigDown size={18} />
        </span>
        <span>
          <MessageSquare size={16} /> 0
        </span>
        <span>
          <Share2 size={16} />
        </span>
      </div>
    </article>
  )
}

interface ShownProps {
  part: PostPart
  library: PreviewProps['library']
  hidden: boolean
  kind: ReturnType<typeof kindOf>
}

function Shown({ part, library, hidden, kind }: ShownProps) {
  const { poll, link } = part
  const [film] = videosOf(part)
  if (kind === 'poll' && poll) {
    return (
      <div className={styles.poll}>
        <ul>
          {poll.options.map((option, index) => (
            <li key={index}>{option}</li>
          ))}
        </ul>
        <span className={styles.days}>{daysOf(poll.minutes)} d</span>
      </div>
    )
  }
  if (kind === 'video' && film && !hidden) return <Film video={film} library={library} className={styles.film} />
  if (kind === 'link' && link) return <Card url={link.url} thumb={link.thumb && library.imageUrl(link.thumb.mediaId)} />
  return part.media.length > 0 ? <Pictures part={part} library={library} hidden={hidden} /> : null
}

/** A gallery shows its first picture, and how many there are. */
function Pictures({ part, library, hidden }: Omit<ShownProps, 'kind'>) {
  const [film] = videosOf(part)
  const images = imagesOf(part)
  const [first] = images
  const src = film ? library.posterUrl(film.mediaId) : first && library.imageUrl(first.mediaId)
  if (src === undefined) return null
  return (
    <span className={styles.picture} data-hidden={hidden}>
      <img src={src} alt={(film ?? first)?.alt ?? ''} />
      {hidden && <EyeOff className={styles.sign} size={26} aria-hidden="true" />}
      {images.length > 1 && (
        <span className={styles.count} aria-hidden="true">
          1/{images.length}
        </span>
      )}
    </span>
  )
}

function Card({ url, thumb }: { url: string; thumb: string | undefined }) {
  const host = URL.canParse(url) ? new URL(url).host : url
  return (
    <span className={styles.card}>
      {thumb === undefined ? null : <img src={thumb} alt="" />}
      <span>
        <Link2 size={14} aria-hidden="true" /> {host}
      </span>
    </span>
  )
}
