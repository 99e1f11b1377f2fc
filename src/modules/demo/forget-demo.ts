import type { DemoNeeds } from './needs.ts'

/** The demo's workspace is gone: whoever still makes it stops, and its networks go. Only then can there be another. May run twice. */
export async function forgetDemo(
  { db, sandbox }: Pick<DemoNeeds, 'db' | 'sandbox'>,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  const demo = await db
    .updateTable('demo.demo')
    .set({ state: 'removing' })
    .where('workspace_id', '=', workspaceId)
    .returning('workspace_id')
    .executeTakeFirst()
  if (!demo) return
  await sandbox.remove()
  await db.deleteFrom('demo.demo').where('workspace_id', '=', workspaceId).execute()
}
