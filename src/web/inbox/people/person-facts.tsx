import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { PencilLine } from 'lucide-react'
import { useState } from 'react'

import type { Person, PersonField } from '#contract/inbox'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { FactsForm } from './facts-form.tsx'
import { usePeopleText } from './use-people-text.ts'

import styles from './person-drawer.module.css'

/** What members know about the person beyond the networks, to read and to write. */
export function PersonFacts({ person, mayWork }: { person: Person; mayWork: boolean }) {
  const words = usePeopleText().facts
  const fields = useQuery(api.inbox.personFields.queryOptions()).data ?? none
  const facts = useFacts(person, fields)
  const [changing, setChanging] = useState(false)
  const change = (
    <Button size="compact-sm" variant="subtle" leftSection={<PencilLine size={14} aria-hidden="true" />} onClick={() => setChanging(true)}>
      {words.change}
    </Button>
  )
  return (
    <Section title={words.title} action={mayWork && !changing && change}>
      {changing ? (
        <FactsForm person={person} fields={fields} onDone={() => setChanging(false)} />
      ) : facts.length === 0 ? (
        <p className={styles.quiet}>{words.none}</p>
      ) : (
        <dl className={styles.facts}>
          {facts.map(({ id, label, value }) => (
            <div key={id} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

const none: readonly never[] = []

function useFacts({ email, phone, fields: values }: Person, fields: readonly PersonField[]) {
  const words = usePeopleText().facts
  // A day has no zone.
  const format = useFormat('UTC')
  const shown = ({ kind }: PersonField, value: string) => (kind === 'date' ? format.longDate(`${value}T00:00:00Z`) : value)
  return [
    { id: 'email', label: words.email, value: email },
    { id: 'phone', label: words.phone, value: phone },
    ...fields.map((field) => ({ id: field.id, label: field.name, value: values[field.id] && shown(field, values[field.id] ?? '') })),
  ].flatMap(({ value, ...fact }) => (value ? [{ ...fact, value }] : []))
}
