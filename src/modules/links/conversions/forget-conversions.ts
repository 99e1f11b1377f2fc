import type { Db } from '#kit/database'

/** A workspace is gone, with what its sites told and what it spent. May run twice. */
export async function forgetConversions(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('links.conversion_site').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('links.conversion_day').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('links.conversion_window').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('links.cost').where('workspace_id', '=', workspaceId).execute()
}
