import { Button, Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'

import type { Consent, ConsentKind, Person } from '#contract/inbox'

import { client } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { usePeopleText } from './use-people-text.ts'
import { usePersonChange } from './use-person-change.ts'

import styles from './person-drawer.module.css'

const kinds: readonly ConsentKind[] = ['offers', 'content', 'data']

/** What the person allowed, and took back: the latest of each kind holds, and what was before stays to be seen. */
export function PersonConsent({ person, mayWork }: { person: Person; mayWork: boolean }) {
  const words = usePeopleText().consent
  const [recording, setRecording] = useState(false)
  const holds = kinds.flatMap((kind) => person.consents.find((consent) => consent.kind === kind) ?? [])
  const before = person.consents.filter((consent) => !holds.includes(consent))
  const record = (
    <Button size="compact-sm" variant="subtle" onClick={() => setRecording(true)}>
      {words.record}
    </Button>
  )
  return (
    <Section title={words.title} action={mayWork && !recording && record}>
      {recording && <ConsentForm personId={person.id} onDone={() => setRecording(false)} />}
      {person.consents.length === 0 && !recording && <p className={styles.quiet}>{words.none}</p>}
      <Consents consents={holds} />
      {before.length > 0 && (
        <details>
          <summary className={styles.quiet}>{words.before}</summary>
          <Consents consents={before} />
        </details>
      )}
    </Section>
  )
}

function Consents({ consents }: { consents: readonly Consent[] }) {
  const words = usePeopleText().consent
  // A day has no zone.
  const format = useFormat('UTC')
  return (
    <ul className={styles.plain}>
      {consents.map(({ id, kind, given, on, place, member }) => (
        <li key={id} className={styles.line}>
          <StateBadge tone={given ? 'good' : 'bad'} icon={given ? CircleCheck : CircleX}>
            {given ? words.given : words.withdrawn}
          </StateBadge>
          <span className={styles.words}>{words.kinds[kind]}</span>
          <span className={styles.quiet} style={{ width: '100%' }}>
            {words.fact(format.longDate(`${on}T00:00:00Z`), place)} · {words.by(member.name)}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface Values {
  kind: ConsentKind
  state: 'given' | 'withdrawn'
  on: string
  place: string
}

function ConsentForm({ personId, onDone }: { personId: string; onDone: () => void }) {
  const words = usePeopleText().consent
  const { change, working, trouble } = usePersonChange()
  const key = useIdempotencyKey()
  const form = useForm<Values>({
    initialValues: { kind: 'offers', state: 'given', on: Temporal.Now.plainDateISO().toString(), place: '' },
    validate: {
      on: (on) => (on === '' ? words.dayMissing : null),
      place: (place) => (place.trim() === '' ? words.placeMissing : null),
    },
    onValuesChange: key.next,
  })
  async function record({ kind, state, on, place }: Values): Promise<void> {
    const consent = { personId, kind, given: state === 'given', on, place }
    const ask = () => client.inbox.recordConsent(consent, { context: { idempotencyKey: key.current() } })
    if (await change(ask, words.recorded)) onDone()
  }
  return (
    <form noValidate onSubmit={form.onSubmit((values) => void record(values))}>
      <Stack gap="sm" mb="md">
        <Select
          label={words.kind}
          data={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <SegmentedControl
          aria-label={words.state}
          data={[
            { value: 'given', label: words.given },
            { value: 'withdrawn', label: words.withdrawn },
          ]}
          {...form.getInputProps('state')}
        />
        <TextInput type="date" label={words.on} {...form.getInputProps('on')} />
        <TextInput label={words.place} description={words.placeHint} maxLength={200} autoComplete="off" {...form.getInputProps('place')} />
        {trouble !== undefined && <Trouble>{trouble}</Trouble>}
        <Group gap="xs">
          <Button type="submit" size="sm" loading={working}>
            {words.save}
          </Button>
          <Button size="sm" variant="default" onClick={onDone}>
            {words.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
