import type { Db } from '#kit/database'

export async function forgetRules(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  await db.deleteFrom('governance.brand_rule').where('workspace_id', '=', workspaceId).execute()
  await db.deleteFrom('governance.confirmed_finding').where('workspace_id', '=', workspaceId).execute()
}
