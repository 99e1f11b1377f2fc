import type { Db } from '#kit/database'

/** A workspace is gone, and all it told its members. May run twice. */
export async function forgetNotices(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  for (const table of ['notice', 'preference', 'rhythm', 'letter', 'push_browser', 'hook'] as const) {
    await db.deleteFrom(`notifications.${table}`).where('workspace_id', '=', workspaceId).execute()
  }
}
