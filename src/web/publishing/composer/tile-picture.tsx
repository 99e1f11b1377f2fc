import { CirclePause, FileText, ImageOff, Play } from 'lucide-react'
import { useCallback } from 'react'

import { lengthOf } from '#networks/web-post'

import type { DraftMedia } from './draft.ts'
import { kindOf } from './media-kind.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './media-tile.module.css'

/** What a tile shows: the picture, a still of the film under a play sign, the first sheet of a document; while it is on its way, the file itself. */
export function TilePicture({ media }: { media: DraftMedia }) {
  return (
    <span className={styles.picture} data-faint={media.upload !== undefined || undefined} style={{ ...focusOf(media) }}>
      <Still media={media} />
      <Mark media={media} />
    </span>
  )
}

function focusOf({ focus }: DraftMedia): { objectPosition?: string } {
  return focus === undefined ? {} : { objectPosition: `${focus.x * 100}% ${focus.y * 100}%` }
}

function Still({ media }: { media: DraftMedia }) {
  const words = useComposerText().images
  const { item, cover, upload, stopped } = media
  if (item !== undefined) {
    const shown = cover !== undefined && 'picture' in cover ? cover.picture : item
    return <img src={shown.thumbUrl} alt={media.alt} draggable={false} />
  }
  if (upload !== undefined) return <LocalFile file={upload.file} media={media} />
  if (stopped !== undefined)
    return (
      <span className={styles.sheet}>
        <CirclePause size={22} aria-hidden="true" />
      </span>
    )
  return (
    <span className={styles.gone}>
      <ImageOff size={18} aria-hidden="true" />
      {words.gone}
    </span>
  )
}

/** What kind it is, and how long. */
function Mark({ media: { item, trim } }: { media: DraftMedia }) {
  const words = useComposerText().preview
  if (item?.kind === 'video') {
    return (
      <span className={styles.mark}>
        <Play size={11} fill="currentColor" aria-hidden="true" />
        {lengthOf(trim === undefined ? item.seconds : trim.to - trim.from)}
      </span>
    )
  }
  if (item?.kind !== 'document') return null
  return (
    <span className={styles.mark}>
      <FileText size={11} aria-hidden="true" />
      {item.pages === undefined ? item.fileName.split('.').at(-1)?.toUpperCase() : words.pages(item.pages)}
    </span>
  )
}

function LocalFile({ file, media }: { file: File; media: DraftMedia }) {
  const kind = kindOf(media)
  const show = useCallback(
    (element: HTMLImageElement | HTMLVideoElement | null) => {
      if (element === null) return undefined
      const url = URL.createObjectURL(file)
      element.src = url
      return () => URL.revokeObjectURL(url)
    },
    [file],
  )
  if (kind === 'image') return <img ref={show} alt={media.alt} draggable={false} />
  if (kind === 'video') return <video ref={show} muted playsInline preload="metadata" />
  return (
    <span className={styles.sheet}>
      <FileText size={22} aria-hidden="true" />
    </span>
  )
}
