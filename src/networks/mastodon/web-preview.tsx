import { AtSign, Bookmark, Clock, Ellipsis, EyeOff, Globe, Link2, Lock, Moon, Repeat2, Reply, Star } from 'lucide-react'
import type { ReactNode } from 'react'

import { imagesOf, videosOf } from '../media.ts'
import type { Focus, Poll, PostImage, PostPart, Settings } from '../network.ts'
import { Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './entities.ts'
import { isSameAddress, isSensitive, linksIn, pollOptions, quoteIn, visibilityIn, wordingOf } from './wording.ts'

import styles from './web-preview.module.css'

/** The post as Mastodon's own page shows it in a timeline; a thread with the line that joins its parts. */
export function Preview({ account, content, imageUrl, library, age }: PreviewProps) {
  const Visibility = visibilityIcons[visibilityIn(content.settings)]
  return (
    <div className={styles.thread}>
      {content.parts.map((part, index) => (
        <article key={index} className={styles.post}>
          <header className={styles.head}>
            <Face account={account} className={styles.face} />
            <span className={styles.names}>
              <strong>{account.displayName || account.handle}</strong>
              <span className={styles.handle}>@{account.handle}</span>
            </span>
            <span className={styles.age}>
              <Visibility size={14} aria-hidden="true" /> {age}
            </span>
          </header>
          <div className={styles.body} data-goes-on={index < content.parts.length - 1}>
            <Warned
              part={part}
              settings={content.settings}
              imageUrl={imageUrl}
              library={library}
              quote={index === 0 ? quoteIn(content.settings) : ''}
            />
            <Buttons />
          </div>
        </article>
      ))}
    </div>
  )
}

const visibilityIcons = { public: Globe, unlisted: Moon, private: Lock, direct: AtSign }

interface PartProps {
  part: PostPart
  settings: Settings
  imageUrl: PreviewProps['imageUrl']
  library: PreviewProps['library']
  /** The address of the quoted post; '' where there is none. */
  quote: string
}

/** Behind a warning everything is folded away until the reader opens it. */
function Warned({ part, settings, imageUrl, library, quote }: PartProps) {
  const { text, spoiler } = wordingOf(part, settings)
  const shown = (
    <>
      {text !== '' && <p className={styles.text}>{colour(text)}</p>}
      <Attachment part={part} text={text} imageUrl={imageUrl} library={library} isHidden={isSensitive(settings) && spoiler === ''} />
      {quote !== '' && <div className={styles.quote}>{quote}</div>}
    </>
  )
  if (spoiler === '') return shown
  return (
    <details className={styles.warned}>
      <summary className={styles.warning}>{spoiler}</summary>
      {shown}
    </details>
  )
}

function colour(text: string): ReactNode[] {
  return marked(text, {
    found: findEntities(text),
    className: styles.entity,
    write: ({ start, end, kind, value }) =>
      kind === 'link' ? short(value) : kind === 'mention' ? `@${value.split('@')[0]}` : text.slice(start, end),
  })
}

/** A link is shown without its scheme, and 30 characters of it. */
function short(link: string): string {
  const bare = link.replace(/^[a-z]+:\/\/(?:www\.)?/i, '')
  return bare.length > 30 ? `${bare.slice(0, 30)}…` : bare
}

function Attachment({
  part,
  text,
  imageUrl,
  library,
  isHidden,
}: Pick<PartProps, 'part' | 'imageUrl' | 'library'> & { text: string; isHidden: boolean }) {
  const [first] = linksIn(text)
  return (
    <>
      {part.poll && <Choices poll={part.poll} />}
      {videosOf(part)
        .slice(0, 1)
        .map((video) => (
          <Film
            key={video.mediaId}
            video={video}
            library={library}
            shape={Math.max(video.width / video.height, 1)}
            className={styles.film}
          />
        ))}
      {imagesOf(part).length > 0 && <Pictures images={imagesOf(part)} imageUrl={imageUrl} isHidden={isHidden} />}
      {part.media.length === 0 && first !== undefined && <Card address={first} link={part.link} imageUrl={imageUrl} />}
    </>
  )
}

function Pictures({ images, imageUrl, isHidden }: { images: readonly PostImage[]; imageUrl: PreviewProps['imageUrl']; isHidden: boolean }) {
  const shown = images.slice(0, 4)
  return (
    <div className={styles.images} data-count={shown.length} data-hidden={isHidden}>
      {shown.map((image, index) => (
        <span key={index} className={styles.image} style={shown.length === 1 ? { aspectRatio: ratio(image) } : {}}>
          <img src={imageUrl(image.mediaId)} alt={image.alt} style={{ objectPosition: position(image.focus) }} />
          {marksOf(image) !== '' && !isHidden && <span className={styles.alt}>{marksOf(image)}</span>}
        </span>
      ))}
      {isHidden && <EyeOff className={styles.eye} size={28} aria-hidden="true" />}
    </div>
  )
}

/** Whether it moves, and whether it is described. */
function marksOf({ animated, alt }: PostImage): string {
  return [...(animated ? ['GIF'] : []), ...(alt.trim() === '' ? [] : ['ALT'])].join(' ')
}

/** One image is shown in its own shape, tall ones cut to a square. */
function ratio({ width, height }: PostImage): string {
  return `${Math.max(width / height, 1)}`
}

/** What must stay in sight decides where an image is cut. */
function position(focus: Focus | undefined): string {
  return focus ? `${focus.x * 100}% ${focus.y * 100}%` : 'center'
}

function Choices({ poll }: { poll: Poll }) {
  return (
    <div className={styles.poll}>
      <ul className={styles.options} data-multiple={poll.multiple}>
        {pollOptions(poll.options).map((option, index) => (
          <li key={index}>{option}</li>
        ))}
      </ul>
      <span className={styles.ends}>
        <Clock size={14} aria-hidden="true" /> {duration(poll.minutes)}
      </span>
    </div>
  )
}

/** In the page's language and the largest unit that fits. */
function duration(minutes: number): string {
  const [unit, size] = minutes >= 1440 ? (['day', 1440] as const) : minutes >= 60 ? (['hour', 60] as const) : (['minute', 1] as const)
  const number = new Intl.NumberFormat(document.documentElement.lang || 'en', {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  })
  return number.format(minutes / size)
}

/** Mastodon makes the card of the first link itself; only where that is the one written here do we know something of it. */
function Card({ address, link, imageUrl }: { address: string; link: PostPart['link']; imageUrl: PreviewProps['imageUrl'] }) {
  const host = URL.canParse(address) ? new URL(address).host : address
  const known = link && isSameAddress(link.url, address) ? link : undefined
  return (
    <div className={styles.card}>
      {known?.thumb ? (
        <img className={styles.thumb} src={imageUrl(known.thumb.mediaId)} alt="" />
      ) : (
        <span className={styles.noThumb}>
          <Link2 size={20} aria-hidden="true" />
        </span>
      )}
      <span className={styles.cardWords}>
        <span className={styles.host}>{host}</span>
        <strong>{known?.title || short(address)}</strong>
        {known && known.description !== '' && <span className={styles.description}>{known.description}</span>}
      </span>
    </div>
  )
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <Reply size={18} />
      <Repeat2 size={18} />
      <Star size={18} />
      <Bookmark size={18} />
      <Ellipsis size={18} />
    </div>
  )
}
