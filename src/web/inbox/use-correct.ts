import type { Meaning, Sentiment } from '#contract/inbox'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { showTrouble, undoToast } from '../ui/toast.tsx'
import { keepThread } from './keep-thread.ts'
import { useInboxText } from './use-inbox-text.ts'

interface Said {
  readonly meaning?: Meaning
  readonly sentiment?: Sentiment
}

/** Says what a message is, or how it feels; with a way back to what it was before. */
export function useCorrect(): (messageId: string, said: Said, before: Said) => void {
  const words = useInboxText().said
  const explain = useExplain()
  async function correct(messageId: string, said: Said, before: Said): Promise<void> {
    try {
      keepThread(await client.inbox.correct({ messageId, ...said }))
      undoToast({ message: words.corrected, undo: words.undo, onUndo: () => void correct(messageId, before, said) })
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      void reload('inbox')
    }
  }
  return (messageId, said, before) => void correct(messageId, said, before)
}
