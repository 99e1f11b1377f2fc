import type { Account, ProfileChoice } from '#contract/connections'

import type { StandIn } from '../../src/networks/stand-in.ts'
import type { Owner } from './owner.ts'

/** Connects a profile of a stand-in as a person would: by what they enter, or by signing in on the network's page and coming back. */
export async function connectStandIn(
  owner: Owner,
  { network, standIn, profileId }: { network: string; standIn: StandIn; profileId: string },
): Promise<Account> {
  const { way, fields } = standIn.connectWith(profileId)
  const asked = { brandId: owner.brandId, network, way, fields }
  const begun = await owner.call<{ account: Account } | { redirect: string }>('POST', '/accounts', asked)
  if ('account' in begun) return begun.account
  const back = new URL(await standIn.approve(begun.redirect, { profileId }))
  const parameters = Object.fromEntries(back.searchParams)
  const finished = await owner.call<{ account: Account } | { choose: ProfileChoice }>('POST', '/accounts/finish', { network, parameters })
  if ('account' in finished) return finished.account
  const { handle } = standIn.profiles().find(({ id }) => id === profileId) ?? { handle: '' }
  const { state, profiles } = finished.choose
  const wanted = profiles.find((one) => one.externalId === profileId || one.handle === handle) ?? profiles.at(-1)
  const [account] = await owner.call<Account[]>('POST', '/accounts/choose', { network, state, externalIds: [wanted?.externalId ?? ''] })
  if (!account) throw new Error(`${network} gave no profile to connect.`)
  return account
}
