import type { Db } from '#kit/database'

/** Whether reports of the brand go out by themselves. */
export async function hasSchedules(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<boolean> {
  const found = await db
    .selectFrom('reports.schedule')
    .select('report_id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
