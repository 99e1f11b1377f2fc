import type { Db } from '#kit/database'
import { announce } from '#kit/live'

/** The account is disconnected: what others wrote on its profile is no longer ours to show. What Hearth published stays. May run twice. */
export async function forgetTimeline(db: Db, { workspaceId, accountId }: { workspaceId: string; accountId: string }): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const table of ['publishing.timeline', 'publishing.native_post'] as const) {
      await tx.deleteFrom(table).where('workspace_id', '=', workspaceId).where('account_id', '=', accountId).execute()
    }
    await announce(tx, { to: workspaceId, topics: ['posts'] })
  })
}
