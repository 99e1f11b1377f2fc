import { Button, Checkbox, MultiSelect, Select } from '@mantine/core'
import { Plus } from 'lucide-react'

import { useLanguage } from '../../language/text-provider.tsx'
import { lasting } from '../how-long.ts'
import type { CareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'
import { useMemberChoices } from './use-member-choices.ts'

import styles from './care.module.css'

/** In minutes. */
const times = [0, 5, 10, 15, 30, 60, 120, 240, 480, 1440]

/** Who hears of a deadline, and when. */
export function WarningFields({ form }: { form: CareForm }) {
  const words = useCareText().warnings
  const { warnings } = form.values
  return (
    <div className={styles.lines}>
      {warnings.length === 0 && <p className={styles.soft}>{words.none}</p>}
      {warnings.map((_, place) => (
        <WarningLine key={place} place={place} form={form} />
      ))}
      {warnings.length < 5 && (
        <Button
          variant="default"
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => form.insertListItem('warnings', { minutesBefore: '30', assignee: true, memberIds: [] })}
        >
          {words.add}
        </Button>
      )}
    </div>
  )
}

function WarningLine({ place, form }: { place: number; form: CareForm }) {
  const words = useCareText()
  const { language } = useLanguage()
  const warning = form.values.warnings[place]
  const minutesBefore = Number(warning?.minutesBefore)
  const choices = useMemberChoices(warning?.memberIds ?? [])
  const data = [...new Set([...times, minutesBefore])]
    .toSorted((a, b) => a - b)
    .map((minutes) => ({
      value: String(minutes),
      label: minutes === 0 ? words.warnings.passed : words.warnings.before(lasting(minutes * 60_000, language)),
    }))
  const path = `warnings.${place}`
  return (
    <div className={styles.warning}>
      <Select label={words.warnings.when} data={data} allowDeselect={false} {...form.getInputProps(`${path}.minutesBefore`)} />
      <MultiSelect label={words.warnings.members} data={choices} searchable {...form.getInputProps(`${path}.memberIds`)} />
      <Checkbox label={words.warnings.assignee} {...form.getInputProps(`${path}.assignee`, { type: 'checkbox' })} />
      <Button
        variant="subtle"
        color="gray"
        className={styles.end ?? ''}
        aria-label={words.warnings.remove}
        onClick={() => form.removeListItem('warnings', place)}
      >
        {words.remove}
      </Button>
    </div>
  )
}
