import { FileText, Play } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'

import type { Entity, Focus, PostContent, PostDocument, PostVideo } from './network.ts'

import styles from './web-post.module.css'

/** What a network's preview is drawn from. */
export interface PreviewProps {
  account: { handle: string; displayName: string; avatarUrl?: string | undefined }
  content: PostContent
  /** Where a library image can be seen; of a video or a document, a still of it. */
  imageUrl: (mediaId: string) => string
  /** What `Film` and `Sheet` are drawn from. */
  library: PreviewLibrary
  /** The age the post will show, e.g. "now". */
  age: string
}

/** Where what lies in the library can be seen, and the few words that are ours and not the network's. */
export interface PreviewLibrary {
  imageUrl: (mediaId: string) => string
  /** A still of a video; of a document, a sheet drawn for it. */
  posterUrl: (mediaId: string) => string
  videoUrl: (mediaId: string) => string
  words: { play: string; pause: string; pages: (count: number) => string }
}

/** The picture of an account, else its first letter. */
export function Face({ account, className }: Pick<PreviewProps, 'account'> & { className: string | undefined }) {
  if (account.avatarUrl !== undefined) return <img className={className} src={account.avatarUrl} alt="" referrerPolicy="no-referrer" />
  return <span className={className}>{(account.displayName || account.handle).slice(0, 1).toUpperCase()}</span>
}

/** A text with its links, mentions and hashtags set apart, each written as the network writes it. */
export function marked<Found extends Entity>(
  text: string,
  { found, className, write }: { found: readonly Found[]; className: string | undefined; write: (entity: Found) => string },
): ReactNode[] {
  const pieces: ReactNode[] = []
  let at = 0
  for (const entity of found) {
    pieces.push(
      text.slice(at, entity.start),
      <span key={entity.start} className={className}>
        {write(entity)}
      </span>,
    )
    at = entity.end
  }
  return [...pieces, text.slice(at)]
}

interface FilmProps {
  video: PostVideo
  library: PreviewLibrary
  /** Width divided by height that it has there; its own if absent. */
  shape?: number | undefined
  /** The network shows films without their length, as in a story. */
  bare?: boolean
  className?: string | undefined
}

/** A video as it will be published: its cover under a play sign, what was trimmed left out, cut around what must stay in sight. */
export function Film({ video, library, shape = video.width / video.height, bare = false, className }: FilmProps) {
  const screen = useRef<HTMLVideoElement>(null)
  const [playing, setPlaying] = useState(false)
  const { from, to } = video.trim ?? { from: 0, to: video.seconds }
  const { play, pause } = library.words
  function toggle(): void {
    const film = screen.current
    if (film === null) return
    if (playing) return film.pause()
    if (film.currentTime < from || film.currentTime >= to) film.currentTime = from
    // A browser that cannot show this kind of film leaves its cover standing.
    film.play().catch(() => setPlaying(false))
  }
  return (
    <span className={`${styles.film} ${className ?? ''}`} style={{ aspectRatio: `${shape}` }}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- its captions are files for the network, in forms no browser reads */}
      <video
        ref={screen}
        {...stillOf(video, library)}
        style={{ objectPosition: cutOf(video, shape) }}
        playsInline
        preload={startsAtFrame(video) ? 'metadata' : 'none'}
        aria-label={video.alt || undefined}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => currentTarget.currentTime >= to && currentTarget.pause()}
      />
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? pause : play}
        data-playing={playing || undefined}
        onClick={toggle}
      >
        <Play size={26} fill="currentColor" aria-hidden="true" />
      </button>
      {!bare && !playing && <span className={styles.length}>{lengthOf(video.seconds)}</span>}
    </span>
  )
}

/** The picture chosen as the cover, else the moment chosen, else the library's still. */
function stillOf(video: PostVideo, { imageUrl, posterUrl, videoUrl }: PreviewLibrary): { src: string; poster?: string } {
  const src = videoUrl(video.mediaId)
  const { cover, trim } = video
  if (cover !== undefined && 'picture' in cover) return { src, poster: imageUrl(cover.picture.mediaId) }
  if (startsAtFrame(video)) return { src: `${src}#t=${(trim?.from ?? 0) + (cover?.at ?? 0)}` }
  return { src, poster: posterUrl(video.mediaId) }
}

function startsAtFrame({ cover, trim }: PostVideo): boolean {
  return cover === undefined ? (trim?.from ?? 0) > 0 : 'at' in cover
}

/** 75 seconds are `1:15`. */
export function lengthOf(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

/** A document: its first sheet, what it is called and how many pages it has. */
export function Sheet({
  document,
  library,
  className,
}: {
  document: PostDocument
  library: PreviewLibrary
  className?: string | undefined
}) {
  const { mediaId, title, pages } = document
  return (
    <span className={`${styles.sheet} ${className ?? ''}`}>
      <img src={library.posterUrl(mediaId)} alt="" />
      <span className={styles.title}>
        <FileText size={16} aria-hidden="true" />
        <span>{title}</span>
        {pages !== undefined && <span className={styles.pages}>{library.words.pages(pages)}</span>}
      </span>
    </span>
  )
}

/** As CSS `object-position`: what must stay in sight lies in the middle of the cut, or as near as the edges allow. */
export function cutOf({ width, height, focus = { x: 0.5, y: 0.5 } }: Cut, shape: number): string {
  const own = width / height
  return `${100 * startOf(focus.x, shape / own)}% ${100 * startOf(focus.y, own / shape)}%`
}

interface Cut {
  readonly width: number
  readonly height: number
  readonly focus?: Focus
}

/** Of what is left over beside the seen share, how much lies before it. */
function startOf(focus: number, seen: number): number {
  return seen < 1 ? Math.min(Math.max((focus - seen / 2) / (1 - seen), 0), 1) : 0.5
}
