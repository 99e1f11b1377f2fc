import type { Db } from '#kit/database'

export async function forgetTraining(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('governance.document').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('governance.checklist_mark').where('workspace_id', '=', workspaceId).execute()
}
