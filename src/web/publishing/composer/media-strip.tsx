import { ActionIcon, Tooltip } from '@mantine/core'
import { ImagePlus, Images } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'

import type { MediaItem } from '#contract/media'

import { newKey } from '../new-key.ts'
import { tightest, type Place } from './check-draft.ts'
import { changePart, moveBy, type DraftImage, type DraftPart } from './draft-content.ts'
import { ImageTile } from './image-tile.tsx'
import { LibraryPicker } from './library-picker.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import type { Uploads } from './use-uploads.ts'

import styles from './media-strip.module.css'

interface MediaStripProps {
  composer: Composer
  uploads: Uploads
  places: readonly Place[]
  part: DraftPart
  onFiles: (files: readonly File[]) => void
  children: ReactNode
}

/** The images of a part in their order, and the two ways to add more. */
export function MediaStrip({ composer, uploads, places, part, onFiles, children }: MediaStripProps) {
  const setImages = (edit: (images: readonly DraftImage[]) => readonly DraftImage[]) =>
    composer.change((desk) => ({ ...desk, draft: changePart(desk.draft, part.key, (each) => ({ ...each, images: edit(each.images) })) }))
  const maxAlt = tightest(places).maxAltLength
  return (
    <>
      {part.images.length > 0 && (
        <ul className={styles.strip}>
          {part.images.map((image, index) => (
            <ImageTile
              key={image.key}
              image={image}
              number={index + 1}
              last={index === part.images.length - 1}
              maxAlt={maxAlt}
              onAlt={(alt) => setImages((images) => images.map((each) => (each.key === image.key ? { ...each, alt } : each)))}
              onMove={(steps) => setImages((images) => moveBy(images, image.key, steps))}
              onRetry={() => uploads.retry(part.key, image.key)}
              onRemove={() => uploads.remove(part.key, image.key)}
            />
          ))}
        </ul>
      )}
      <div className={styles.tools}>
        <AddImages
          onFiles={onFiles}
          onPick={(media) => setImages((images) => [...images, { key: newKey(), mediaId: media.id, media, alt: media.alt }])}
        />
        <span className={styles.space} />
        {children}
      </div>
    </>
  )
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
