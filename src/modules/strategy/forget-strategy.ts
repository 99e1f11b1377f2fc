import type { Db } from '#kit/database'

/** A workspace is gone, and what its posts were sorted by. May run twice. */
export async function forgetStrategy(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('strategy.campaign').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('strategy.hashtag_group').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('strategy.label').where('workspace_id', '=', workspaceId).execute()
}
