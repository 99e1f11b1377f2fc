import type { Selectable } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Brand } from './contract.ts'
import type { BrandTable } from './tables.ts'

/** The workspace's brand, or the refusal NOT_FOUND. Inside a transaction pass the transaction. */
export async function brandOf(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Brand> {
  const row = await db
    .selectFrom('teams.brand')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', brandId)
    .executeTakeFirst()
  if (!row) throw refuse(commonRefusals, 'NOT_FOUND')
  return toBrand(row)
}

/** Those that are not put away, in the order they were added. */
export async function brandsOf(db: Db, workspaceId: string): Promise<Brand[]> {
  const rows = await db
    .selectFrom('teams.brand')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toBrand)
}

const columns = ['id', 'name', 'language', 'time_zone', 'grace_minutes', 'alt_texts'] as const

function toBrand(row: Pick<Selectable<BrandTable>, (typeof columns)[number]>): Brand {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    graceMinutes: row.grace_minutes,
    altTexts: row.alt_texts,
  }
}
