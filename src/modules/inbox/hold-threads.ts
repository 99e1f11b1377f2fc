import type { Tx } from '#kit/database'

/** Before anything else of them is changed, in one order: as whoever keeps what arrives in them does. */
export async function holdThreads(
  tx: Tx,
  { workspaceId, threadIds }: { workspaceId: string; threadIds: readonly string[] },
): Promise<void> {
  if (threadIds.length === 0) return
  await tx
    .selectFrom('inbox.thread')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...threadIds])
    .orderBy('id')
    .forUpdate()
    .execute()
}
