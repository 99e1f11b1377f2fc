import type { Db } from '#kit/database'

/** The demo, if there is one. Across workspaces, because there is one at a time. */
export async function demoWorkspaceId(db: Db): Promise<string | undefined> {
  const found = await db.selectFrom('teams.workspace').select('workspace_id').where('demo', '=', true).executeTakeFirst()
  return found?.workspace_id
}

/** Whether a workspace is a demo; undefined where there is no such workspace. It never changes. */
export async function isDemo(db: Db, workspaceId: string): Promise<boolean | undefined> {
  const found = await db.selectFrom('teams.workspace').select('demo').where('workspace_id', '=', workspaceId).executeTakeFirst()
  return found?.demo
}
