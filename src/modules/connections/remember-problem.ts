import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { Reason } from '#networks/network'

import type { ConnectionsNeeds } from './needs.ts'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

/** So many of an account are kept. */
const kept = 20

/** Keeps what went wrong with an account, for its health: as the last trouble, and in the list of the latest. */
export async function rememberProblem(
  db: Db | Tx,
  needs: Pick<ConnectionsNeeds, 'clock'>,
  { key: { workspaceId, accountId }, reason }: { key: Key; reason: Reason },
): Promise<void> {
  const at = needs.clock.now().toString()
  // The delete does not see the row that the same statement inserts: it keeps one fewer than `kept`, and its offset counts from zero.
  await sql`
    with account as (
      update connections.account set problem = ${JSON.stringify(reason)}, problem_at = ${at}
      where workspace_id = ${workspaceId} and id = ${accountId} returning workspace_id, id
    ), listed as (
      insert into connections.problem (workspace_id, account_id, at, reason)
      select workspace_id, id, ${at}, ${JSON.stringify(reason)}::jsonb from account
      on conflict do nothing
    )
    delete from connections.problem where workspace_id = ${workspaceId} and account_id = ${accountId} and at < (
      select at from connections.problem where workspace_id = ${workspaceId} and account_id = ${accountId}
      order by at desc offset ${kept - 2} limit 1
    )`.execute(db)
}
