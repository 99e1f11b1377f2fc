import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { findAccounts } from './accounts.ts'
import { connectionsRefusals } from './contract.ts'
import { environmentOf } from './environment.ts'
import { accountDisconnected } from './events.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { eraseSecret, openSecret } from './secrets.ts'
import { seen } from './seen.ts'

/** Ends the grant on the network as far as it answers, forgets the secret and keeps the account's name for what it published. */
export async function disconnect(
  needs: ConnectionsNeeds,
  call: Call,
  { accountId, cancelPlanned }: { accountId: string; cancelPlanned: boolean },
): Promise<{ disconnected: true }> {
  const key = { workspaceId: call.acting.workspaceId, accountId }
  const [account] = await findAccounts(needs.db, { workspaceId: key.workspaceId, ids: [accountId] })
  if (!account) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const posts = await needs.plannedPosts(needs.db, key)
  if (posts > 0 && !cancelPlanned) throw refuse(connectionsRefusals, 'HAS_PLANNED_POSTS', { posts })
  const secret = await openSecret(needs.db, needs.vault, key)
  const network = networkOf(needs, account.network)
  const revoked =
    secret && network
      ? await network.connecting.revoke(
          { externalId: account.externalId, settings: account.settings, limits: account.limits, secret: secret.value },
          await environmentOf(needs, { workspaceId: key.workspaceId, network, seconds: 10 }),
        )
      : undefined
  return change(needs.db, watching(call, seen.account(key.workspaceId, accountId)), async (tx) => {
    await tx
      .updateTable('connections.account')
      .set({ removed_at: needs.clock.now().toString(), state: 'signed-out' })
      .where('workspace_id', '=', key.workspaceId)
      .where('id', '=', accountId)
      .execute()
    await eraseSecret(tx, key)
    await needs.events.emit(tx, accountDisconnected, key)
    return {
      value: { disconnected: true as const },
      subject: { kind: 'account', id: accountId },
      detail: { network: account.network, handle: account.handle, endedOnNetwork: revoked?.ok ?? false, cancelledPosts: posts },
      topics: ['accounts', 'posts'],
    }
  })
}
