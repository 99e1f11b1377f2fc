import type { Db } from '#kit/database'

/** A workspace is gone, and what it reported. May run twice. */
export async function forgetReports(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('reports.link').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('reports.sending').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('reports.run').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('reports.schedule').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('reports.report').where('workspace_id', '=', workspaceId).execute()
}
