import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Crisis, crisisRefusals } from '../crisis-contract.ts'
import type { CrisisTable } from './tables.ts'

export type CrisisRow = Selectable<CrisisTable>

export interface CrisisKey {
  readonly workspaceId: string
  readonly crisisId: string
}

/** Held until the change ends; refuses where it is over, unless told that this does not matter. */
export async function lockCrisis(tx: Tx, key: CrisisKey, { over = 'refused' }: { over?: 'refused' | 'accepted' } = {}): Promise<CrisisRow> {
  const row = await tx
    .selectFrom('governance.crisis')
    .selectAll()
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.crisisId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse(crisisRefusals, 'NOT_FOUND')
  if (row.ended_at !== null && over === 'refused') throw refuse(crisisRefusals, 'CRISIS_OVER')
  return row
}

export async function findCrisis(db: Db | Tx, { workspaceId, crisisId }: CrisisKey): Promise<CrisisRow> {
  const row = await db
    .selectFrom('governance.crisis')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', crisisId)
    .executeTakeFirst()
  if (!row) throw refuse(crisisRefusals, 'NOT_FOUND')
  return row
}

export function toCrisis(row: CrisisRow): Crisis {
  return {
    id: row.id,
    ...(row.brand_id === null ? {} : { brandId: row.brand_id }),
    rehearsal: row.rehearsal,
    reason: row.reason,
    answers: row.answers,
    beganAt: row.began_at.toISOString(),
    beganBy: row.began_by_name,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString(), endedBy: row.ended_by_name ?? '' }),
  }
}
