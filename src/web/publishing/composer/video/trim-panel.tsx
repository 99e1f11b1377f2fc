import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { Pause, Play, Undo2 } from 'lucide-react'
import { useRef, useState } from 'react'

import type { Trim } from '../draft.ts'
import { useComposerText } from '../use-composer-text.ts'
import { inClock, keptOf, moveEnd, withTrim } from './film-cuts.ts'
import type { FilmProps } from './film.ts'
import { TimeField } from './time-field.tsx'
import { TrimBar } from './trim-bar.tsx'

import styles from './video-editor.module.css'

/** The film, and beneath it what of it is published: by two handles, or by numbers. */
export function TrimPanel({ item, media, onChange }: FilmProps) {
  const words = useComposerText().video
  const screen = useRef<HTMLVideoElement>(null)
  const [at, setAt] = useState(media.trim?.from ?? 0)
  const [playing, setPlaying] = useState(false)
  const length = item.seconds
  const kept = keptOf(media, length)

  function look(seconds: number): void {
    if (screen.current !== null) screen.current.currentTime = seconds
    setAt(seconds)
  }

  function move(end: keyof Trim, to: number): void {
    const next = moveEnd(kept, end, { at: to, length })
    screen.current?.pause()
    look(next[end])
    onChange(withTrim(next, length))
  }

  function toggle(): void {
    const film = screen.current
    if (film === null) return
    if (playing) return film.pause()
    if (film.currentTime < kept.from || film.currentTime >= kept.to - 0.1) look(kept.from)
    film.play().catch(() => setPlaying(false))
  }

  return (
    <div className={styles.trim}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions are files for the network, in forms no browser reads */}
      <video
        ref={screen}
        className={styles.screen}
        src={item.url}
        poster={kept.from === 0 ? item.posterUrl : undefined}
        playsInline
        preload="metadata"
        aria-label={item.title}
        onLoadedMetadata={() => kept.from > 0 && look(kept.from)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => {
          if (currentTarget.paused) return
          setAt(currentTarget.currentTime)
          if (currentTarget.currentTime >= kept.to) currentTarget.pause()
        }}
      />
      <TrimBar url={item.url} length={length} kept={kept} at={at} onMove={move} onLook={look} />
      <div className={styles.numbers}>
        <Tooltip label={playing ? words.pause : words.play}>
          <ActionIcon variant="default" size="lg" aria-label={playing ? words.pause : words.play} onClick={toggle}>
            {playing ? <Pause size={18} /> : <Play size={18} />}
          </ActionIcon>
        </Tooltip>
        <TimeField label={words.from} seconds={kept.from} onSeconds={(to) => move('from', to)} />
        <TimeField label={words.to} seconds={kept.to} onSeconds={(to) => move('to', to)} />
        <p className={styles.length} role="status">
          {words.kept(inClock(kept.to - kept.from), inClock(length))}
        </p>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Undo2 size={14} aria-hidden="true" />}
          disabled={media.trim === undefined}
          onClick={() => onChange(withTrim({ from: 0, to: length }, length))}
        >
          {words.all}
        </Button>
      </div>
    </div>
  )
}
