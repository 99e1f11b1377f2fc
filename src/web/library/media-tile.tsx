import { Checkbox } from '@mantine/core'
import { CircleSlash, Clock3, FileText, Film, MessageSquareWarning, Sparkles, Subtitles } from 'lucide-react'
import type { ReactNode } from 'react'

import type { MediaItem } from '#contract/media'
import { lengthOf } from '#networks/web-post'

import { useBrand } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { draggedItems } from './dragged-items.ts'
import { useLibraryText } from './use-library-text.ts'
import { isExpired, showsSomething } from './words-of-media.ts'

import styles from './media-tile.module.css'

interface MediaTileProps {
  item: MediaItem
  /** What pressing it does, in words. */
  label: string
  onPress: () => void
  /** Absent where nothing is chosen here. */
  choosing?: { chosen: boolean; onChoose: (chosen: boolean) => void }
  pressed?: boolean
  /** What is carried where the tile is dragged onto a folder; absent where it cannot be. */
  carries?: readonly string[]
}

/** A thing of the library: its picture, what it is, and what is missing of it. */
export function MediaTile({ item, label, onPress, choosing, pressed = false, carries }: MediaTileProps) {
  const words = useLibraryText()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- carried by the mouse; the detail panel moves an item by keyboard
    <li
      className={styles.tile}
      data-chosen={choosing?.chosen || undefined}
      data-pressed={pressed || undefined}
      draggable={carries !== undefined}
      onDragStart={(event) => carries && event.dataTransfer.setData(draggedItems, carries.join(','))}
    >
      <button type="button" className={styles.press} onClick={onPress} aria-label={label}>
        <span className={styles.frame}>
          <img src={item.thumbUrl} alt="" loading="lazy" className={styles.picture} draggable={false} />
          <KindMark item={item} />
        </span>
        <span className={styles.name}>{item.title || item.fileName}</span>
      </button>
      <Warnings item={item} />
      {choosing && (
        <Checkbox
          className={styles.check}
          aria-label={words.choose(item.title || item.fileName)}
          checked={choosing.chosen}
          onChange={(event) => choosing.onChoose(event.currentTarget.checked)}
        />
      )}
    </li>
  )
}

function KindMark({ item }: { item: MediaItem }) {
  const words = useLibraryText()
  if (item.kind === 'video') return <Mark icon={<Film size={13} />}>{lengthOf(item.seconds)}</Mark>
  if (item.kind === 'document')
    return <Mark icon={<FileText size={13} />}>{item.pages === undefined ? words.kind.document : words.pages(item.pages)}</Mark>
  if (item.kind === 'captions') return <Mark icon={<Subtitles size={13} />}>{item.mimeType === 'text/vtt' ? 'VTT' : 'SRT'}</Mark>
  return item.animated ? <Mark icon={<Sparkles size={13} />}>{words.animated}</Mark> : null
}

function Mark({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className={styles.mark}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  )
}

function Warnings({ item }: { item: MediaItem }) {
  const words = useLibraryText()
  const format = useFormat()
  const { altTexts } = useBrand()
  const { expiresAt } = item.rights
  const missing = altTexts === 'required' ? words.altRequired : words.altMissing
  return (
    <span className={styles.warnings}>
      {expiresAt !== undefined && (
        <span className={styles.warning} data-bad={isExpired(item) || undefined}>
          {isExpired(item) ? <CircleSlash size={13} aria-hidden="true" /> : <Clock3 size={13} aria-hidden="true" />}
          {isExpired(item) ? words.expired : words.expires(format.date(lastMoment(expiresAt)))}
        </span>
      )}
      {showsSomething(item) && item.alt === '' && altTexts !== 'off' && (
        <span className={styles.warning} data-bad={altTexts === 'required' || undefined} title={missing}>
          <MessageSquareWarning size={13} aria-hidden="true" />
          {missing}
        </span>
      )}
    </span>
  )
}

/** Rights end with a day: the instant after it is another day already. */
function lastMoment(expiresAt: string): Date {
  return new Date(Date.parse(expiresAt) - 1)
}
