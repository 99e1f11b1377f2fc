import type { Note } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { showTrouble, undoToast } from '../../ui/toast.tsx'

interface Dropped {
  note: Note
  day: string
  revert: () => void
}

/** Moves the note that was dropped on another day, and for ten seconds back on request. */
export function useNoteDrop(): (dropped: Dropped) => void {
  const words = useText().calendar
  const format = useFormat('UTC')
  const explain = useExplain()

  async function move(noteId: string, day: string): Promise<boolean> {
    try {
      await client.publishing.changeNote({ noteId, day })
      return true
    } catch (error) {
      showTrouble(explain(error))
      return false
    } finally {
      void reload('posts')
    }
  }

  return ({ note, day, revert }) =>
    void move(note.id, day).then((moved) => {
      if (!moved) return revert()
      const message = words.noteMoved(format.date(`${day}T00:00:00Z`))
      undoToast({ message, undo: words.undo, onUndo: () => void move(note.id, note.day) })
    })
}
