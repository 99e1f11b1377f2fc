import type { Thread } from '#contract/inbox'

import { reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { showTrouble, undoToast } from '../ui/toast.tsx'
import { keepThread } from './keep-thread.ts'
import { useInboxText } from './use-inbox-text.ts'

interface Step {
  /** Asks the server, which answers with the thread as it is then. */
  readonly ask: () => Promise<Thread>
  readonly says: string
  /** The step that takes it back, and can be taken back itself. */
  readonly back: () => Step
}

/** Does something within a thread and says so with a way back, or says what went wrong. */
export function useUndoable(): (step: Step) => void {
  const { undo } = useInboxText().said
  const explain = useExplain()
  async function take({ ask, says, back }: Step): Promise<void> {
    try {
      keepThread(await ask())
      undoToast({ message: says, undo, onUndo: () => void take(back()) })
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      void reload('inbox')
    }
  }
  return (step) => void take(step)
}
