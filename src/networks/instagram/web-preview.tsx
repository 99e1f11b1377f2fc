import { Bookmark, Heart, ImageOff, MessageCircle, Send } from 'lucide-react'
import type { ReactNode } from 'react'

import type { PostContent, PostImage } from '../network.ts'
import { findEntities } from './caption.ts'
import { imageLimits, shapeOf } from './fit.ts'

import styles from './web-preview.module.css'

interface PreviewProps {
  account: { handle: string; displayName: string; avatarUrl?: string | undefined }
  content: PostContent
  /** Where a library image can be seen. */
  imageUrl: (mediaId: string) => string
  /** The age the post will show, e.g. "now". */
  age: string
}

/** The post as the Instagram app shows it in a feed: the pictures in the shape of the first, the caption below. There is one part only. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  const [{ text, images } = { text: '', images: [] }] = content.parts
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <Face account={account} />
        <strong className={styles.handle}>{account.handle}</strong>
      </header>
      <Pictures images={images.slice(0, imageLimits.perPost)} imageUrl={imageUrl} label={account.displayName || account.handle} />
      <Buttons />
      {text.trim() !== '' && (
        <p className={styles.caption}>
          <strong>{account.handle}</strong> {colour(text.trim())}
        </p>
      )}
      <p className={styles.age}>{age}</p>
    </article>
  )
}

function Face({ account }: Pick<PreviewProps, 'account'>) {
  if (account.avatarUrl !== undefined) return <img className={styles.face} src={account.avatarUrl} alt="" referrerPolicy="no-referrer" />
  return <span className={styles.face}>{(account.displayName || account.handle).slice(0, 1).toUpperCase()}</span>
}

interface PicturesProps {
  images: readonly PostImage[]
  imageUrl: PreviewProps['imageUrl']
  /** For those who move through a carousel with the keyboard. */
  label: string
}

function Pictures({ images, imageUrl, label }: PicturesProps) {
  if (images.length === 0) {
    return (
      <div className={styles.nothing}>
        <ImageOff size={32} aria-hidden="true" />
      </div>
    )
  }
  const frame = { aspectRatio: `${shapeOf(images, 0)}` }
  const all = images.map((image, index) => (
    <img
      key={index}
      className={styles.picture}
      style={{ ...frame, objectPosition: focusOf(image) }}
      src={imageUrl(image.mediaId)}
      alt={image.alt}
    />
  ))
  if (images.length === 1) return all
  return (
    <div className={styles.carousel}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever has no pointer scrolls it with the arrow keys */}
      <div className={styles.strip} role="group" aria-label={label} tabIndex={0}>
        {all}
      </div>
      <span className={styles.count} aria-hidden="true">
        1/{images.length}
      </span>
      <div className={styles.dots} aria-hidden="true">
        {images.map((_, index) => (
          <span key={index} />
        ))}
      </div>
    </div>
  )
}

function focusOf({ focus }: PostImage): string {
  return focus ? `${focus.x * 100}% ${focus.y * 100}%` : '50% 50%'
}

function colour(text: string): ReactNode[] {
  const pieces: ReactNode[] = []
  let at = 0
  for (const { start, end } of findEntities(text)) {
    pieces.push(
      text.slice(at, start),
      <span key={start} className={styles.entity}>
        {text.slice(start, end)}
      </span>,
    )
    at = end
  }
  return [...pieces, text.slice(at)]
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
