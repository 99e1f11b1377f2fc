import type { Thread } from '#contract/inbox'

import { api, queries } from '../api.ts'

/** A change answered with the thread as it is now: it is shown without asking again. */
export function keepThread(thread: Thread): void {
  queries.setQueryData(api.inbox.get.queryKey({ input: { threadId: thread.id } }), thread)
}
