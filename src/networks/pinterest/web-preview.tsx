import { ImageOff } from 'lucide-react'

import { imagesOf, videosOf } from '../media.ts'
import type { PostImage } from '../network.ts'
import { cutOf, Face, Film, type PreviewProps } from '../web-post.tsx'
import { limits, shapeOf } from './limits.ts'
import { linkIn, partOf, titleIn } from './sent.ts'

import styles from './web-preview.module.css'

/** The pin as Pinterest shows it close up: what it shows, then its title, its words and who made it. There is one part only. */
export function Preview({ account, content, imageUrl, library }: PreviewProps) {
  const part = partOf(content)
  const [video] = videosOf(part)
  const [title, link, text] = [titleIn(content.settings), linkIn(content.settings), part.text.trim()]
  return (
    <article className={styles.pin}>
      <div className={styles.shown}>
        {video ? (
          <Film video={video} library={library} className={styles.film} />
        ) : (
          <Pictures images={imagesOf(part).slice(0, limits.images)} imageUrl={imageUrl} label={account.displayName || account.handle} />
        )}
      </div>
      <div className={styles.words}>
        {/* In the network's own words, which are the same in every language of ours. */}
        <p className={styles.bar} aria-hidden="true">
          {link === '' ? <span /> : <span className={styles.visit}>{hostOf(link)}</span>}
          <span className={styles.save}>Save</span>
        </p>
        {title !== '' && <strong className={styles.title}>{title}</strong>}
        {text !== '' && <p className={styles.text}>{text}</p>}
        <p className={styles.who}>
          <Face account={account} className={styles.face} />
          <span className={styles.name}>{account.displayName || account.handle}</span>
        </p>
      </div>
    </article>
  )
}

interface PicturesProps {
  images: readonly PostImage[]
  imageUrl: PreviewProps['imageUrl']
  /** For those who move through a carousel with the keyboard. */
  label: string
}

/** One, or a carousel of which all have the shape of the first. */
function Pictures({ images, imageUrl, label }: PicturesProps) {
  const all = images.map((image, index) => {
    const shape = shapeOf(images, index)
    const cut = { aspectRatio: `${shape}`, objectPosition: cutOf(image, shape) }
    return <img key={`${image.mediaId} ${index}`} className={styles.picture} style={cut} src={imageUrl(image.mediaId)} alt={image.alt} />
  })
  if (all.length === 0) {
    return (
      <div className={styles.nothing}>
        <ImageOff size={36} aria-hidden="true" />
      </div>
    )
  }
  if (all.length === 1) return all
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached with the keyboard */}
      <div className={styles.row} role="group" aria-label={label} tabIndex={0}>
        {all}
      </div>
      <span className={styles.dots} aria-hidden="true">
        {images.map(({ mediaId }, index) => (
          <i key={`${mediaId} ${index}`} data-on={index === 0 || undefined} />
        ))}
      </span>
    </>
  )
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : link
}
