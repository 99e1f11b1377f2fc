import { ActionIcon, Tooltip } from '@mantine/core'
import { ImagePlus, Images } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'

import type { MediaItem } from '#contract/media'

import { useBrand } from '../../frame/who.ts'
import { MediaPicker } from '../../library/media-picker.tsx'
import { newKey } from '../new-key.ts'
import { maxAltOf, takesAlt } from './check-draft.ts'
import { cropsOf } from './crops.ts'
import { changePart, moveBy, moveMedia } from './draft-parts.ts'
import type { DraftMedia, DraftPart } from './draft.ts'
import { acceptedFiles, kindOf } from './media-kind.ts'
import { MediaTile } from './media-tile.tsx'
import type { Remark } from './remarks.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Uploads } from './use-uploads.ts'
import type { Wording } from './wording.ts'

import styles from './media-strip.module.css'

interface MediaStripProps {
  wording: Wording
  uploads: Uploads
  part: DraftPart
  /** What the networks say of this part. */
  remarks: readonly Remark[]
  language: string
  onFiles: (files: readonly File[]) => void
  /** What else belongs into the row of tools. */
  tools: ReactNode
  children: ReactNode
}

/** The pictures, videos and documents of a part in their order, and the row of tools below them. */
export function MediaStrip({ wording, uploads, part, remarks, language, onFiles, tools, children }: MediaStripProps) {
  const { media } = part
  const { altTexts } = useBrand()
  const setMedia = (edit: (media: readonly DraftMedia[]) => readonly DraftMedia[]) =>
    wording.change((parts) => changePart(parts, part.key, (each) => ({ ...each, media: edit(each.media) })))
  return (
    <>
      {media.length > 0 && (
        <ul className={styles.strip}>
          {media.map((each, index) => (
            <MediaTile
              key={each.key}
              media={each}
              number={index + 1}
              last={index === media.length - 1}
              maxAlt={maxAltOf(kindOf(each), wording)}
              altTexts={takesAlt(kindOf(each), wording) ? altTexts : 'off'}
              crops={cropsOf(media, each.key, wording)}
              remarks={remarks.filter(({ finding }) => finding.media === placeAmongArrived(media, each))}
              language={language}
              onChange={(edit) => setMedia((all) => all.map((one) => (one.key === each.key ? edit(one) : one)))}
              onMove={(steps) => setMedia((all) => moveBy(all, each.key, steps))}
              onDropMedia={(key, side) => {
                const before = media[side === 'before' ? index : index + 1]?.key
                wording.change((parts) => moveMedia(parts, key, { part: part.key, before }))
              }}
              onRetry={() => uploads.retry(each)}
              onFile={(file) => uploads.resume(each, file)}
              onRemove={() => setMedia((all) => all.filter(({ key }) => key !== each.key))}
            />
          ))}
        </ul>
      )}
      <div className={styles.tools}>
        <AddMedia
          onFiles={onFiles}
          onPick={(item) => setMedia((all) => [...all, { key: newKey(), mediaId: item.id, item, alt: item.alt }])}
        />
        {tools}
        <span className={styles.space} />
        {children}
      </div>
    </>
  )
}

/** The networks count only what has arrived. */
function placeAmongArrived(media: readonly DraftMedia[], one: DraftMedia): number {
  return media.filter(({ item }) => item !== undefined).indexOf(one)
}

function AddMedia({ onFiles, onPick }: { onFiles: (files: readonly File[]) => void; onPick: (media: MediaItem) => void }) {
  const words = useComposerText().images
  const { library: fromLibrary } = words
  const input = useRef<HTMLInputElement>(null)
  const [picking, setPicking] = useState(false)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={acceptedFiles}
        multiple
        hidden
        aria-label={words.add}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Tooltip label={words.add}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.add} onClick={() => input.current?.click()}>
          <ImagePlus size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={fromLibrary}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={fromLibrary} onClick={() => setPicking(true)}>
          <Images size={18} />
        </ActionIcon>
      </Tooltip>
      {picking && (
        <MediaPicker
          kinds={['image', 'video', 'document']}
          onClose={() => setPicking(false)}
          onPick={(media) => {
            onPick(media)
            setPicking(false)
          }}
        />
      )}
    </>
  )
}
