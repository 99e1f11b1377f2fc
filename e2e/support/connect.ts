import type { Account } from '#contract/connections'

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
  return owner.call('POST', '/accounts/finish', { network, parameters: Object.fromEntries(back.searchParams) })
}
