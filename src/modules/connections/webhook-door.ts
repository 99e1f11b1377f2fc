import { createHmac } from 'node:crypto'

import type { Db } from '#kit/database'
import type { Network, WebhookKeys } from '#networks/network'

import { type AccountFacts, toFacts } from './accounts.ts'
import { appInOptions, appsOf } from './apps.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'

interface Door {
  readonly network: string
  /** Absent for the installation's own app, which all workspaces without keys of their own share. */
  readonly workspaceId?: string | undefined
}

/** Where a network sends what happened, and what the owner enters beside that address. */
export function webhookDoor(needs: Pick<ConnectionsNeeds, 'publicUrl' | 'secretKey'>, { network, workspaceId }: Required<Door>) {
  return { address: `${needs.publicUrl}/webhooks/${network}/${workspaceId}`, token: tokenOf(needs, { network, workspaceId }) }
}

/** Nobody outside can know it, and it need not be kept. */
function tokenOf({ secretKey }: Pick<ConnectionsNeeds, 'secretKey'>, { network, workspaceId = '' }: Door): string {
  return createHmac('sha256', secretKey).update(`webhooks/${network}/${workspaceId}`).digest('base64url').slice(0, 32)
}

/** What messages at this door are checked with; undefined where no app is known. `webhook_token` of the installation's settings names the token of its own door. */
export async function webhookKeys(needs: ConnectionsNeeds, { network: id, workspaceId }: Door): Promise<WebhookKeys | undefined> {
  const network = networkOf(needs, id)
  if (!network?.connecting.appFields) return undefined
  const app = await (workspaceId === undefined ? appInOptions(network, needs.installationOptions(id)) : appOf(needs, network, workspaceId))
  if (app === undefined) return undefined
  const token = workspaceId === undefined ? needs.installationOptions(id)['webhook_token'] : undefined
  return { app, token: token ?? tokenOf(needs, { network: id, workspaceId }) }
}

async function appOf(needs: ConnectionsNeeds, network: Network, workspaceId: string) {
  return appsOf(needs, { workspaceId, network, options: await needs.options({ workspaceId, network: network.id }) }).find('')
}

/** Accounts that are connected, by the network's ids of their profiles; over all workspaces where none is given. */
export async function accountsKnownAs(
  db: Db,
  { network, workspaceId, externalIds }: Door & { readonly externalIds: readonly string[] },
): Promise<(AccountFacts & { workspaceId: string })[]> {
  if (externalIds.length === 0) return []
  const rows = await db
    .selectFrom('connections.account')
    .selectAll()
    .where('network', '=', network)
    .where('external_id', 'in', [...externalIds])
    .where('removed_at', 'is', null)
    .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId ?? ''))
    .execute()
  return rows.map((row) => ({ ...toFacts(row), workspaceId: row.workspace_id }))
}
