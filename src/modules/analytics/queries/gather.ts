import type { Line, Period } from '../contract.ts'
import { levels } from '../facts/metric-columns.ts'
import type { FactMetric } from '../metrics-contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { activityByPosts, publishedByPosts } from './by-posts.ts'
import { byRollups, type Cut, dimensionOf } from './by-rollups.ts'
import { countPosts } from './count-posts.ts'
import { factsBehind } from './facts-behind.ts'
import { alone, groupAccounts } from './group-accounts.ts'
import { readLevels } from './levels.ts'
import { lineOf, linesOf } from './lines.ts'
import { type GroupedAccount, sideOf } from './scope.ts'
import type { Sums } from './sums.ts'
import { toldByGroup, toldSince } from './told-since.ts'
import type { Found, Wanted } from './wanted.ts'

/** A line for each member of what is asked by, and, of a series, for each bucket that has begun. Without `by`: one, or one for each bucket. */
export async function gather(needs: AnalyticsNeeds, wanted: Wanted): Promise<Line[]> {
  const [found] = await find(needs, wanted, [wanted])
  return found ? linesOf(needs, wanted, found) : []
}

interface OfAccounts {
  readonly total: Line
  readonly lines: readonly Line[]
  /** In all, for each bucket; of those who asked for it. */
  readonly series: readonly Line[]
}

/** The same by account, and what they are in all: by accounts nothing is counted twice, and nothing is left out. */
export async function gatherAccounts(needs: AnalyticsNeeds, { per, ...wanted }: Omit<Wanted, 'by'>): Promise<OfAccounts> {
  const byAccount: Wanted = { ...wanted, by: 'account', per: undefined }
  const overTime: Wanted = { ...wanted, by: 'nothing', per }
  const [found, foundOverTime] = await find(needs, wanted, per === undefined ? [byAccount] : [byAccount, overTime])
  if (!found) throw new Error('Nothing was looked for.')
  return {
    total: { key: '', values: lineOf(needs, byAccount, found, undefined)(null) },
    lines: linesOf(needs, byAccount, found),
    series: foundOverTime ? linesOf(needs, overTime, foundOverTime) : [],
  }
}

/** For each way of adding up, all that its lines follow from. */
async function find(needs: AnalyticsNeeds, wanted: Omit<Wanted, 'by' | 'per'>, cuts: readonly Cut[]): Promise<Found[]> {
  const { scope, period, beside, metrics } = wanted
  const facts = factsBehind(metrics, wanted.rate)
  const periods = beside ? [period, beside] : [period]
  const toldOnce = scope.once(`told ${facts.join()}`, () => toldSince(needs.db, { scope, facts }))
  const grouping = groupAccounts({ ...wanted, facts, cuts }, toldOnce)
  const each = async <Value>(read: (asked: Asked, cut: Cut) => Promise<Value>): Promise<Value[]> => {
    const accounts = await grouping
    return Promise.all(cuts.map((cut) => read({ ...wanted, facts, accounts }, cut)))
  }
  const [accounts, told, sums, published, levelsIn, posts] = await Promise.all([
    grouping,
    toldOnce,
    grouping.then((grouped) => readSums(needs, { ...wanted, facts, accounts: grouped }, cuts)),
    each((asked, cut) => readPublished(needs, asked, cut)),
    wantsLevels(wanted, facts) && scope.once(`levels ${keyOf(periods)}`, () => readLevels(needs.db, { scope, periods })),
    metrics.includes('posts') ? each((asked, cut) => countPosts(needs.db, { ...asked, ...cut })) : [],
  ])
  return cuts.map(({ by }, index) => {
    const here = by === 'account' ? accounts.map(alone) : accounts
    return {
      accounts: here,
      sums: sums[index] ?? [],
      published: published[index] ?? [],
      levels: levelsIn ? levelsIn(period) : [],
      levelsBeside: levelsIn && beside && wanted.isBefore ? levelsIn(beside) : undefined,
      posts: posts[index] ?? [],
      told: toldByGroup(told, here),
    }
  })
}

interface Asked extends Omit<Wanted, 'by' | 'per'> {
  readonly facts: readonly FactMetric[]
  readonly accounts: readonly GroupedAccount[]
}

function keyOf(periods: readonly Period[]): string {
  return periods
    .map(({ from, to }) => `${from} ${to}`)
    .toSorted()
    .join()
}

function wantsLevels({ scope, basis, metrics, rate }: Omit<Wanted, 'by' | 'per'>, facts: readonly FactMetric[]): boolean {
  const asBase = metrics.includes('engagementRate') && rate.base === 'followers' && rate.average === 'sums'
  return facts.includes('followers') && !scope.postsOnly && (basis === 'activity' || asBase)
}

/** Off the rollups wherever they can say it; post by post where several dimensions are named. */
async function readSums(needs: AnalyticsNeeds, asked: Asked, cuts: readonly Cut[]): Promise<readonly (readonly Sums[])[]> {
  const { scope, basis, accounts } = asked
  if (basis === 'published' || accounts.length === 0 || asked.facts.every((metric) => levels.has(metric))) return []
  return cuts.every(({ by }) => dimensionOf(scope, by) !== undefined)
    ? byRollups(needs.db, asked, cuts)
    : Promise.all(cuts.map((cut) => activityByPosts(needs.db, { ...asked, ...cut })))
}

/** What the posts published in the period have gathered: all that is asked for, or what cannot be cut into days. */
async function readPublished(needs: AnalyticsNeeds, asked: Asked, cut: Cut): Promise<readonly Sums[]> {
  const { scope, basis, rate, metrics } = asked
  if (asked.accounts.length === 0) return []
  if (basis === 'published') return publishedByPosts(needs.db, { ...asked, ...cut })
  const rated = metrics.includes('engagementRate') && (rate.average === 'means' || (scope.postsOnly && rate.base === 'followers'))
  const reached = (network: string) => sideOf(needs.publishing.network(network)?.insights, 'reach', scope.postsOnly) === 'posts'
  const accounts = asked.accounts.filter(({ network }) => rated || (metrics.includes('reach') && reached(network)))
  if (accounts.length === 0) return []
  const facts = factsBehind(
    [...(rated ? (['engagementRate'] as const) : []), ...(metrics.includes('reach') ? (['reach'] as const) : [])],
    rate,
  )
  return publishedByPosts(needs.db, { ...asked, ...cut, accounts, facts })
}
