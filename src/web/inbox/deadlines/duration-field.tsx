import { NumberInput, Select } from '@mantine/core'

import type { CareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'

import styles from './care.module.css'

/** A time to be typed, in minutes or hours; it may be left empty. */
export function DurationField({ label, path, form }: { label: string; path: string; form: CareForm }) {
  const words = useCareText().targets
  return (
    <div className={styles.duration}>
      <NumberInput label={label} min={1} max={9999} allowDecimal={false} hideControls {...form.getInputProps(`${path}.amount`)} />
      <Select
        aria-label={words.unit(label)}
        data={[
          { value: 'minutes', label: words.minutes },
          { value: 'hours', label: words.hours },
        ]}
        allowDeselect={false}
        {...form.getInputProps(`${path}.unit`)}
      />
    </div>
  )
}
