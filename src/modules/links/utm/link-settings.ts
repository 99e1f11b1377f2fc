import type { Db } from '#kit/database'

import type { LinkSettings } from '../utm-contract.ts'

/** What the brand does with the links of its posts; nothing, until somebody says otherwise. */
export async function linkSettings(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<LinkSettings> {
  const row = await db
    .selectFrom('links.brand')
    .select(['in_posts', 'domain_id', 'measures_conversions'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return {
    inPosts: row?.in_posts ?? 'off',
    measuresConversions: row?.measures_conversions ?? false,
    ...(row?.domain_id ? { domainId: row.domain_id } : {}),
  }
}
