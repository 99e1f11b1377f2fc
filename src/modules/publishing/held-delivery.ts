import { type Selectable, sql, type UpdateObject } from 'kysely'

import type { Db, Tables } from '#kit/database'

import { LeaseLost } from './lease-lost.ts'
import type { DeliveryTable } from './tables.ts'

export type DeliveryRow = Selectable<DeliveryTable>
export type DeliveryPatch = UpdateObject<Tables, 'publishing.delivery'>

/** A delivery that this worker holds, as long as it keeps its lease. */
export interface Claimed {
  readonly workspaceId: string
  readonly deliveryId: string
  readonly postId: string
  readonly isAnswer: boolean
  readonly lease: string
  /** Readings of this process's clocks from before the lease began. */
  readonly claimedAt: { readonly monotonic: number; readonly wall: number }
}

/** The delivery as it stands, and the database's time. */
export interface Held {
  readonly row: DeliveryRow
  readonly now: Temporal.Instant
}

/** Throws LeaseLost where another has it. */
export async function readHeld(db: Db, { workspaceId, deliveryId, lease }: Claimed): Promise<DeliveryRow> {
  const row = await db
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .where('lease', '=', lease)
    .executeTakeFirst()
  if (!row) throw new LeaseLost()
  return row
}

/** What ends a hold: nobody has it and, unless given, nobody will take it up. */
export const letGo = { lease: null, lease_until: null, next_try_at: null } as const

export function inSeconds(seconds: number) {
  return sql<Date>`clock_timestamp() + ${seconds} * interval '1 second'`
}
