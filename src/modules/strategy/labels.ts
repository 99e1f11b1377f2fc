import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Label } from './contract.ts'
import type { LabelTable } from './tables.ts'

/** The brand's labels, by name. */
export async function listLabels(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Label[]> {
  const rows = await db
    .selectFrom('strategy.label')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
  return rows.map(toLabel)
}

export function toLabel(row: Selectable<LabelTable>): Label {
  return { id: row.id, brandId: row.brand_id, name: row.name, colour: row.colour }
}
