import { NumberInput, Select, TextInput } from '@mantine/core'

import type { PlaybookContent } from '#contract/governance'

import { Items } from './items.tsx'
import { newId } from './new-id.ts'
import type { PartProps } from './part-props.ts'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** What is done, within how many minutes of the beginning, and by whom. */
export function StepFields({ content, onChange }: PartProps) {
  const { book } = useCrisisText()
  const roles = content.roles.filter(({ name }) => name !== '').map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Items
      title={book.steps}
      items={content.steps}
      most={40}
      blank={(): PlaybookContent['steps'][number] => ({ id: newId(), text: '', withinMinutes: 60 })}
      onChange={(steps) => onChange({ steps })}
    >
      {({ text, withinMinutes, roleId }, change) => (
        <>
          <TextInput
            label={book.stepText}
            maxLength={300}
            dir="auto"
            value={text}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <div className={styles.pair}>
            <NumberInput
              label={book.stepMinutes}
              min={0}
              max={10_080}
              allowDecimal={false}
              value={withinMinutes}
              onChange={(value) => change({ withinMinutes: typeof value === 'number' ? value : 0 })}
            />
            <Select
              label={book.stepRole}
              placeholder={book.anybody}
              data={roles}
              clearable
              value={roles.some(({ value }) => value === roleId) ? (roleId ?? null) : null}
              onChange={(value) => change({ roleId: value ?? undefined })}
            />
          </div>
        </>
      )}
    </Items>
  )
}
