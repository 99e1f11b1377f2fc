import { useId } from 'react'

import type { Colour } from '#contract/strategy'

import { useStrategyText } from './use-strategy-text.ts'

import styles from './colour-choice.module.css'

/** The palette, each colour with its name. */
export const palette: readonly Colour[] = ['rose', 'clay', 'olive', 'teal', 'sky', 'indigo', 'plum', 'slate']

export function ColourChoice({ value, onChange }: { value: Colour; onChange: (colour: Colour) => void }) {
  const words = useStrategyText()
  const name = useId()
  return (
    <fieldset className={styles.colours}>
      <legend className={styles.legend}>{words.colour}</legend>
      {palette.map((colour) => (
        <label key={colour} className={styles.colour}>
          <input
            className={styles.radio}
            type="radio"
            name={name}
            value={colour}
            checked={colour === value}
            onChange={() => onChange(colour)}
          />
          <span className={styles.dot} style={{ background: `var(--tint-${colour})` }} aria-hidden="true" />
          {words.colours[colour]}
        </label>
      ))}
    </fieldset>
  )
}
