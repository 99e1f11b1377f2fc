import type { ConnectionsNeeds } from './needs.ts'
import { refreshAccount } from './refresh-account.ts'
import { openSecret } from './secrets.ts'

/** Tokens with less left than this are renewed although nobody uses them, and none lies unused for longer than that. */
const ahead = { minutes: 30 }
const unused = { hours: 24 * 7 }

/** Renews what will run out soon, and what would die of lying unused. A fault of the moment is left to the next run. */
export async function refreshAhead(needs: ConnectionsNeeds): Promise<void> {
  const now = needs.clock.now()
  const rows = await needs.db
    .selectFrom('connections.secret as secret')
    .innerJoin('connections.account as account', (join) =>
      join.onRef('account.workspace_id', '=', 'secret.workspace_id').onRef('account.id', '=', 'secret.account_id'),
    )
    .select(['secret.workspace_id', 'secret.account_id'])
    .where('account.state', '=', 'connected')
    .where('account.removed_at', 'is', null)
    .where('secret.expires_at', 'is not', null)
    .where((where) =>
      where.or([where('secret.expires_at', '<', dateOf(now.add(ahead))), where('secret.stored_at', '<', dateOf(now.subtract(unused)))]),
    )
    .limit(500)
    .execute()
  const failed: unknown[] = []
  for (const row of rows) {
    const key = { workspaceId: row.workspace_id, accountId: row.account_id }
    await refreshOne(needs, key).catch((error: unknown) => failed.push(error))
  }
  // One account that cannot be opened holds up no other, and is not hidden.
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${rows.length} accounts could not be renewed`)
}

async function refreshOne(needs: ConnectionsNeeds, key: { workspaceId: string; accountId: string }): Promise<void> {
  const secret = await openSecret(needs.db, needs.vault, key)
  if (secret) await refreshAccount(needs, key, { used: secret.value })
}

function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}
