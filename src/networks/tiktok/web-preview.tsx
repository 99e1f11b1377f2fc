import { Bookmark, Heart, ImageOff, MessageCircle, Music, Share2 } from 'lucide-react'
import type { ReactNode } from 'react'

import { imagesOf, videosOf } from '../media.ts'
import type { PostImage } from '../network.ts'
import { Face, Film, marked, type PreviewProps } from '../web-post.tsx'
import { findEntities } from './caption.ts'
import { disclosureIn, photoCoverIn, textIn } from './choices.ts'
import { mostPhotos } from './fit.ts'

import styles from './web-preview.module.css'

/** The post as the TikTok app shows it: the whole screen, the creator's name and the words over it. There is one part only. */
export function Preview({ account, content, imageUrl, library }: PreviewProps) {
  const [part = { text: '', media: [] }] = content.parts
  const [video] = videosOf(part)
  const title = video ? '' : textIn(content.settings, 'title').trim()
  const text = part.text.trim()
  return (
    <article className={styles.post}>
      {video ? (
        <div className={styles.screen}>
          <Film video={video} library={library} bare />
        </div>
      ) : (
        <Photos images={imagesOf(part).slice(0, mostPhotos)} cover={photoCoverIn(content.settings) ?? 1} imageUrl={imageUrl} />
      )}
      <Buttons account={account} />
      <div className={styles.words}>
        <strong>{account.displayName || account.handle}</strong>
        {title !== '' && <p className={styles.title}>{title}</p>}
        {text !== '' && <p className={styles.caption}>{colour(text)}</p>}
        <Label disclosure={disclosureIn(content.settings)} />
        <p className={styles.sound} aria-hidden="true">
          <Music size={12} /> @{account.handle}
        </p>
      </div>
    </article>
  )
}

/** The cover first, and how many there are. */
function Photos({ images, cover, imageUrl }: { images: readonly PostImage[]; cover: number; imageUrl: PreviewProps['imageUrl'] }) {
  const image = images[cover - 1] ?? images[0]
  if (!image) {
    return (
      <div className={styles.nothing}>
        <ImageOff size={36} aria-hidden="true" />
      </div>
    )
  }
  return (
    <>
      <img className={styles.photo} src={imageUrl(image.mediaId)} alt={image.alt} />
      {images.length > 1 && (
        <span className={styles.count} aria-hidden="true">
          {Math.min(cover, images.length)}/{images.length}
        </span>
      )}
    </>
  )
}

/** In the network's own words, which are the same in every language of ours. */
function Label({ disclosure }: { disclosure: ReturnType<typeof disclosureIn> }) {
  if (disclosure === 'none') return null
  return <p className={styles.label}>{disclosure === 'own' ? 'Promotional content' : 'Paid partnership'}</p>
}

function colour(text: string): ReactNode[] {
  return marked(text, { found: findEntities(text), className: styles.entity, write: ({ start, end }) => text.slice(start, end) })
}

function Buttons({ account }: Pick<PreviewProps, 'account'>) {
  return (
    <div className={styles.buttons} aria-hidden="true">
      <Face account={account} className={styles.face} />
      <Heart size={26} />
      <MessageCircle size={26} />
      <Bookmark size={26} />
      <Share2 size={26} />
    </div>
  )
}
