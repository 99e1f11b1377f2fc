import { ActionIcon, Progress, Tooltip } from '@mantine/core'
import { ArrowLeft, ArrowRight, Check, Crosshair, ImageOff, RotateCw, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'

import type { Focus } from '#networks/network'

import { AltEditor } from './alt-editor.tsx'
import type { Crop } from './crops.ts'
import type { DraftMedia } from './draft.ts'
import { draggedImage } from './drag-image.ts'
import { FocusEditor } from './focus-editor.tsx'
import { useComposerText } from './use-composer-text.ts'

import styles from './image-tile.module.css'

export type Side = 'before' | 'after'

interface ImageTileProps {
  image: DraftMedia
  number: number
  last: boolean
  maxAlt: number
  /** How the networks will cut it. */
  crops: readonly Crop[]
  onAlt: (alt: string) => void
  onFocus: (focus: Focus | undefined) => void
  onMove: (places: number) => void
  /** Another image was dropped on this one. */
  onDropImage: (key: string, side: Side) => void
  onRetry: () => void
  onRemove: () => void
}

/** One image: how far its upload is, whether it is described, and what can be done with it. */
export function ImageTile({ image, number, last, maxAlt, crops, onAlt, onFocus, onMove, onDropImage, onRetry, onRemove }: ImageTileProps) {
  const { images: words, focus: focusWords } = useComposerText()
  const [open, setOpen] = useState<'alt' | 'focus'>()
  const name = words.image(number)
  const drag = useDrag(image, onDropImage)
  const tools = [
    { word: focusWords.choose, Icon: Crosshair, shown: image.item !== undefined, act: () => setOpen('focus') },
    { word: words.earlier, Icon: ArrowLeft, shown: number > 1, act: () => onMove(-1) },
    { word: words.later, Icon: ArrowRight, shown: !last, act: () => onMove(1) },
    { word: words.remove, Icon: X, shown: true, act: onRemove },
  ]
  return (
    <li className={styles.tile} aria-label={name} {...drag}>
      <Picture image={image} />
      <div className={styles.tools}>
        {tools
          .filter(({ shown }) => shown)
          .map(({ word, Icon, act }) => (
            <Tooltip key={word} label={word}>
              <ActionIcon variant="default" size="sm" aria-label={`${word}: ${name}`} onClick={act}>
                <Icon size={14} />
              </ActionIcon>
            </Tooltip>
          ))}
      </div>
      {image.upload === undefined ? (
        <button
          type="button"
          id={altId(image)}
          className={styles.alt}
          data-missing={image.alt.trim() === '' || undefined}
          onClick={() => setOpen('alt')}
        >
          {image.alt.trim() === '' ? <TriangleAlert size={12} aria-hidden="true" /> : <Check size={12} aria-hidden="true" />}
          {image.alt.trim() === '' ? words.altMissing : words.altThere}
          <span className="visually-hidden">: {name}</span>
        </button>
      ) : (
        <UploadState upload={image.upload} onRetry={onRetry} />
      )}
      {open === 'alt' && image.item !== undefined && (
        <AltEditor media={image.item} alt={image.alt} max={maxAlt} onAlt={onAlt} onClose={() => setOpen(undefined)} />
      )}
      {open === 'focus' && image.item !== undefined && (
        <FocusEditor media={image.item} focus={image.focus} crops={crops} onFocus={onFocus} onClose={() => setOpen(undefined)} />
      )}
    </li>
  )
}

/** Dragging a tile to another place, and showing on which side of this one an image will land. The arrows do the same by key. */
function useDrag(image: DraftMedia, onDropImage: ImageTileProps['onDropImage']) {
  const [side, setSide] = useState<Side>()
  return {
    draggable: true,
    'data-drop': side,
    onDragStart: (event: DragEvent) => draggedImage.write(event.dataTransfer, image.key),
    onDragOver: (event: DragEvent) => {
      if (!draggedImage.isIn(event.dataTransfer)) return
      event.preventDefault()
      setSide(sideOf(event))
    },
    onDragLeave: () => setSide(undefined),
    onDrop: (event: DragEvent) => {
      const key = draggedImage.read(event.dataTransfer)
      setSide(undefined)
      if (key === undefined) return
      event.preventDefault()
      event.stopPropagation()
      onDropImage(key, sideOf(event))
    },
  }
}

function sideOf({ currentTarget, clientX }: DragEvent): Side {
  const { left, width } = currentTarget.getBoundingClientRect()
  return clientX < left + width / 2 ? 'before' : 'after'
}

/** The description's button of an image, for going to it from the checks. */
export function altId(image: DraftMedia): string {
  return `alt-${image.key}`
}

function Picture({ image }: { image: DraftMedia }) {
  const words = useComposerText().images
  const url = image.item?.thumbUrl
  if (url !== undefined)
    return (
      <img className={styles.picture} src={url} alt={image.alt} draggable={false} data-faint={image.upload !== undefined || undefined} />
    )
  if (image.upload !== undefined) return <LocalPicture file={image.upload.file} alt={image.alt} />
  return (
    <span className={styles.gone}>
      <ImageOff size={18} aria-hidden="true" />
      {words.gone}
    </span>
  )
}

function UploadState({ upload, onRetry }: { upload: NonNullable<DraftMedia['upload']>; onRetry: () => void }) {
  const words = useComposerText().images
  if (upload.problem === undefined) {
    return (
      <Progress
        className={styles.progress}
        value={upload.progress * 100}
        aria-label={words.uploading(upload.file.name)}
        animated={upload.progress >= 1}
      />
    )
  }
  return (
    <div className={styles.problem} role="alert">
      <span>{upload.problem}</span>
      <button type="button" className={styles.retry} onClick={onRetry}>
        <RotateCw size={12} aria-hidden="true" /> {words.retry}
      </button>
    </div>
  )
}

/** The file itself is shown while it is on its way. */
function LocalPicture({ file, alt }: { file: File; alt: string }) {
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(file)
    if (picture.current !== null) picture.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [file])
  return <img ref={picture} className={styles.picture} alt={alt} draggable={false} data-faint />
}
