import type { Db } from '#kit/database'

/** A workspace is gone: its posts go, with their deliveries and what was tried, and so do its notes, its categories and what its profiles showed. A worker that has one in hand loses it. May run twice. */
export async function forgetPosts(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('publishing.post').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('publishing.native_post').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('publishing.timeline').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('publishing.note').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('publishing.category').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('publishing.cadence').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('publishing.use').where('workspace_id', '=', workspaceId).execute()
}
