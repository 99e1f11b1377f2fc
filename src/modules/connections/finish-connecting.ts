import { refuse } from '#kit/errors'
import type { Call } from '#modules/teams'

import { storeConnected, valueOf } from './connect.ts'
import { type Account, connectionsRefusals } from './contract.ts'
import { environmentOf } from './environment.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { takePending } from './pending.ts'

/** The person is back from the network: checks that they were sent from here, and stores the account. */
export async function finishConnecting(
  needs: ConnectionsNeeds,
  call: Call,
  { network: id, parameters }: { network: string; parameters: Readonly<Record<string, string>> },
): Promise<Account> {
  const { workspaceId, memberId } = call.acting
  const network = networkOf(needs, id)
  if (!network) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const { wanted, pending } = await takePending(needs, { workspaceId, memberId, network: id, state: parameters['state'] ?? '' })
  const connected = valueOf(
    await network.connecting.finish({ ...(await environmentOf(needs, { workspaceId, network })), parameters, pending }),
  )
  return storeConnected(needs, call, { wanted, connected })
}
