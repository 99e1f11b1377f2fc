import type { Db } from '#kit/database'

/** A workspace is gone: its accounts, what opens them and the keys of its apps go too. May run twice. */
export async function forgetAccounts(db: Db, { workspaceId }: { workspaceId: string }): Promise<void> {
  for (const table of [
    'connections.secret',
    'connections.pending',
    'connections.app',
    'connections.problem',
    'connections.account',
  ] as const) {
    await db.deleteFrom(table).where('workspace_id', '=', workspaceId).execute()
  }
}
