import type { Owner } from '../e2e/support/owner.ts'
import { settingsFor } from '../e2e/support/settings-for.ts'
import type { Joined, Opened, StandIns } from './stand-ins.ts'

/** Hearth's settings for networks that answer at these addresses. */
export function settingsToward(networks: readonly Opened[]): Record<string, string> {
  const origins = networks.map(({ origin }) => origin).join(',')
  const options = networks.map(({ network, options: of }) => settingsFor(network, of))
  return { ...Object.assign({}, ...options), HEARTH_ALLOW_ORIGINS: origins, HEARTH_TRUST_PROXY: 'true' }
}

/** As many accounts of each network as asked; answers their ids, network by network. */
export async function connectAll(
  owner: Owner,
  { standIns, networks, each }: { standIns: StandIns; networks: readonly Opened[]; each: number },
): Promise<string[][]> {
  const accounts: string[][] = []
  for (const { network } of networks) {
    accounts.push(await inParallel(each, (index) => connect(owner, standIns, { network, handle: `tea${index}` })))
  }
  return accounts
}

async function connect(owner: Owner, standIns: StandIns, { network, handle }: { network: string; handle: string }): Promise<string> {
  const { profileId, way, fields } = await standIns.ask<Joined>({ kind: 'join', network, handle })
  const asked = { brandId: owner.brandId, network, way, fields }
  const begun = await owner.call<{ account: { id: string } } | { redirect: string }>('POST', '/accounts', asked)
  if ('account' in begun) return begun.account.id
  const back = new URL(await standIns.ask<string>({ kind: 'approve', network, redirect: begun.redirect, profileId }))
  const parameters = Object.fromEntries(back.searchParams)
  return (await owner.call<{ account: { id: string } }>('POST', '/accounts/finish', { network, parameters })).account.id
}

/** A few at a time, as many as a browser would ask. */
export async function inParallel<Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> {
  const made: Value[] = []
  let next = 0
  const runner = async () => {
    for (let index = next++; index < count; index = next++) made[index] = await make(index)
  }
  await Promise.all(Array.from({ length: 6 }, runner))
  return made
}
