import type { Db } from '#kit/database'

/** A workspace is gone, and all it told its members. May run twice. */
export async function forgetNotices(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('notifications.notice').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('notifications.preference').where('workspace_id', '=', workspaceId).execute()
}
