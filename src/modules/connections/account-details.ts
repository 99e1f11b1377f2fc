import { refuse } from '#kit/errors'

import { readAccountRow, toAccount } from './accounts.ts'
import { type AccountDetails, connectionsRefusals } from './contract.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'

/** How an account is: its sign-in, what it was allowed, and what went wrong lately, newest first. */
export async function accountDetails(
  needs: Pick<ConnectionsNeeds, 'db' | 'networks'>,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<AccountDetails> {
  const { db } = needs
  const row = await readAccountRow(db, { workspaceId, accountId })
  if (!row) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const problems = await db
    .selectFrom('connections.problem')
    .select(['at', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .execute()
  return {
    account: toAccount(row),
    ...(row.scopes ? { scopes: row.scopes } : {}),
    lacks: [...(networkOf(needs, row.network)?.connecting.lacks?.(row.limits) ?? [])],
    ...(row.stored_at ? { tokenSince: row.stored_at.toISOString() } : {}),
    problems: problems.map(({ at, reason }) => ({ at: at.toISOString(), reason })),
  }
}
