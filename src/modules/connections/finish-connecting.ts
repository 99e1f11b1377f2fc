import { refuse } from '#kit/errors'
import type { Call } from '#modules/teams'

import { readAccountRow } from './accounts.ts'
import { storeConnected, valueOf } from './connect.ts'
import { type Account, connectionsRefusals, type ProfileChoice } from './contract.ts'
import { environmentOf } from './environment.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { takePending } from './pending.ts'
import { offerProfiles } from './profile-choice.ts'

/** The person is back from the network: checks that they were sent from here, and stores the account; where the sign-in gave several profiles, asks which. Reconnecting keeps to the profile it is about. */
export async function finishConnecting(
  needs: ConnectionsNeeds,
  call: Call,
  { network: id, parameters }: { network: string; parameters: Readonly<Record<string, string>> },
): Promise<{ account: Account } | { choose: ProfileChoice }> {
  const { workspaceId, memberId } = call.acting
  const network = networkOf(needs, id)
  if (!network) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const { wanted, pending } = await takePending(needs, { workspaceId, memberId, network: id, state: parameters['state'] ?? '' })
  const connected = valueOf(
    await network.connecting.finish({ ...(await environmentOf(needs, { workspaceId, network })), parameters, pending }),
  )
  const { others = [], ...first } = connected
  const profiles = [first, ...others]
  const again = wanted.accountId === undefined ? undefined : await readAccountRow(needs.db, { workspaceId, accountId: wanted.accountId })
  if (again !== undefined || profiles.length === 1) {
    const same = profiles.find(({ externalId }) => externalId === again?.external_id) ?? first
    return { account: await storeConnected(needs, call, { wanted, connected: same }) }
  }
  return { choose: await offerProfiles(needs, call, { wanted, profiles }) }
}
