import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { Plus, X } from 'lucide-react'

import type { CareForm } from './use-care-form.ts'
import { useCareText } from './use-care-text.ts'

import styles from './care.module.css'

/** Days on which nobody works. */
export function HolidayFields({ form }: { form: CareForm }) {
  const words = useCareText().holidays
  const { holidays } = form.values
  return (
    <div className={styles.lines}>
      {holidays.length === 0 && <p className={styles.soft}>{words.none}</p>}
      {holidays.map(({ name, date }, place) => (
        <div key={place} className={styles.holiday}>
          <TextInput type="date" label={words.date} {...form.getInputProps(`holidays.${place}.date`)} />
          <TextInput label={words.name} maxLength={80} autoComplete="off" {...form.getInputProps(`holidays.${place}.name`)} />
          <Tooltip label={words.remove(name || date)}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              className={styles.removal ?? ''}
              aria-label={words.remove(name || date)}
              onClick={() => form.removeListItem('holidays', place)}
            >
              <X size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<Plus size={16} aria-hidden="true" />}
        onClick={() => form.insertListItem('holidays', { date: '', name: '' })}
      >
        {words.add}
      </Button>
    </div>
  )
}
