import type { ThreadSummary } from '#contract/inbox'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { showTrouble, undoToast } from '../ui/toast.tsx'
import { useInboxText } from './use-inbox-text.ts'

export type Change = Omit<Parameters<typeof client.inbox.change>[0], 'threadIds'>

interface Wanted {
  readonly to: (thread: ThreadSummary) => Change
  readonly says: string
}

/** Changes threads, and says so with a way back for ten seconds, or says what went wrong. */
export function useChangeThreads(): (threads: readonly ThreadSummary[], wanted: Wanted) => Promise<void> {
  const words = useInboxText().said
  const explain = useExplain()
  async function send(changes: readonly (readonly [ThreadSummary, Change])[]): Promise<boolean> {
    try {
      for (const [change, threadIds] of inGroups(changes)) await client.inbox.change({ threadIds, ...change })
      return true
    } catch (error) {
      showTrouble(explain(error))
      return false
    } finally {
      await Promise.all([reload('inbox'), ...changes.map(([{ id }]) => reload(`thread:${id}`))])
    }
  }
  return async (threads, { to, says }) => {
    if (threads.length === 0) return
    const changes = threads.map((thread) => [thread, to(thread)] as const)
    if (!(await send(changes))) return
    const back = changes.map(([thread, change]) => [thread, before(thread, change)] as const)
    undoToast({ message: says, undo: words.undo, onUndo: () => void send(back) })
  }
}

/** Threads that change in the same way go together. */
function inGroups(changes: readonly (readonly [ThreadSummary, Change])[]): [Change, string[]][] {
  const groups = Map.groupBy(changes, ([, change]) => JSON.stringify(change))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [[first[1], group.map(([{ id }]) => id)]] : []
  })
}

/** What takes a change back. One that was snoozed until a time that has passed meanwhile is open. */
function before(thread: ThreadSummary, change: Change): Change {
  return {
    ...(change.state === undefined ? {} : stateBefore(thread)),
    ...(change.assigneeId === undefined ? {} : { assigneeId: thread.assigneeId ?? null }),
    ...(change.labelIds === undefined ? {} : { labelIds: thread.labelIds }),
    ...(change.urgent === undefined ? {} : { urgent: thread.urgent }),
  }
}

function stateBefore({ state, snoozedUntil }: ThreadSummary): Change {
  if (state !== 'snoozed') return { state }
  if (snoozedUntil === undefined || snoozedUntil < new Date().toISOString()) return { state: 'open' }
  return { state, snoozedUntil }
}
