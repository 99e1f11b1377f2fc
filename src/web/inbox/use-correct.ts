import type { Meaning, Sentiment } from '#contract/inbox'

import { client } from '../api.ts'
import { useInboxText } from './use-inbox-text.ts'
import { useUndoable } from './use-undoable.ts'

interface Said {
  readonly meaning?: Meaning
  readonly sentiment?: Sentiment
}

/** Says what a message is, or how it feels; with a way back to what it was before. */
export function useCorrect(): (messageId: string, said: Said, before: Said) => void {
  const says = useInboxText().said.corrected
  const take = useUndoable()
  const correct = (messageId: string, said: Said, before: Said): Parameters<typeof take>[0] => ({
    ask: () => client.inbox.correct({ messageId, ...said }),
    says,
    back: () => correct(messageId, before, said),
  })
  return (messageId, said, before) => take(correct(messageId, said, before))
}
