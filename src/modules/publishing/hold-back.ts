import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { Trouble } from '#networks/network'

import { storedReason } from './attempts.ts'
import type { DeliveryRow } from './held-delivery.ts'

/**
 * A network that asks for a pause asks it of the account: what else the account has to send waits too, each as long as it may still go
 * out by itself. Rows that somebody has locked are left alone; they will be told the same.
 */
export async function holdBack(tx: Tx, { row, trouble, latest }: { row: DeliveryRow; trouble: Trouble; latest: Temporal.Instant }) {
  if (trouble.kind !== 'slow-down' || trouble.processing) return
  const until = new Date(trouble.until.epochMilliseconds)
  const grace = latest.since(row.due_at.toTemporalInstant()).total('seconds')
  await sql`
    with others as (
      select workspace_id, id from publishing.delivery
      where workspace_id = ${row.workspace_id} and account_id = ${row.account_id} and id <> ${row.id} and wake_at is not null
        and lease is null and state in ('waiting', 'retrying') and next_try_at < ${until}
      for update skip locked
    )
    update publishing.delivery d set
      next_try_at = greatest(d.next_try_at, least(${until}, d.due_at + (${grace} + 1) * interval '1 second')),
      reason = ${storedReason(trouble.reason)}::jsonb,
      updated_at = clock_timestamp()
    from others where d.workspace_id = others.workspace_id and d.id = others.id`.execute(tx)
}
