import type { Db, Tx } from '#kit/database'

/** What is on these pages is gone, and with it what notices said of it. Inside a transaction pass the transaction. */
export async function forgetNoticesAbout(
  db: Db | Tx,
  { workspaceId, pages }: { workspaceId: string; pages: readonly string[] },
): Promise<void> {
  if (pages.length === 0) return
  await db.deleteFrom('notifications.notice').where('workspace_id', '=', workspaceId).where('href', 'in', pages).execute()
}
