import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { PresetTable } from '../tables.ts'
import type { Preset } from '../utm-contract.ts'
import { usualPatterns } from './fill-patterns.ts'

/** The brand's presets, its own first; where it set none, what is usual stands for it. */
export async function listPresets(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Preset[]> {
  const rows = await db
    .selectFrom('links.preset')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy(sql`campaign_id is not null`)
    .orderBy(sql`network is not null`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const presets = rows.map(toPreset)
  const [first] = presets
  const isOwn = first?.campaignId === undefined && first?.network === undefined
  return first && isOwn ? presets : [{ patterns: usualPatterns }, ...presets]
}

export function toPreset(row: Selectable<PresetTable>): Preset {
  const { source, medium, campaign, term, content } = row
  return {
    id: row.id,
    ...(row.campaign_id === null ? {} : { campaignId: row.campaign_id }),
    ...(row.network === null ? {} : { network: row.network }),
    patterns: { source, medium, campaign, term, content },
  }
}
