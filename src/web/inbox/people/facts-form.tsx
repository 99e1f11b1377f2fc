import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { Person, PersonField } from '#contract/inbox'

import { client } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { Trouble } from '../../ui/states.tsx'
import { usePeopleText } from './use-people-text.ts'
import { usePersonChange } from './use-person-change.ts'

interface FactsFormProps {
  person: Person
  fields: readonly PersonField[]
  onDone: () => void
}

/** What is empty is taken away. */
export function FactsForm({ person, fields, onDone }: FactsFormProps) {
  const words = usePeopleText().facts
  const mayDefine = useMay()('inbox.manage')
  const { change, working, trouble } = usePersonChange()
  const [written, setWritten] = useState({ name: person.name ?? '', email: person.email ?? '', phone: person.phone ?? '' })
  const [values, setValues] = useState<Readonly<Record<string, string>>>(person.fields)
  const head = (name: keyof Written) => ({
    value: written[name],
    onChange: (event: { currentTarget: { value: string } }) => setWritten({ ...written, [name]: event.currentTarget.value }),
  })
  async function save(): Promise<void> {
    const wanted = { personId: person.id, ...changedHeads(person, written), fields: changedValues(person, values) }
    if (await change(() => client.inbox.changePerson(wanted), words.saved)) onDone()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        <TextInput label={words.name} description={words.nameHint} maxLength={120} data-autofocus autoComplete="off" {...head('name')} />
        <TextInput label={words.email} type="email" maxLength={254} autoComplete="off" {...head('email')} />
        <TextInput label={words.phone} type="tel" maxLength={40} autoComplete="off" {...head('phone')} />
        {fields.map((field) => (
          <Value
            key={field.id}
            field={field}
            value={values[field.id] ?? ''}
            onValue={(value) => setValues({ ...values, [field.id]: value })}
          />
        ))}
        {trouble !== undefined && <Trouble>{trouble}</Trouble>}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={working}>
            {words.save}
          </Button>
          <Button size="sm" variant="default" onClick={onDone}>
            {words.cancel}
          </Button>
          {mayDefine && (
            <Button component={Link} to="/settings/person-fields" size="sm" variant="subtle">
              {words.toFields}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

interface ValueProps {
  field: PersonField
  value: string
  onValue: (value: string) => void
}

function Value({ field: { kind, name, choices }, value, onValue }: ValueProps) {
  const words = usePeopleText().facts
  if (kind === 'choice')
    return (
      <Select
        label={name}
        placeholder={words.choose}
        data={choices}
        value={value === '' ? null : value}
        clearable
        onChange={(chosen) => onValue(chosen ?? '')}
      />
    )
  const type = kind === 'date' ? { type: 'date' } : kind === 'number' ? { inputMode: 'decimal' as const } : {}
  return (
    <TextInput
      label={name}
      maxLength={1000}
      autoComplete="off"
      {...type}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}

type Written = Readonly<Record<'name' | 'email' | 'phone', string>>

function changedHeads(person: Person, written: Written) {
  const heads = ['name', 'email', 'phone'] as const
  const changed = heads.filter((head) => written[head].trim() !== (person[head] ?? ''))
  return Object.fromEntries(changed.map((head) => [head, written[head].trim() || null]))
}

function changedValues(person: Person, values: Readonly<Record<string, string>>) {
  const changed = Object.entries(values).filter(([id, value]) => value.trim() !== (person.fields[id] ?? ''))
  return Object.fromEntries(changed.map(([id, value]) => [id, value.trim() || null]))
}
