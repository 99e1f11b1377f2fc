import type { Db } from '#kit/database'

/** A workspace is gone, with everything that was asked in it. May run twice. */
export async function forgetApprovals(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('governance.request').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('governance.workflow').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('governance.guest').where('workspace_id', '=', workspaceId).execute()
}
