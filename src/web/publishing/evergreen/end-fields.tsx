import { NumberInput, TextInput } from '@mantine/core'

import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

export interface Ends {
  readonly after: number | undefined
  /** Empty where there is no last day. */
  readonly on: string
}

/** When a kept post ends: after so many times, on a day, both or neither. */
export function EndFields({ ends, onChange }: { ends: Ends; onChange: (ends: Ends) => void }) {
  const words = useEvergreenText().ends
  return (
    <div className={styles.ends}>
      <NumberInput
        label={words.after}
        description={words.afterHint}
        placeholder={words.never}
        suffix={` ${words.times}`}
        min={1}
        max={1000}
        allowDecimal={false}
        allowNegative={false}
        value={ends.after ?? ''}
        onChange={(entered) => onChange({ ...ends, after: typeof entered === 'number' ? entered : undefined })}
      />
      <TextInput
        type="date"
        label={words.on}
        description={words.onHint}
        value={ends.on}
        onChange={(event) => onChange({ ...ends, on: event.currentTarget.value })}
      />
    </div>
  )
}
