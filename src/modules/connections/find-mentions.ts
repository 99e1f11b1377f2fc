import { refuse } from '#kit/errors'

import { readAccount } from './accounts.ts'
import { connectionsRefusals, type FoundMentions } from './contract.ts'
import { environmentOf } from './environment.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { withAccess } from './with-access.ts'

/** Someone is typing and waits. */
const seconds = 8

/** Profiles on the account's network whose name or handle begins like this; none where it has no look-up, and why where it does not answer. */
export async function findMentions(
  needs: ConnectionsNeeds,
  { workspaceId, accountId, query }: { workspaceId: string; accountId: string; query: string },
): Promise<FoundMentions> {
  const account = await readAccount(needs.db, { workspaceId, accountId })
  if (!account) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const network = networkOf(needs, account.network)
  const { mentions } = network ?? {}
  if (!network || !mentions) return { found: [] }
  const environment = await environmentOf(needs, { workspaceId, network, seconds })
  const outcome = await withAccess(needs, { workspaceId, accountId }, (access) => mentions.find(query, access, environment))
  if (!outcome.ok) return { found: [], trouble: outcome.trouble.reason }
  const amount = mentions.cost?.(outcome.value) ?? 0
  if (amount > 0) await needs.noteLookUp(needs.db, { workspaceId, accountId, network: network.id, amount })
  return { found: outcome.value.slice(0, 10).map((each) => ({ ...each })) }
}
