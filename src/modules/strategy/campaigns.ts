import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Campaign } from './contract.ts'
import type { CampaignTable } from './tables.ts'

/** The brand's campaigns: what runs or will run by its first day, then those without days, then the archive. */
export async function listCampaigns(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('strategy.campaign')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy(sql`archived_at desc nulls first`)
    .orderBy(sql`from_day asc nulls last`)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
  return rows.map(toCampaign)
}

export function toCampaign(row: Selectable<CampaignTable>): Campaign {
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    colour: row.colour,
    ...(row.from_day === null ? {} : { from: row.from_day }),
    ...(row.to_day === null ? {} : { to: row.to_day }),
    archived: row.archived_at !== null,
  }
}
