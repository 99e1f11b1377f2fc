import { type RawBuilder, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announcement } from '#kit/live'

import type { Attempt } from './contract.ts'
import type { Claimed, DeliveryPatch, DeliveryRow, Held } from './held-delivery.ts'
import { LeaseLost } from './lease-lost.ts'
import { topicsOf } from './topics.ts'

export interface Writing {
  readonly patch: DeliveryPatch
  /** How an attempt ended. */
  readonly attempt?: { readonly id: string; readonly outcome: Attempt['outcome']; readonly reason: string | null }
}

/**
 * The only way a worker writes what came of its work: one statement, which does nothing unless the worker still has the delivery, and
 * tells readers. Throws LeaseLost where another has the delivery. That it is live is for `writePublished`.
 */
export async function writeHeld(db: Db | Tx, claimed: Claimed, { patch, attempt }: Writing): Promise<Held> {
  const { workspaceId, deliveryId, postId, lease } = claimed
  const { rows } = await sql<DeliveryRow & { now: Date }>`
    with held as (
      update publishing.delivery set ${assigned(patch)} updated_at = clock_timestamp()
      where workspace_id = ${workspaceId} and delivery.id = ${deliveryId} and lease = ${lease}
      returning delivery.*
    )
    ${attempt ? endedAttempt(attempt) : nothing}
    select held.*, clock_timestamp() as now, ${announcement({ to: workspaceId, topics: topicsOf(postId) })} from held`.execute(db)
  const [found] = rows
  if (!found) throw new LeaseLost()
  const { now, ...row } = found
  return { row, now: now.toTemporalInstant() }
}

const nothing = sql``

function assigned(patch: DeliveryPatch): RawBuilder<unknown> {
  const columns = Object.entries(patch)
  return columns.length === 0 ? nothing : sql`${sql.join(columns.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))},`
}

function endedAttempt({ id, outcome, reason }: NonNullable<Writing['attempt']>): RawBuilder<unknown> {
  return sql`, ended as (
      update publishing.attempt set outcome = ${outcome}, finished_at = clock_timestamp(), reason = ${reason} from held
      where attempt.workspace_id = held.workspace_id and attempt.delivery_id = held.id and attempt.id = ${id}
    )`
}
