import { Bookmark, Heart, ImageOff, MessageCircle, Send } from 'lucide-react'
import type { ReactNode } from 'react'

import { imagesOf } from '../media.ts'
import type { PostImage } from '../network.ts'
import { cutOf, Face, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './caption.ts'
import { imageLimits, shapeOf } from './fit.ts'

import styles from './web-preview.module.css'

/** The post as the Instagram app shows it in a feed: the pictures in the shape of the first, the caption below. There is one part only. */
export function Preview({ account, content, imageUrl, age }: PreviewProps) {
  const [part = { text: '', media: [] }] = content.parts
  const images = imagesOf(part)
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <Face account={account} className={styles.face} />
        <strong className={styles.handle}>{account.handle}</strong>
      </header>
      <Pictures images={images.slice(0, imageLimits.perPost)} imageUrl={imageUrl} label={account.displayName || account.handle} />
      <Buttons />
      {part.text.trim() !== '' && (
        <p className={styles.caption}>
          <strong>{account.handle}</strong> {colour(part.text.trim())}
        </p>
      )}
      <p className={styles.age}>{age}</p>
    </article>
  )
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
  const ratio = shapeOf(images, 0)
  const all = images.map((image, index) => (
    <img
      key={index}
      className={styles.picture}
      style={{ aspectRatio: `${ratio}`, objectPosition: cutOf(image, ratio) }}
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
