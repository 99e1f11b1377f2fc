import { Button, Group, Modal } from '@mantine/core'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

import type { MediaItem } from '#contract/media'
import type { Focus } from '#networks/network'

import { useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { regionOf, type Crop } from './crops.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './focus-editor.module.css'

interface FocusEditorProps extends Omit<FocusChoiceProps, 'url'> {
  onClose: () => void
}

/** Asks what must stay in sight where the image is cropped, and shows what each network will leave of it. */
export function FocusEditor({ onClose, ...choice }: FocusEditorProps) {
  const words = useComposerText().focus
  const { close } = useText().ui
  const narrow = useNarrow()
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" fullScreen={narrow} closeButtonProps={{ 'aria-label': close }}>
      <FocusChoice {...choice} url={choice.item.url} />
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>{words.done}</Button>
      </Group>
    </Modal>
  )
}

interface FocusChoiceProps {
  item: MediaItem
  /** The picture, or a still of the video. */
  url: string
  /** Absent: the middle. */
  focus: Focus | undefined
  crops: readonly Crop[]
  onFocus: (focus: Focus | undefined) => void
}

export function FocusChoice({ item, url, focus, crops, onFocus }: FocusChoiceProps) {
  const words = useComposerText().focus
  const point = focus ?? middle
  const media = { ...item, url }
  return (
    <>
      <p className={styles.hint}>{words.hint}</p>
      <Picker media={media} point={point} onPoint={onFocus} />
      {crops.length === 0 ? (
        <p className={styles.hint}>{words.none}</p>
      ) : (
        <ul className={styles.crops}>
          {crops.map((crop) => (
            <li key={`${crop.network} ${crop.shape}`}>
              <CropPicture media={media} crop={crop} point={point} />
            </li>
          ))}
        </ul>
      )}
      <Button mt="sm" variant="subtle" color="gray" size="compact-sm" disabled={focus === undefined} onClick={() => onFocus(undefined)}>
        {words.middle}
      </Button>
    </>
  )
}

const middle: Focus = { x: 0.5, y: 0.5 }

function Picker({ media, point, onPoint }: { media: MediaItem; point: Focus; onPoint: (point: Focus) => void }) {
  const words = useComposerText().focus
  const mark = useRef<HTMLButtonElement>(null)

  function pick(event: PointerEvent<HTMLDivElement>): void {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    onPoint(within({ x: (event.clientX - left) / width, y: (event.clientY - top) / height }))
  }

  function move(event: KeyboardEvent): void {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const far = event.shiftKey ? 5 : 1
    onPoint(within({ x: point.x + step.x * far, y: point.y + step.y * far }))
  }

  const place = words.point(Math.round(point.x * 100), Math.round(point.y * 100))
  return (
    <div
      className={styles.picker}
      role="presentation"
      style={{ aspectRatio: `${media.width} / ${media.height}`, maxWidth: `calc(50dvh * ${media.width / media.height})` }}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        mark.current?.focus()
        pick(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && pick(event)}
    >
      <img src={media.url} alt={media.alt} draggable={false} />
      <button
        ref={mark}
        type="button"
        className={styles.point}
        style={{ left: `${point.x * 100}%`, top: `${point.y * 100}%` }}
        aria-label={place}
        data-autofocus
        onKeyDown={move}
      />
      <span className="visually-hidden" role="status">
        {place}
      </span>
    </div>
  )
}

const steps: Readonly<Record<string, Focus>> = {
  ArrowLeft: { x: -0.02, y: 0 },
  ArrowRight: { x: 0.02, y: 0 },
  ArrowUp: { x: 0, y: -0.02 },
  ArrowDown: { x: 0, y: 0.02 },
}

const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100

/** Inside the image, to a hundredth: nobody points more exactly. */
function within({ x, y }: Focus): Focus {
  return { x: share(x), y: share(y) }
}

function CropPicture({ media, crop, point }: { media: MediaItem; crop: Crop; point: Focus }) {
  const words = useComposerText().focus
  const { left, top, width, height } = regionOf(media, crop.shape, point)
  const name = networkName(crop.network)
  return (
    <figure className={styles.crop}>
      <span
        className={styles.window}
        style={{ aspectRatio: `${crop.shape}`, width: `calc(9rem * ${Math.min(1.6, Math.max(crop.shape, 0.7))})` }}
      >
        <img
          src={media.url}
          alt={words.cropped(name)}
          style={{
            width: `${100 / width}%`,
            height: `${100 / height}%`,
            left: `${(-100 * left) / width}%`,
            top: `${(-100 * top) / height}%`,
          }}
        />
      </span>
      <figcaption>
        <NetworkIcon network={crop.network} size={14} label={false} /> {name}
      </figcaption>
    </figure>
  )
}
