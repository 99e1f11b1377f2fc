import type { Db, Tx } from '#kit/database'
import type { Reason } from '#networks/network'

import type { ConnectionsNeeds } from './needs.ts'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

/** Keeps the account's last problem for its health. */
export async function rememberProblem(
  db: Db | Tx,
  needs: Pick<ConnectionsNeeds, 'clock'>,
  { key, reason }: { key: Key; reason: Reason },
): Promise<void> {
  await db
    .updateTable('connections.account')
    .set({ problem: JSON.stringify(reason), problem_at: needs.clock.now().toString() })
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.accountId)
    .execute()
}
