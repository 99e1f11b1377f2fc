import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { readAccount } from './accounts.ts'
import { type AccountDetails, connectionsRefusals } from './contract.ts'

/** How an account is: its sign-in, what it was allowed, and what went wrong lately, newest first. */
export async function accountDetails(
  db: Db,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<AccountDetails> {
  const account = await readAccount(db, { workspaceId, accountId })
  if (!account) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const row = await db
    .selectFrom('connections.account as account')
    .leftJoin('connections.secret as secret', (join) =>
      join.onRef('secret.workspace_id', '=', 'account.workspace_id').onRef('secret.account_id', '=', 'account.id'),
    )
    .select(['account.scopes', 'secret.stored_at'])
    .where('account.workspace_id', '=', workspaceId)
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow()
  const problems = await db
    .selectFrom('connections.problem')
    .select(['at', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .execute()
  return {
    account,
    ...(row.scopes ? { scopes: row.scopes } : {}),
    ...(row.stored_at ? { tokenSince: row.stored_at.toISOString() } : {}),
    problems: problems.map(({ at, reason }) => ({ at: at.toISOString(), reason })),
  }
}
