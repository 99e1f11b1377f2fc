import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { OpenCrisis } from '#contract/governance'

import { client } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useOutcome } from '../../use-outcome.ts'
import { useCrisisText } from './use-crisis-text.ts'

import styles from './crisis.module.css'

/** What happened, with its time; the latest on top, and anybody may write into it. */
export function CrisisLog({ crisis: { id: crisisId, log } }: { crisis: OpenCrisis }) {
  const { log: words } = useCrisisText()
  const mayWrite = useMay()('inbox.work')
  return (
    <Section title={words.title}>
      {mayWrite && <Write crisisId={crisisId} />}
      <ol className={styles.log} aria-label={words.title}>
        {log.toReversed().map(({ id, at, by, kind, text }) => (
          <li key={id} className={styles.entry}>
            <LocalTime at={at} as="time" />
            <span>
              <strong>{by}</strong> {words.kinds[kind]}
              {text !== undefined && (
                <>
                  : <bdi>{text}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Write({ crisisId }: { crisisId: string }) {
  const { log: words } = useCrisisText()
  const [text, setText] = useState('')
  const key = useIdempotencyKey()
  const outcome = useOutcome({ changed: 'crisis', says: words.added })
  const write = useMutation({
    ...outcome,
    mutationFn: (note: string) => client.governance.noteInCrisis({ crisisId, text: note }, { context: { idempotencyKey: key.current() } }),
    onSuccess: async () => {
      key.next()
      setText('')
      await outcome.onSuccess()
    },
  })
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') write.mutate(text.trim())
      }}
    >
      <TextInput label={words.write} maxLength={2000} dir="auto" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={write.isPending}>
        {words.add}
      </Button>
    </form>
  )
}
