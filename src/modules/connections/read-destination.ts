import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'
import { announce } from '#kit/live'

import { readAccount } from './accounts.ts'
import { connectionsRefusals, type DestinationRead } from './contract.ts'
import { environmentOf } from './environment.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { withAccess } from './with-access.ts'

/** Someone is writing and waits. */
const seconds = 15

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  readonly written: string
}

/** Asks the account's network what holds at a destination, for whoever writes for it now; it is kept among what the account may do. */
export async function readDestination(needs: ConnectionsNeeds, { workspaceId, accountId, written }: Asked): Promise<DestinationRead> {
  const account = await readAccount(needs.db, { workspaceId, accountId })
  if (!account) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const network = networkOf(needs, account.network)
  if (!network?.connecting.readDestination) return {}
  const environment = await environmentOf(needs, { workspaceId, network, seconds })
  const read = await withAccess(
    needs,
    { workspaceId, accountId },
    async (access) => network.connecting.readDestination?.(written, access, environment) ?? ({ ok: true, value: access.limits } as const),
  )
  if (!read.ok) return { trouble: read.trouble.reason }
  await keep(needs, { workspaceId, accountId }, read.value)
  return {}
}

/** Everybody who writes sees it from then on. */
async function keep({ db }: ConnectionsNeeds, { workspaceId, accountId }: Omit<Asked, 'written'>, limits: Json): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('connections.account')
      .set({ limits: JSON.stringify(limits) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', accountId)
      .execute()
    await announce(tx, { to: workspaceId, topics: ['accounts'] })
  })
}
