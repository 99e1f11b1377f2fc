import { useState } from 'react'

import { client } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useDeskState } from '../desk-context.ts'
import { keepThread } from '../keep-thread.ts'
import { useColleagues } from '../use-colleagues.ts'

/** Adds the note that stands in the box, once, and tells whom it calls by name. */
export function useAddNote(threadId: string) {
  const desk = useDeskState()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const { members } = useColleagues()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const text = desk.draft.note.trim()
  async function add(): Promise<void> {
    if (text === '' || working) return
    setWorking(true)
    setTrouble(undefined)
    try {
      const mentions = members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
      keepThread(await client.inbox.note({ threadId, text, mentions }, { context: { idempotencyKey: key.current() } }))
      key.next()
      desk.change({ note: '' })
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return {
    note: desk.draft.note,
    isEmpty: text === '',
    working,
    trouble,
    add: () => void add(),
    write: (note: string) => {
      key.next()
      desk.change({ note })
    },
  }
}
