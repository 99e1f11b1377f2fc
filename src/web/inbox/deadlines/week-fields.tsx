import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { Plus, X } from 'lucide-react'

import { useFormat } from '../../language/use-format.ts'
import { onWeekday } from '../../language/week.ts'
import type { CareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'

import styles from './care.module.css'

const days = [1, 2, 3, 4, 5, 6, 7] as const
const usualDays = [1, 2, 3, 4, 5]

/** Each day of the week with its hours, which may be several. */
export function WeekFields({ form }: { form: CareForm }) {
  const words = useCareText().hours
  return (
    <>
      {form.values.week.length === 0 && (
        <Button
          variant="default"
          onClick={() =>
            form.setFieldValue(
              'week',
              usualDays.map((day) => ({ day, from: '09:00', to: '18:00' })),
            )
          }
        >
          {words.usual}
        </Button>
      )}
      <ul className={styles.week}>
        {days.map((day) => (
          <Day key={day} day={day} form={form} />
        ))}
      </ul>
    </>
  )
}

function Day({ day, form }: { day: number; form: CareForm }) {
  const words = useCareText().hours
  const name = useFormat('UTC').dayName(onWeekday(day))
  const spans = form.values.week.flatMap((span, place) => (span.day === day ? [{ ...span, place }] : []))
  const last = spans.at(-1)
  return (
    <li className={styles.day}>
      <span className={styles.dayName}>{name}</span>
      <div className={styles.spans}>
        {spans.length === 0 && <span className={styles.soft}>{words.closed}</span>}
        {spans.map(({ place }) => (
          <Span key={place} place={place} name={name} form={form} />
        ))}
      </div>
      <Tooltip label={words.add(name)}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={words.add(name)}
          onClick={() =>
            form.insertListItem('week', last === undefined ? { day, from: '09:00', to: '18:00' } : { day, from: last.to, to: '' })
          }
        >
          <Plus size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  )
}

function Span({ place, name, form }: { place: number; name: string; form: CareForm }) {
  const words = useCareText().hours
  const from = form.getInputProps(`week.${place}.from`)
  return (
    <div>
      <div className={styles.span}>
        <TextInput type="time" aria-label={words.from(name)} {...from} error={Boolean(from.error)} />
        <span aria-hidden="true">{words.until}</span>
        <TextInput type="time" aria-label={words.to(name)} {...form.getInputProps(`week.${place}.to`)} error={Boolean(from.error)} />
        <Tooltip label={words.removeSpan(name)}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.removeSpan(name)}
            onClick={() => form.removeListItem('week', place)}
          >
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {from.error !== undefined && (
        <p className={styles.wrong} role="alert">
          {from.error}
        </p>
      )}
    </div>
  )
}
