import type { InboxKind } from '#networks/network'

import type { Facts } from './rule-conditions.ts'
import type { ActiveRule } from './ruling.ts'

/** A message of others that has just come, or was rewritten. */
export interface Arrived {
  readonly messageId: string
  readonly threadId: string
  readonly isNew: boolean
  /** When it was written, or rewritten last. */
  readonly writtenAt: Temporal.Instant
  /** When it was said; what somebody waits for begins there. */
  readonly saidAt: Temporal.Instant
  readonly hidden: boolean
  readonly facts: Omit<Facts, 'waits' | 'plain' | 'writtenAt'>
}

/** What rules look at and change of a thread. */
export interface ThreadNow {
  readonly id: string
  readonly kind: InboxKind
  readonly network: string
  readonly label_ids: readonly string[]
  readonly assignee_id: string | null
  readonly urgent: boolean
  readonly waiting_since: Date | null
}

interface Spoken {
  /** In milliseconds since 1970. */
  readonly saidAt: number
  readonly hidden: boolean
  readonly kind: InboxKind
}

/** Whether somebody still waits for an answer to what was said, as the thread stands. */
export function isWaitedFor(thread: Pick<ThreadNow, 'waiting_since'> | undefined, { saidAt, hidden, kind }: Spoken): boolean {
  const since = thread?.waiting_since
  return since !== null && since !== undefined && saidAt >= since.getTime() && !hidden && kind !== 'share'
}

/** A rule that fits a message. */
export interface Match {
  readonly rule: ActiveRule
  readonly message: Arrived
}
