import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { PlaybookContent } from '#contract/governance'

import { api } from '../../api.ts'
import { Items } from './items.tsx'
import { newId } from './new-id.ts'
import type { PartProps } from './part-props.ts'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** Who does what. */
export function RoleFields({ content, onChange }: PartProps) {
  const { book } = useCrisisText()
  const { data = [] } = useQuery(api.teams.members.queryOptions())
  const members = data.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Items
      title={book.roles}
      items={content.roles}
      most={20}
      blank={(): PlaybookContent['roles'][number] => ({ id: newId(), name: '', task: '' })}
      onChange={(roles) => onChange({ roles })}
    >
      {({ name, task, memberId }, change) => (
        <>
          <div className={styles.pair}>
            <TextInput
              label={book.roleName}
              maxLength={120}
              dir="auto"
              value={name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <Select
              label={book.roleMember}
              placeholder={book.nobody}
              data={members}
              clearable
              searchable
              value={members.some(({ value }) => value === memberId) ? (memberId ?? null) : null}
              onChange={(value) => change({ memberId: value ?? undefined })}
            />
          </div>
          <TextInput
            label={book.roleTask}
            maxLength={500}
            dir="auto"
            value={task}
            onChange={(event) => change({ task: event.currentTarget.value })}
          />
        </>
      )}
    </Items>
  )
}

/** Whom to call outside. */
export function ContactFields({ content, onChange }: PartProps) {
  const { book } = useCrisisText()
  return (
    <Items
      title={book.contacts}
      items={content.contacts}
      most={30}
      blank={() => ({ id: newId(), name: '', reach: '', purpose: '' })}
      onChange={(contacts) => onChange({ contacts })}
    >
      {({ name, reach, purpose }, change) => (
        <>
          <div className={styles.pair}>
            <TextInput
              label={book.contactName}
              maxLength={120}
              dir="auto"
              value={name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <TextInput
              label={book.contactReach}
              maxLength={120}
              value={reach}
              onChange={(event) => change({ reach: event.currentTarget.value })}
            />
          </div>
          <TextInput
            label={book.contactPurpose}
            maxLength={200}
            dir="auto"
            value={purpose}
            onChange={(event) => change({ purpose: event.currentTarget.value })}
          />
        </>
      )}
    </Items>
  )
}
