import { Button, Textarea } from '@mantine/core'
import { StickyNote } from 'lucide-react'
import { useState } from 'react'

import type { Person } from '#contract/inbox'

import { client } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { Section } from '../../ui/page.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { onWritingKeys } from '../on-writing-keys.ts'
import { usePeopleText } from './use-people-text.ts'
import { usePersonChange } from './use-person-change.ts'

import styles from './person-drawer.module.css'

/** What members wrote about the person for one another. */
export function PersonNotes({ person, mayWork }: { person: Person; mayWork: boolean }) {
  const words = usePeopleText().notes
  const { change, trouble } = usePersonChange()
  const remove = (noteId: string) => change(() => client.inbox.removePersonNote({ personId: person.id, noteId }), words.removed)
  if (!mayWork && person.notes.length === 0) return null
  return (
    <Section title={words.title}>
      {mayWork && <NewNote personId={person.id} />}
      <ul className={styles.plain}>
        {person.notes.map(({ id, text, member, at }) => (
          <li key={id} className={styles.note}>
            <div className={styles.noteHead}>
              <strong>{member.name}</strong>
              <LocalTime at={at} />
              {mayWork && (
                <ConfirmButton
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  question={words.removeAsk}
                  explanation={words.removeHint}
                  confirm={words.remove}
                  onConfirm={() => remove(id)}
                >
                  {words.remove}
                </ConfirmButton>
              )}
            </div>
            <p className={styles.noteText} dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ul>
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
    </Section>
  )
}

function NewNote({ personId }: { personId: string }) {
  const words = usePeopleText().notes
  const { change, working, trouble } = usePersonChange()
  const key = useIdempotencyKey()
  const [text, setText] = useState('')
  async function add(): Promise<void> {
    if (text.trim() === '' || working) return
    const ask = () => client.inbox.notePerson({ personId, text }, { context: { idempotencyKey: key.current() } })
    if (!(await change(ask, words.added))) return
    key.next()
    setText('')
  }
  return (
    <>
      <Textarea
        aria-label={words.yours}
        placeholder={words.yours}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        dir="auto"
        value={text}
        onChange={(event) => {
          key.next()
          setText(event.currentTarget.value)
        }}
        onKeyDown={onWritingKeys(() => void add())}
      />
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
      <div className={styles.end}>
        <Button
          size="xs"
          variant="default"
          disabled={text.trim() === ''}
          loading={working}
          leftSection={<StickyNote size={14} aria-hidden="true" />}
          onClick={() => void add()}
        >
          {words.add}
        </Button>
      </div>
    </>
  )
}
