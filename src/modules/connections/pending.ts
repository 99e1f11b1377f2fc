import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'

import { connectionsRefusals } from './contract.ts'
import type { Wanted } from './keep-account.ts'
import type { ConnectionsNeeds } from './needs.ts'

const lifetime = { minutes: 15 }

interface NewPending {
  readonly memberId: string
  readonly wanted: Wanted
  readonly state: string
  readonly pending: Json
}

/** Keeps what the network gave until the person comes back, sealed; what has run out goes. */
export async function keepPending(needs: ConnectionsNeeds, { memberId, wanted, state, pending }: NewPending): Promise<void> {
  const now = needs.clock.now()
  await needs.db.deleteFrom('connections.pending').where('expires_at', '<', new Date(now.epochMilliseconds)).execute()
  await needs.db
    .insertInto('connections.pending')
    .values({
      workspace_id: wanted.workspaceId,
      state,
      member_id: memberId,
      brand_id: wanted.brandId,
      network: wanted.network,
      account_id: wanted.accountId ?? null,
      sealed: needs.vault.seal(pending, boundTo(wanted.workspaceId, state)),
      expires_at: now.add(lifetime).toString(),
    })
    .execute()
}

/** Takes what was kept, once, and only for the member who began. */
export async function takePending(
  needs: ConnectionsNeeds,
  by: { workspaceId: string; memberId: string; network: string; state: string },
): Promise<{ wanted: Wanted; pending: Json }> {
  const row = await needs.db
    .deleteFrom('connections.pending')
    .where('workspace_id', '=', by.workspaceId)
    .where('state', '=', by.state)
    .where('member_id', '=', by.memberId)
    .where('network', '=', by.network)
    .where('expires_at', '>', new Date(needs.clock.now().epochMilliseconds))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse(connectionsRefusals, 'CONNECT_FAILED', { reason: { code: 'sign-in-over' } })
  const wanted = { workspaceId: row.workspace_id, brandId: row.brand_id, network: row.network, accountId: row.account_id ?? undefined }
  return { wanted, pending: needs.vault.open(row.sealed, boundTo(row.workspace_id, row.state)) }
}

function boundTo(workspaceId: string, state: string): string {
  return `connections.pending/${workspaceId}/${state}`
}
