import { useState } from 'react'

import type { Note } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { showTrouble, undoToast } from '../../ui/toast.tsx'
import { usePlanningText } from './use-planning-text.ts'

/** Saving and deleting a note. What was deleted can be written again for ten seconds. */
export function useNoteActions(onDone: () => void) {
  const words = usePlanningText().note
  const explain = useExplain()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()

  async function save(work: () => Promise<unknown>): Promise<void> {
    setWorking(true)
    setTrouble(undefined)
    try {
      await work()
      await reload('posts')
      onDone()
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }

  async function writeAgain({ brandId, day, text, colour }: Note): Promise<void> {
    await client.publishing.addNote({ brandId, day, text, colour }).catch((error: unknown) => showTrouble(explain(error)))
    await reload('posts')
  }

  const remove = (note: Note) =>
    save(async () => {
      await client.publishing.removeNote({ noteId: note.id })
      undoToast({ message: words.removed, undo: words.undo, onUndo: () => void writeAgain(note) })
    })

  return { working, trouble, save, remove }
}
