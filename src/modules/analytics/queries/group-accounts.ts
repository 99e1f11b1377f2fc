import type { Metric, Period, Rate } from '../contract.ts'
import { type FactMetric, metrics as dictionary } from '../metrics-contract.ts'
import { bucketOf } from '../periods-contract.ts'
import type { Cut } from './by-rollups.ts'
import { factsBehind } from './facts-behind.ts'
import type { GroupedAccount, MeasuredAccount, Scope } from './scope.ts'
import type { ToldSince } from './told-since.ts'

interface Asked {
  readonly scope: Scope
  readonly metrics: readonly Metric[]
  readonly facts: readonly FactMetric[]
  readonly rate: Rate
  readonly period: Period
  readonly cuts: readonly Cut[]
}

/**
 * Accounts of a network are added up where they tell the same in these days. Others stand apart: a rate divides only what has a base, and what one of
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
  return alike(asked, { facts: postsOnly ? asked.facts : factsBehind(rates, rate), told: await told })
}

/** In which month of the period an account began to tell each of the facts: not told apart where that was before it, or not yet. */
function alike(
  { scope, period, cuts }: Asked,
  { facts, told }: { facts: readonly FactMetric[]; told: ToldSince },
): readonly GroupedAccount[] {
  const begin = beginOf(period, cuts.find(({ per }) => per !== undefined)?.per)
  const within = (since: string | undefined) => (since === undefined || since > period.to ? 'never' : since <= begin ? '' : since)
  const first = new Map<string, string>()
  return scope.accounts.map((account) => {
    const { accountId, network } = account
    const since = facts.flatMap((metric) => (['profile', 'posts'] as const).map((side) => within(told(accountId, side, metric))))
    const key = `${network} ${since.join()}`
    const group = first.get(key) ?? accountId
    first.set(key, group)
    return { ...account, group }
  })
}

/** As of which day the first number of an answer is: of a series, of its first bucket. */
function beginOf({ from, to }: Period, per: Cut['per']): string {
  if (per === undefined) return to
  const first = Temporal.PlainDate.from(from)
  return (per === 'hour' ? first.subtract({ days: 1 }) : bucketOf(first, per)).toString()
}

export function alone(account: MeasuredAccount): GroupedAccount {
  return { ...account, group: account.accountId }
}
