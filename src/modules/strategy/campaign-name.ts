import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { strategyRefusals } from './contract.ts'

interface Of {
  readonly workspaceId: string
  readonly brandId: string
  readonly campaignId: string
}

/** What the brand calls its campaign, also an archived one. Refuses with NOT_FOUND where it has none such. */
export async function campaignName(db: Db, { workspaceId, brandId, campaignId }: Of): Promise<string> {
  const row = await db
    .selectFrom('strategy.campaign')
    .select('name')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('id', '=', campaignId)
    .executeTakeFirst()
  if (!row) throw refuse(strategyRefusals, 'NOT_FOUND')
  return row.name
}
