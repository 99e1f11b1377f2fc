import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

import type { Trim } from '../draft.ts'
import { useComposerText } from '../use-composer-text.ts'
import { inClock } from './film-cuts.ts'
import { useFilmStrip } from './use-film-strip.ts'

import styles from './video-editor.module.css'

interface TrimBarProps {
  url: string
  /** In seconds, as everything here. */
  length: number
  kept: Trim
  /** The moment on the screen. */
  at: number
  onMove: (end: keyof Trim, to: number) => void
  onLook: (seconds: number) => void
}

/** The whole film as a strip of its pictures, what is left out dimmed, with a handle at each end of what is kept. */
export function TrimBar({ url, length, kept, at, onMove, onLook }: TrimBarProps) {
  const words = useComposerText().video
  const bar = useRef<HTMLDivElement>(null)
  const strip = useFilmStrip(url, length)
  const share = (seconds: number) => `${(100 * seconds) / length}%`

  function timeAt({ clientX }: PointerEvent): number {
    const { left, width } = bar.current?.getBoundingClientRect() ?? { left: 0, width: 1 }
    return (Math.min(Math.max(clientX - left, 0), width) / width) * length
  }

  const handle = (end: keyof Trim, label: string) => (
    <button
      type="button"
      role="slider"
      className={styles.handle}
      data-end={end}
      style={{ insetInlineStart: share(kept[end]) }}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={end === 'from' ? 0 : kept.from}
      aria-valuemax={end === 'from' ? kept.to : length}
      aria-valuenow={kept[end]}
      aria-valuetext={inClock(kept[end])}
      onKeyDown={(event) => moveByKey(event, { now: kept[end], length, onMove: (to) => onMove(end, to) })}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && onMove(end, timeAt(event))}
    />
  )

  return (
    <div ref={bar} className={styles.bar} role="presentation" onPointerDown={(event) => onLook(timeAt(event))}>
      <canvas ref={strip} className={styles.strip} width={960} height={56} aria-hidden="true" />
      <span className={styles.out} style={{ insetInlineStart: 0, width: share(kept.from) }} />
      <span className={styles.out} style={{ insetInlineEnd: 0, width: share(length - kept.to) }} />
      <span className={styles.kept} style={{ insetInlineStart: share(kept.from), insetInlineEnd: share(length - kept.to) }} />
      <span className={styles.at} style={{ insetInlineStart: share(at) }} />
      {handle('from', words.from)}
      {handle('to', words.to)}
    </div>
  )
}

interface Moving {
  now: number
  length: number
  onMove: (to: number) => void
}

/** A tenth of a second with the arrows, a whole one with Shift; to the ends of the film with Home and End. */
function moveByKey(event: KeyboardEvent, { now, length, onMove }: Moving): void {
  const step = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -1, PageUp: 1 }[event.key]
  const to = { Home: 0, End: length }[event.key] ?? (step === undefined ? undefined : now + step * (event.shiftKey ? 10 : 1))
  if (to === undefined) return
  event.preventDefault()
  onMove(to)
}
