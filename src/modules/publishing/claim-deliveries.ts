import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { isHeld } from './crisis/is-held.ts'
import type { Claimed, DeliveryRow, Held } from './held-delivery.ts'

/**
 * Takes up to `count` deliveries whose time has come, whose worker died or whose next try is due, one post and one answer per account: a long upload keeps nobody waiting for an answer.
 * What a crisis holds is left where it is. Whatever is done with them then tells readers. What a dead worker was doing is closed as interrupted; a final step it had begun becomes `unconfirmed`, counted from the lease's end.
 */
export async function claimDeliveries(db: Db, { count, lease }: { count: number; lease: number }): Promise<(Claimed & Held)[]> {
  const claimedAt = { monotonic: performance.now(), wall: Date.now() }
  const near = await claim(db, { count, lease, among: count * 5 })
  const rows = near.length > 0 ? near : await claim(db, { count, lease, among: dueAtOnce })
  return rows.map((row) => asHeld(row, claimedAt))
}

function asHeld(claimed: ClaimedRow, claimedAt: Claimed['claimedAt']): Claimed & Held {
  const { now, was_held: _wasHeld, ...row } = claimed
  const of = { workspaceId: row.workspace_id, deliveryId: row.id, postId: row.post_id, isAnswer: row.is_answer, lease: row.lease }
  return { ...of, claimedAt, row, now: now.toTemporalInstant() }
}

interface ClaimedRow extends DeliveryRow {
  lease: string
  now: Date
  /** Another worker had it until its lease ran out. */
  was_held: boolean
}

/**
 * Rows that an editor or another worker has locked are left to them. `now()` can use the index, `clock_timestamp()` could not;
 * the second question, asked of the locked row, must not use it, or a planner with old figures reads the whole index for every row.
 * What still needs somebody's yes has no `wake_at`.
 */
async function claim(db: Db, { count, lease, among }: { count: number; lease: number; among: number }): Promise<ClaimedRow[]> {
  const { rows } = await sql<ClaimedRow>`
    with busy as materialized (
      select workspace_id, account_id, is_answer, id from publishing.delivery where lease is not null
    ), due as materialized (
      select waiting.workspace_id, waiting.id, waiting.account_id, waiting.is_answer, waiting.wake_at from publishing.delivery waiting
      where waiting.wake_at <= now() and not exists (
        select from busy
        where busy.workspace_id = waiting.workspace_id and busy.account_id = waiting.account_id
          and busy.is_answer = waiting.is_answer and busy.id <> waiting.id
      ) and not (waiting.state in ('waiting', 'retrying') and ${isHeld('waiting')})
      order by waiting.wake_at limit ${among}
    ), turn as (
      select distinct on (workspace_id, account_id, is_answer) workspace_id, id, wake_at from due
      order by workspace_id, account_id, is_answer, wake_at, id
    ), picked as (
      select d.workspace_id, d.id, d.lease is not null as was_held from publishing.delivery d join turn using (workspace_id, id)
      where d.wake_at + interval '0' <= now() order by turn.wake_at limit ${count} for update of d skip locked
    ), claimed as (
      update publishing.delivery d set
        lease = gen_random_uuid(),
        lease_until = clock_timestamp() + ${lease} * interval '1 millisecond',
        state = case
          when d.state in ('waiting', 'retrying') then 'sending'
          when d.state = 'sending' and d.unclear_step is not null then 'unconfirmed'
          else d.state end,
        unclear_since = case when d.state = 'sending' and d.unclear_step is not null then d.lease_until else d.unclear_since end,
        reason = case when d.state = 'sending' then ${interrupted}::jsonb else d.reason end,
        updated_at = clock_timestamp()
      from picked where d.workspace_id = picked.workspace_id and d.id = picked.id
      returning d.*, picked.was_held, clock_timestamp() as now
    ), interrupted as (
      update publishing.attempt set outcome = 'interrupted', finished_at = clock_timestamp(), reason = ${interrupted}::jsonb from claimed
      where claimed.was_held and attempt.workspace_id = claimed.workspace_id and attempt.delivery_id = claimed.id and outcome = 'running'
    )
    select * from claimed`.execute(db)
  return rows
}

/** So many of one account may wait before those of others. */
const dueAtOnce = 1000
const interrupted = JSON.stringify({ code: 'interrupted' })
