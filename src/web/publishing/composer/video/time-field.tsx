import { TextInput } from '@mantine/core'
import { useState } from 'react'

import { useComposerText } from '../use-composer-text.ts'
import { fromClock, inClock } from './film-cuts.ts'

import styles from './video-editor.module.css'

interface TimeFieldProps {
  label: string
  seconds: number
  onSeconds: (seconds: number) => void
}

/** A time of the film, typed as `1:15.4` or moved by the arrow keys. What is typed counts when it is finished. */
export function TimeField({ label, seconds, onSeconds }: TimeFieldProps) {
  const words = useComposerText().video
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && fromClock(typed) === undefined

  function finish(): void {
    const read = typed === undefined ? undefined : fromClock(typed)
    if (read !== undefined) onSeconds(read)
    setTyped(undefined)
  }

  return (
    <TextInput
      className={styles.time ?? ''}
      label={label}
      value={typed ?? inClock(seconds)}
      error={wrong ? words.noTime : undefined}
      inputMode="decimal"
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        const step = { ArrowUp: 0.1, ArrowDown: -0.1 }[event.key]
        if (event.key === 'Enter') finish()
        if (step === undefined) return
        event.preventDefault()
        setTyped(undefined)
        onSeconds(seconds + step * (event.shiftKey ? 10 : 1))
      }}
    />
  )
}
