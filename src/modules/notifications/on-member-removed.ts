import type { Db } from '#kit/database'

/** What only this member could read goes with them. */
export async function onMemberRemoved(db: Db, { workspaceId, memberId }: { workspaceId: string; memberId: string }): Promise<void> {
  await db.deleteFrom('notifications.notice').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
  await db.deleteFrom('notifications.preference').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute()
}
