import { ActionIcon, Tooltip } from '@mantine/core'
import { ImagePlus, Images } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'

import type { MediaItem } from '#contract/media'
import type { Focus } from '#networks/network'

import { newKey } from '../new-key.ts'
import { tightest } from './check-draft.ts'
import { cropsOf } from './crops.ts'
import { changePart, moveBy, moveImage } from './draft-parts.ts'
import type { DraftMedia, DraftPart } from './draft.ts'
import { ImageTile } from './image-tile.tsx'
import { LibraryPicker } from './library-picker.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Uploads } from './use-uploads.ts'
import type { Wording } from './wording.ts'

import styles from './media-strip.module.css'

interface MediaStripProps {
  wording: Wording
  uploads: Uploads
  part: DraftPart
  onFiles: (files: readonly File[]) => void
  /** What else belongs into the row of tools. */
  tools: ReactNode
  children: ReactNode
}

/** The images of a part in their order, and the row of tools below them. */
export function MediaStrip({ wording, uploads, part, onFiles, tools, children }: MediaStripProps) {
  const setImages = (edit: (images: readonly DraftMedia[]) => readonly DraftMedia[]) =>
    wording.change((parts) => changePart(parts, part.key, (each) => ({ ...each, media: edit(each.media) })))
  const setImage = (key: string, edit: (image: DraftMedia) => DraftMedia) =>
    setImages((images) => images.map((each) => (each.key === key ? edit(each) : each)))
  const maxAlt = tightest(wording.places).maxAltLength
  return (
    <>
      {part.media.length > 0 && (
        <ul className={styles.strip}>
          {part.media.map((image, index) => (
            <ImageTile
              key={image.key}
              image={image}
              number={index + 1}
              last={index === part.media.length - 1}
              maxAlt={maxAlt}
              crops={cropsOf(part.media, image.key, wording.places)}
              onFocus={(focus) => setImage(image.key, (each) => withFocus(each, focus))}
              onAlt={(alt) => setImage(image.key, (each) => ({ ...each, alt }))}
              onMove={(steps) => setImages((images) => moveBy(images, image.key, steps))}
              onDropImage={(key, side) => {
                const before = part.media[side === 'before' ? index : index + 1]?.key
                wording.change((parts) => moveImage(parts, key, { part: part.key, before }))
              }}
              onRetry={() => uploads.retry(image)}
              onRemove={() => setImages((images) => images.filter(({ key }) => key !== image.key))}
            />
          ))}
        </ul>
      )}
      <div className={styles.tools}>
        <AddImages
          onFiles={onFiles}
          onPick={(item) => setImages((images) => [...images, { key: newKey(), mediaId: item.id, item, alt: item.alt }])}
        />
        {tools}
        <span className={styles.space} />
        {children}
      </div>
    </>
  )
}

function withFocus(before: DraftMedia, focus: Focus | undefined): DraftMedia {
  const { focus: _, ...image } = before
  return focus === undefined ? image : { ...image, focus }
}

function AddImages({ onFiles, onPick }: { onFiles: (files: readonly File[]) => void; onPick: (media: MediaItem) => void }) {
  const words = useComposerText().images
  const input = useRef<HTMLInputElement>(null)
  const [picking, setPicking] = useState(false)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif"
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
      <Tooltip label={words.library}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.library} onClick={() => setPicking(true)}>
          <Images size={18} />
        </ActionIcon>
      </Tooltip>
      {picking && (
        <LibraryPicker
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
