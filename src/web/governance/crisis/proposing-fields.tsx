import { NumberInput, Switch } from '@mantine/core'

import { Section } from '../../ui/page.tsx'
import type { PartProps } from './part-props.ts'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** When the inbox is so unusual that somebody is told. */
export function ProposingFields({ content: { proposing }, onChange }: PartProps) {
  const { book } = useCrisisText()
  const change = (part: Partial<typeof proposing>) => onChange({ proposing: { ...proposing, ...part } })
  const fields = [
    { name: 'times', label: book.times, min: 1.5, max: 50 },
    { name: 'complaints', label: book.complaints, min: 1, max: 100 },
    { name: 'restHours', label: book.restHours, min: 1, max: 72 },
  ] as const
  return (
    <Section title={book.proposing} hint={book.proposingHint}>
      <Switch label={book.proposingOn} checked={proposing.on} onChange={(event) => change({ on: event.currentTarget.checked })} />
      {proposing.on && (
        <div className={styles.pair}>
          {fields.map(({ name, label, min, max }) => (
            <NumberInput
              key={name}
              label={label}
              min={min}
              max={max}
              clampBehavior="strict"
              allowDecimal={name === 'times'}
              value={proposing[name]}
              onChange={(value) => typeof value === 'number' && change({ [name]: value })}
            />
          ))}
        </div>
      )}
    </Section>
  )
}
