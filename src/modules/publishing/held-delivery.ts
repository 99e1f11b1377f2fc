import { type Selectable, sql, type UpdateObject } from 'kysely'

import type { Db, Tables, Tx } from '#kit/database'
import { announce } from '#kit/live'

import type { Claimed } from './claim-deliveries.ts'
import { LeaseLost } from './hold-lease.ts'
import type { DeliveryTable } from './tables.ts'
import { topicsOf } from './topics.ts'

export type DeliveryRow = Selectable<DeliveryTable>
export type DeliveryPatch = UpdateObject<Tables, 'publishing.delivery'>

/** The delivery as it stands, and the database's time. Throws LeaseLost where another has it. */
export async function readHeld(db: Db, claimed: Claimed): Promise<{ row: DeliveryRow; now: Temporal.Instant }> {
  const row = await db
    .selectFrom('publishing.delivery')
    .selectAll()
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where(heldBy(claimed))
    .executeTakeFirst()
  if (!row) throw new LeaseLost('Another worker took the delivery up.')
  return { row, now: row.now.toTemporalInstant() }
}

/**
 * The only way a worker writes: one transaction in which it still has the delivery. The post is locked first, as everywhere,
 * where the work touches it. `mustLast`: the lease must not have run out either, as before a new attempt.
 */
export async function whileHeld<Value>(
  db: Db,
  claimed: Claimed & { readonly locksPost?: boolean; readonly mustLast?: boolean },
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  return db.transaction().execute(async (tx) => {
    if (claimed.locksPost) await lockPostOf(tx, claimed)
    const row = await tx
      .selectFrom('publishing.delivery')
      .select(sql<boolean>`lease_until > clock_timestamp()`.as('lasts'))
      .where(heldBy(claimed))
      .forUpdate()
      .executeTakeFirst()
    if (!row || (claimed.mustLast && !row.lasts)) throw new LeaseLost('Another worker took the delivery up.')
    const value = await work(tx)
    await announce(tx, { to: claimed.workspaceId, topics: topicsOf(claimed.postId) })
    return value
  })
}

/** Changes the held delivery, inside `whileHeld`. */
export async function patchHeld(tx: Tx, { workspaceId, deliveryId }: Claimed, patch: DeliveryPatch): Promise<void> {
  await tx
    .updateTable('publishing.delivery')
    .set({ ...patch, updated_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .execute()
}

/** What ends a hold: nobody has it and, unless given, nobody will take it up. */
export const letGo = { lease: null, lease_until: null, next_try_at: null } as const

export function inSeconds(seconds: number) {
  return sql<Date>`clock_timestamp() + ${seconds} * interval '1 second'`
}

async function lockPostOf(tx: Tx, { workspaceId, postId }: Claimed): Promise<void> {
  await tx
    .selectFrom('publishing.post')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .forUpdate()
    .executeTakeFirst()
}

function heldBy({ workspaceId, deliveryId, lease }: Claimed) {
  return sql<boolean>`workspace_id = ${workspaceId} and id = ${deliveryId} and lease = ${lease}`
}
