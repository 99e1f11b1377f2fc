import type { Db } from '#kit/database'

/** What only this member could read goes with them. Channels they made stay: they are the workspace's. */
export async function onMemberRemoved(db: Db, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<void> {
  for (const table of ['notice', 'preference', 'rhythm', 'letter', 'push_browser'] as const) {
    await db.deleteFrom(`notifications.${table}`).where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
  }
}
