import { Bookmark, Heart, ImageOff, MessageCircle, Send } from 'lucide-react'
import type { ReactNode } from 'react'

import type { PostContent, PostImage, PostPart, PostVideo, Settings } from '../network.ts'
import { cutOf, Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './caption.ts'
import { imageLimits, shapeOf } from './fit.ts'
import { collaboratorsOf, firstComment, madeFrom, mediaOf } from './kinds.ts'

import styles from './web-preview.module.css'

/** The post as the Instagram app shows it: in the feed, or as a reel or story that fills the screen. There is one part only. */
export function Preview(props: PreviewProps) {
  const { account, content, library, age } = props
  const [part = { text: '', media: [] }] = content.parts
  const made = madeFrom(content)
  if (made === 'reel' || made === 'story') return <Screen {...props} part={part} made={made} />
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <Face account={account} className={styles.face} />
        <strong className={styles.handle}>{[account.handle, ...collaboratorsOf(content)].join(', ')}</strong>
      </header>
      <Files
        files={mediaOf(part).slice(0, imageLimits.perPost)}
        settings={content.settings}
        library={library}
        label={account.displayName || account.handle}
      />
      <Buttons />
      {part.text.trim() !== '' && (
        <p className={styles.caption}>
          <strong>{account.handle}</strong> {colour(part.text.trim())}
        </p>
      )}
      <Comment handle={account.handle} content={content} />
      <p className={styles.age}>{age}</p>
    </article>
  )
}

function Comment({ handle, content }: { handle: string; content: PostContent }) {
  const comment = firstComment(content)
  if (comment === '') return null
  return (
    <p className={styles.comment}>
      <strong>{handle}</strong> {colour(comment)}
    </p>
  )
}

interface ScreenProps extends PreviewProps {
  part: PostPart
  made: 'reel' | 'story'
}

/** A telephone's screen: what has another shape stands between dark edges. */
function Screen({ account, content, library, age, part, made }: ScreenProps) {
  const [file] = mediaOf(part)
  const isReel = made === 'reel'
  return (
    <article className={styles.screen}>
      {file ? <Shown file={file} shape={shapeOf([file], 0, content.settings)} library={library} bare={!isReel} /> : <Nothing />}
      <header className={isReel ? styles.below : styles.above}>
        <span className={styles.who}>
          <Face account={account} className={styles.face} />
          <strong className={styles.handle}>{[account.handle, ...collaboratorsOf(content)].join(', ')}</strong>
          {!isReel && <span>{age}</span>}
        </span>
        {isReel && part.text.trim() !== '' && <span className={styles.words}>{part.text.trim()}</span>}
      </header>
    </article>
  )
}

function Nothing() {
  return (
    <div className={styles.nothing}>
      <ImageOff size={32} aria-hidden="true" />
    </div>
  )
}

interface ShownProps {
  file: PostImage | PostVideo
  shape: number
  library: PreviewProps['library']
  bare?: boolean
}

function Shown({ file, shape, library, bare = false }: ShownProps) {
  if (file.kind === 'video') return <Film video={file} library={library} shape={shape} bare={bare} className={styles.picture} />
  const cut = { aspectRatio: `${shape}`, objectPosition: cutOf(file, shape) }
  return <img className={styles.picture} style={cut} src={library.imageUrl(file.mediaId)} alt={file.alt} />
}

interface FilesProps {
  files: readonly (PostImage | PostVideo)[]
  settings: Settings
  library: PreviewProps['library']
  /** For those who move through a carousel with the keyboard. */
  label: string
}

function Files({ files, settings, library, label }: FilesProps) {
  if (files.length === 0) return <Nothing />
  const shape = shapeOf(files, 0, settings)
  const all = files.map((file, index) => <Shown key={index} file={file} shape={shape} library={library} />)
  if (files.length === 1) return all
  return (
    <div className={styles.carousel}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has no pointer scrolls it with the arrow keys */}
      <div className={styles.strip} role="group" aria-label={label} tabIndex={0}>
        {all}
      </div>
      <span className={styles.count} aria-hidden="true">
        1/{files.length}
      </span>
      <div className={styles.dots} aria-hidden="true">
        {files.map((_, index) => (
          <span key={index} />
        ))}
      </div>
    </div>
  )
}

function colour(text: string): ReactNode[] {
  return marked(text, { found: findEntities(text), className: styles.entity, write: ({ start, end }) => text.slice(start, end) })
}

function Buttons() {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <Heart size={22} />
      <MessageCircle size={22} />
      <Send size={22} />
      <Bookmark size={22} />
    </div>
  )
}
