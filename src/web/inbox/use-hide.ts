import type { Message } from '#contract/inbox'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { showTrouble, undoToast } from '../ui/toast.tsx'
import { keepThread } from './keep-thread.ts'
import { useInboxText } from './use-inbox-text.ts'

/** Hides from everyone else what somebody said, or shows it again; with a way back. */
export function useHide(): (message: Message) => void {
  const words = useInboxText().said
  const explain = useExplain()
  async function set(messageId: string, hidden: boolean): Promise<void> {
    try {
      keepThread(await client.inbox.hide({ messageId, hidden }))
      undoToast({ message: hidden ? words.hidden : words.shown, undo: words.undo, onUndo: () => void set(messageId, !hidden) })
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      void reload('inbox')
    }
  }
  return ({ id, hidden }) => void set(id, !hidden)
}
