import type { Db, Tx } from '#kit/database'

/** The browsers that show notices of these members, by member. */
export async function browsersOf(
  db: Db | Tx,
  { workspaceId, memberIds }: { workspaceId: string; memberIds: readonly string[] },
): Promise<Map<string, string[]>> {
  if (memberIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('notifications.push_browser')
    .select(['id', 'member_id'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', 'in', memberIds)
    .execute()
  const byMember = Map.groupBy(rows, ({ member_id: memberId }) => memberId)
  return new Map([...byMember].map(([memberId, ofOne]) => [memberId, ofOne.map(({ id }) => id)]))
}
