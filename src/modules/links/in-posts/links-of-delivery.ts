import type { Db } from '#kit/database'

import type { ShortNeeds } from '../needs.ts'
import { shortUrl } from '../short/codes.ts'

/** Withdrawn ones left out: they lead nowhere. */
export async function linksOfDelivery(
  { publicUrl }: Pick<ShortNeeds, 'publicUrl'>,
  db: Db,
  { workspaceId, deliveryId }: { workspaceId: string; deliveryId: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('links.link')
    .select(['target', 'host', 'code'])
    .where('workspace_id', '=', workspaceId)
    .where('delivery_id', '=', deliveryId)
    .where('removed_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.target, shortUrl(publicUrl, row)]))
}
