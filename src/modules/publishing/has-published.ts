import type { Db } from '#kit/database'

/** Whether a brand has ever published a post. */
export async function hasPublished(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<boolean> {
  const row = await db
    .selectFrom('publishing.post')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('published_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
