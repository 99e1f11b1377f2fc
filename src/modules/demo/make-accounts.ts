import type { Account } from '#contract/connections'
import type { Language } from '#kit/contract'

import type { Calendar } from './days.ts'
import type { Cast } from './make-people.ts'
import type { Api, DemoNeeds } from './needs.ts'
import type { Story } from './story.ts'

/** What the steps that go through the API have in common. */
export interface Around {
  readonly api: Api
  readonly brandId: string
  readonly language: Language
  readonly story: Story
  readonly calendar: Calendar
  readonly log: DemoNeeds['log']
}

/** Connects the brand's profile on every network as a person would. Answers the accounts' ids by network. */
export async function connectAccounts(
  around: Around,
  { cast, tell }: { cast: readonly Cast[]; tell: (share: number) => Promise<void> },
): Promise<ReadonlyMap<string, string>> {
  const accounts = new Map<string, string>()
  for (const [index, one] of cast.entries()) {
    const { id } = await connectOne(around, one)
    accounts.set(one.networkId, id)
    await tell((index + 1) / cast.length)
  }
  return accounts
}

async function connectOne({ api, brandId }: Around, { networkId: network, standIn, brand }: Cast): Promise<Account> {
  const { way, fields } = standIn.connectWith(brand.id)
  const begun = await api.connections.connect({ brandId, network, way, fields })
  if ('account' in begun) return begun.account
  const back = new URL(await standIn.approve(begun.redirect, { profileId: brand.id }))
  const finished = await api.connections.finishConnecting({ network, parameters: Object.fromEntries(back.searchParams) })
  if ('account' in finished) return finished.account
  throw new Error(`The stand-in of ${network} gave several profiles to choose from.`)
}
