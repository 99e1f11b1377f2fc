import type { Db } from '#kit/database'

/** A workspace is gone; logs, urgent posts and the rest go with their crises. May run twice. */
export async function forgetCrises(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('governance.crisis').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('governance.crisis_playbook').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('governance.crisis_proposal').where('workspace_id', '=', workspaceId).execute()
}
