import type { By, Metric, Rate } from '../contract.ts'
import { type FactMetric, metrics as dictionary } from '../metrics-contract.ts'
import { factsBehind } from './facts-behind.ts'
import type { GroupedAccount, MeasuredAccount, Scope } from './scope.ts'
import type { ToldSince } from './told-since.ts'

interface Asked {
  readonly scope: Scope
  readonly metrics: readonly Metric[]
  readonly facts: readonly FactMetric[]
  readonly rate: Rate
  readonly cuts: readonly { readonly by: By }[]
}

/**
 * Accounts of a network are added up where they tell the same since the same months. Others stand apart: a rate divides only what has a base, and what one of
 * them never told is not nought because another told it. So numbers are the same by account, by network and in all, while as few rows as can be are read.
 */
export async function groupAccounts(asked: Asked, told: Promise<ToldSince>): Promise<readonly GroupedAccount[]> {
  const { scope, metrics, rate } = asked
  const { accounts, postsOnly } = scope
  const rates = metrics.filter((metric) => dictionary[metric].joins === 'rate')
  // Followers are known since a day, not since a month.
  const byDay = rates.includes('engagementRate') && rate.base === 'followers' && !postsOnly
  if (byDay || asked.cuts.every(({ by }) => by === 'account')) return accounts.map(alone)
  const isOneEach = new Set(accounts.map(({ network }) => network)).size === accounts.length
  if (isOneEach || (rates.length === 0 && !postsOnly)) return accounts.map((account) => ({ ...account, group: account.network }))
  return alike(accounts, { facts: postsOnly ? asked.facts : factsBehind(rates, rate), told: await told })
}

function alike(
  accounts: readonly MeasuredAccount[],
  { facts, told }: { facts: readonly FactMetric[]; told: ToldSince },
): readonly GroupedAccount[] {
  const first = new Map<string, string>()
  return accounts.map((account) => {
    const { accountId, network } = account
    const since = facts.flatMap((metric) => [told(accountId, 'profile', metric), told(accountId, 'posts', metric)])
    const key = `${network} ${since.join()}`
    const group = first.get(key) ?? accountId
    first.set(key, group)
    return { ...account, group }
  })
}

export function alone(account: MeasuredAccount): GroupedAccount {
  return { ...account, group: account.accountId }
}
