import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { Outcome, Reason } from '#networks/network'

import { storedReason } from './attempts.ts'
import type { DeliveryRow } from './held-delivery.ts'

/** A pause that a network asks for. */
export interface Pause {
  readonly until: Temporal.Instant
  readonly reason: Reason
  /** The last moment at which the delivery that met it may go out by itself. */
  readonly latest: Temporal.Instant
}

/** The pause that an answer asks of the whole account; what is only being processed asks for none. */
export function pauseIn(outcome: Outcome<unknown>, latest: Temporal.Instant): Pause | undefined {
  if (outcome.ok || outcome.trouble.kind !== 'slow-down' || outcome.trouble.processing) return undefined
  const { until, reason } = outcome.trouble
  return { until, reason, latest }
}

/**
 * What else the account has to send waits too, each as long as it may still go out by itself. Rows that somebody has locked are left
 * alone; they will be told the same.
 */
export async function holdBack(tx: Tx, row: DeliveryRow, { until, reason, latest }: Pause): Promise<void> {
  const end = new Date(until.epochMilliseconds)
  const grace = latest.since(row.due_at.toTemporalInstant()).total('seconds')
  await sql`
    with others as (
      select workspace_id, id from publishing.delivery
      where workspace_id = ${row.workspace_id} and account_id = ${row.account_id} and id <> ${row.id} and next_try_at is not null
        and lease is null and state in ('waiting', 'retrying') and next_try_at < ${end}
      for update skip locked
    )
    update publishing.delivery d set
      next_try_at = greatest(d.next_try_at, least(${end}, d.due_at + (${grace} + 1) * interval '1 second')),
      reason = ${storedReason(reason)}::jsonb,
      updated_at = clock_timestamp()
    from others where d.workspace_id = others.workspace_id and d.id = others.id`.execute(tx)
}
