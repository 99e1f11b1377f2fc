import type { Message } from '#contract/inbox'

import { client } from '../api.ts'
import { useInboxText } from './use-inbox-text.ts'
import { useUndoable } from './use-undoable.ts'

/** Hides from everyone else what somebody said, or shows it again; with a way back. */
export function useHide(): (message: Message) => void {
  const words = useInboxText().said
  const take = useUndoable()
  const setTo = (messageId: string, hidden: boolean): Parameters<typeof take>[0] => ({
    ask: () => client.inbox.hide({ messageId, hidden }),
    says: hidden ? words.hidden : words.shown,
    back: () => setTo(messageId, !hidden),
  })
  return ({ id, hidden }) => take(setTo(id, !hidden))
}
