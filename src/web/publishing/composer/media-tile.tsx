import { ActionIcon, Progress, Tooltip } from '@mantine/core'
import { ArrowLeft, ArrowRight, Check, Crosshair, PencilLine, RotateCw, Scissors, TriangleAlert, X } from 'lucide-react'
import { useRef, useState, type DragEvent } from 'react'

import { showTrouble, troubleIsOver } from '../../ui/toast.tsx'
import type { DraftMedia } from './draft.ts'
import { draggedMedia } from './drag-media.ts'
import type { EditorProps } from './media-editing.ts'
import { MediaEditor } from './media-editor.tsx'
import { kindOf } from './media-kind.ts'
import { TilePicture } from './tile-picture.tsx'
import { useComposerText } from './use-composer-text.ts'

import styles from './media-tile.module.css'

export type Side = 'before' | 'after'

interface MediaTileProps extends Omit<EditorProps, 'open' | 'onClose'> {
  number: number
  last: boolean
  onMove: (places: number) => void
  /** Another one was dropped on this one. */
  onDropMedia: (key: string, side: Side) => void
  onRetry: () => void
  /** The file of one that stopped; answers what is wrong with it. */
  onFile: (file: File) => string | undefined
  onRemove: () => void
}

/** One picture, video or document: how far its upload is, whether it is described, and what can be done with it. */
export function MediaTile({ number, last, onMove, onDropMedia, onRetry, onFile, onRemove, ...editor }: MediaTileProps) {
  const { media } = editor
  const { images: words, focus, video } = useComposerText()
  const [open, setOpen] = useState<EditorProps['open']>()
  const kind = kindOf(media)
  const name = words[kind](number)
  const drag = useDrag(media, onDropMedia)
  const there = media.item !== undefined
  const tools = [
    { word: focus.choose, Icon: Crosshair, shown: there && kind === 'image', act: () => setOpen('focus') },
    { word: video.edit, Icon: Scissors, shown: there && kind === 'video', act: () => setOpen('trim') },
    { word: words.earlier, Icon: ArrowLeft, shown: number > 1, act: () => onMove(-1) },
    { word: words.later, Icon: ArrowRight, shown: !last, act: () => onMove(1) },
    { word: words.remove, Icon: X, shown: true, act: onRemove },
  ]
  return (
    <li className={styles.tile} aria-label={name} {...drag}>
      <TilePicture media={media} />
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
      {media.upload !== undefined && <UploadState upload={media.upload} onRetry={onRetry} />}
      {media.stopped !== undefined && <StoppedState stopped={media.stopped} onFile={onFile} />}
      {media.upload === undefined && media.stopped === undefined && (
        <Said media={media} altTexts={editor.altTexts} name={name} onOpen={() => setOpen(kind === 'document' ? 'title' : 'alt')} />
      )}
      {open !== undefined && <MediaEditor {...editor} open={open} onClose={() => setOpen(undefined)} />}
    </li>
  )
}

/** Dragging a tile to another place, and showing on which side of this one another will land. The arrows do the same by key. */
function useDrag(media: DraftMedia, onDropMedia: MediaTileProps['onDropMedia']) {
  const [side, setSide] = useState<Side>()
  return {
    draggable: true,
    'data-drop': side,
    onDragStart: (event: DragEvent) => draggedMedia.write(event.dataTransfer, media.key),
    onDragOver: (event: DragEvent) => {
      if (!draggedMedia.isIn(event.dataTransfer)) return
      event.preventDefault()
      setSide(sideOf(event))
    },
    onDragLeave: () => setSide(undefined),
    onDrop: (event: DragEvent) => {
      const key = draggedMedia.read(event.dataTransfer)
      setSide(undefined)
      if (key === undefined) return
      event.preventDefault()
      event.stopPropagation()
      onDropMedia(key, sideOf(event))
    },
  }
}

function sideOf({ currentTarget, clientX }: DragEvent): Side {
  const { left, width } = currentTarget.getBoundingClientRect()
  return clientX < left + width / 2 ? 'before' : 'after'
}

/** The button of an item that describes or names it, for going to it from the checks. */
export function saidId(media: DraftMedia): string {
  return `said-${media.key}`
}

/** Whether it is described; of a document, what it is called. */
function Said({ media, altTexts, name, onOpen }: Pick<EditorProps, 'media' | 'altTexts'> & { name: string; onOpen: () => void }) {
  const words = useComposerText().images
  const isDocument = kindOf(media) === 'document'
  const missing = isDocument || media.alt.trim() !== '' ? undefined : altTexts
  const Icon = isDocument || missing === 'off' ? PencilLine : missing === undefined ? Check : TriangleAlert
  const said = { off: words.altMissing, warn: words.altMissing, required: words.altRequired }
  return (
    <button type="button" id={saidId(media)} className={styles.said} data-missing={missing} onClick={onOpen}>
      <Icon size={12} aria-hidden="true" />
      <span>{isDocument ? (media.title ?? media.item?.title) : missing === undefined ? words.altThere : said[missing]}</span>
      <span className="visually-hidden">: {name}</span>
    </button>
  )
}

function UploadState({ upload, onRetry }: { upload: NonNullable<DraftMedia['upload']>; onRetry: () => void }) {
  const words = useComposerText().images
  const { file, progress, problem } = upload
  if (problem === undefined) {
    return (
      <div className={styles.progress}>
        <Progress value={progress * 100} aria-label={words.uploading(file.name)} animated={progress >= 1} />
        <span className={styles.share} aria-hidden="true">
          {progress >= 1 ? words.reading : words.share(Math.floor(progress * 100))}
        </span>
      </div>
    )
  }
  return (
    <div className={styles.problem} role="alert">
      <span>{problem}</span>
      <button type="button" className={styles.retry} onClick={onRetry}>
        <RotateCw size={12} aria-hidden="true" /> {words.retry}
      </button>
    </div>
  )
}

/** Browsers keep no hold of a file over a reload, so it is chosen once more; the bytes that came are not sent again. */
function StoppedState({ stopped, onFile }: { stopped: NonNullable<DraftMedia['stopped']>; onFile: MediaTileProps['onFile'] }) {
  const words = useComposerText().images
  const input = useRef<HTMLInputElement>(null)
  const arrived = stopped.progress >= 1
  const about = `stopped ${stopped.name}`
  return (
    <div className={styles.stopped}>
      <span className={styles.fileName} title={stopped.name}>
        {stopped.name}
      </span>
      <span>{arrived ? words.reading : words.stopped(Math.floor(stopped.progress * 100))}</span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.chooseAgain(stopped.name)}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          const wrong = file && onFile(file)
          if (wrong !== undefined) showTrouble(wrong, about)
          else if (file) troubleIsOver(about)
        }}
      />
      {!arrived && (
        <button type="button" className={styles.retry} onClick={() => input.current?.click()}>
          <RotateCw size={12} aria-hidden="true" /> {words.goOn}
        </button>
      )}
    </div>
  )
}
