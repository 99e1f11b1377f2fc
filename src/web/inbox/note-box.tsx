import { Button, Textarea } from '@mantine/core'
import { StickyNote } from 'lucide-react'
import { useState } from 'react'

import { client } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useDeskState } from './desk-context.ts'
import { keepThread } from './keep-thread.ts'
import { onWritingKeys } from './on-writing-keys.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './desk.module.css'

/** A note for the others; no network ever sees it. */
export function NoteBox({ threadId }: { threadId: string }) {
  const words = useInboxText().desk
  const desk = useDeskState()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const text = desk.draft.note.trim()

  async function add(): Promise<void> {
    if (text === '' || working) return
    setWorking(true)
    setTrouble(undefined)
    try {
      keepThread(await client.inbox.note({ threadId, text }, { context: { idempotencyKey: key.current() } }))
      key.next()
      desk.change({ note: '' })
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }

  return (
    <>
      <Textarea
        aria-label={words.yourNote}
        placeholder={words.yourNote}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        dir="auto"
        value={desk.draft.note}
        onChange={(event) => {
          key.next()
          desk.change({ note: event.currentTarget.value })
        }}
        onKeyDown={onWritingKeys(() => void add())}
      />
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
      <div className={styles.foot}>
        <Button
          variant="default"
          disabled={text === ''}
          loading={working}
          leftSection={<StickyNote size={16} aria-hidden="true" />}
          onClick={() => void add()}
        >
          {words.addNote}
        </Button>
      </div>
    </>
  )
}
