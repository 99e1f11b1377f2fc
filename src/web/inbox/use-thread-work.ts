import type { ThreadSummary } from '#contract/inbox'
import type { Label } from '#contract/strategy'

import { useFormat } from '../language/use-format.ts'
import { type Change, useChangeThreads } from './use-change-threads.ts'
import { useColleagues } from './use-colleagues.ts'
import { useInboxText } from './use-inbox-text.ts'

/** What can be done with one thread or with many. */
export interface ThreadWork {
  readonly finish: (threads: readonly ThreadSummary[]) => void
  readonly reopen: (threads: readonly ThreadSummary[]) => void
  readonly snooze: (threads: readonly ThreadSummary[], until: string) => void
  readonly assign: (threads: readonly ThreadSummary[], memberId: string | null) => void
  readonly label: (threads: readonly ThreadSummary[], label: Label, on: boolean) => void
  readonly mark: (threads: readonly ThreadSummary[], urgent: boolean) => void
}

/** `onLeft` is told at once of threads that leave the view they were in, so that the next one is there without a wait. */
export function useThreadWork(onLeft: (threads: readonly ThreadSummary[]) => void): ThreadWork {
  const words = useInboxText().said
  const format = useFormat()
  const change = useChangeThreads()
  const { nameOf } = useColleagues()
  function moveAway(threads: readonly ThreadSummary[], to: Change, says: string): void {
    void change(threads, { to: () => to, says })
    onLeft(threads)
  }
  return {
    finish: (threads) => moveAway(threads, { state: 'done' }, words.done(threads.length)),
    reopen: (threads) => moveAway(threads, { state: 'open' }, words.reopened(threads.length)),
    snooze: (threads, until) =>
      moveAway(threads, { state: 'snoozed', snoozedUntil: until }, words.snoozed(threads.length, format.dateTime(until))),
    assign: (threads, memberId) =>
      void change(threads, {
        to: () => ({ assigneeId: memberId }),
        says: memberId === null ? words.unassigned(threads.length) : words.assigned(threads.length, nameOf(memberId)),
      }),
    label: (threads, { id, name }, on) =>
      void change(threads, {
        to: ({ labelIds }) => ({ labelIds: [...labelIds.filter((each) => each !== id), ...(on ? [id] : [])] }),
        says: on ? words.labelled(threads.length, name) : words.unlabelled(threads.length, name),
      }),
    mark: (threads, urgent) =>
      void change(threads, { to: () => ({ urgent }), says: urgent ? words.urgent(threads.length) : words.notUrgent(threads.length) }),
  }
}
