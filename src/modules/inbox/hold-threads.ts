import type { Selectable } from 'kysely'

import type { Tx } from '#kit/database'

import type { ThreadTable } from './tables.ts'

export type HeldThread = Pick<Selectable<ThreadTable>, 'id' | 'brand_id' | 'account_id' | 'network' | 'kind'>

/** Before anything else of them is changed, in one order: as whoever keeps what arrives in them does. Answers those that are there. */
export async function holdThreads(
  tx: Tx,
  { workspaceId, threadIds }: { workspaceId: string; threadIds: readonly string[] },
): Promise<readonly HeldThread[]> {
  if (threadIds.length === 0) return []
  return tx
    .selectFrom('inbox.thread')
    .select(['id', 'brand_id', 'account_id', 'network', 'kind'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...threadIds])
    .orderBy('id')
    .forUpdate()
    .execute()
}
