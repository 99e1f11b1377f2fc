import { sql } from 'kysely'

import type { By, Line, Metric, Per, Period, Rate } from '../contract.ts'
import { levels } from '../facts/metric-columns.ts'
import type { FactMetric } from '../metrics-contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { activityByPosts, postMatches, publishedBucket, publishedByPosts, publishedIn } from './by-posts.ts'
import { accountRows, byRollups, type Cut, dimensionOf } from './by-rollups.ts'
import { factsBehind } from './facts-behind.ts'
import { type Levels, readLevels } from './levels.ts'
import { type Scope, sideOf } from './scope.ts'
import { bucketsOf } from './spans.ts'
import type { Sums } from './sums.ts'
import { type ToldSince, toldSince } from './told-since.ts'
import { type Level, valuesOf } from './values.ts'

export interface Wanted {
  readonly scope: Scope
  readonly period: Period
  /** Another period of the same answer: what both need is read once. */
  readonly beside?: Period | undefined
  readonly basis: 'activity' | 'published'
  readonly rate: Rate
  readonly metrics: readonly Metric[]
  readonly by: Exclude<By, 'post'>
  readonly per: Per | undefined
}

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
  const asked = { ...wanted, facts }
  const [sums, published, levelsIn, posts, told] = await Promise.all([
    readSums(needs, asked, cuts),
    Promise.all(cuts.map((cut) => readPublished(needs, { ...asked, ...cut }))),
    wantsLevels(wanted, facts) && scope.once(`levels ${keyOf(periods)}`, () => readLevels(needs.db, { scope, periods })),
    metrics.includes('posts') ? Promise.all(cuts.map((cut) => countPosts(needs, { ...wanted, ...cut }))) : [],
    scope.once(`told ${facts.join()}`, () => toldSince(needs.db, { scope, facts })),
  ])
  const levelsThen = levelsIn ? levelsIn(period) : []
  return cuts.map((_, index) => ({
    sums: sums[index] ?? [],
    published: published[index] ?? [],
    levels: levelsThen,
    posts: posts[index] ?? [],
    told,
  }))
}

function keyOf(periods: readonly Period[]): string {
  return periods
    .map(({ from, to }) => `${from} ${to}`)
    .toSorted()
    .join()
}

function linesOf(needs: AnalyticsNeeds, wanted: Wanted, found: Found): Line[] {
  const { scope, period, per } = wanted
  const buckets =
    per === undefined ? [null] : bucketsOf(period, { per, timeZone: scope.timeZone }).filter((bucket) => hasBegun(bucket, scope))
  return keysOf(wanted, found).flatMap((key) => {
    const line = lineOf(needs, wanted, found, key)
    return buckets.map((bucket) => ({ key, ...(bucket === null ? {} : { bucket }), values: line(bucket) }))
  })
}

interface Found {
  readonly sums: readonly Sums[]
  readonly published: readonly Sums[]
  readonly levels: readonly Levels[]
  readonly posts: readonly PostCount[]
  readonly told: ToldSince
}

function hasBegun(bucket: string, { now, timeZone }: Scope): boolean {
  return bucket <= (bucket.length > 10 ? now.toString() : now.toZonedDateTimeISO(timeZone).toPlainDate().toString())
}

function wantsLevels({ scope, basis, metrics, rate }: Omit<Wanted, 'by' | 'per'>, facts: readonly FactMetric[]): boolean {
  const asBase = metrics.includes('engagementRate') && rate.base === 'followers' && rate.average === 'sums'
  return facts.includes('followers') && !scope.postsOnly && (basis === 'activity' || asBase)
}

/** Off the rollups wherever they can say it; post by post where several dimensions are named. */
async function readSums(
  needs: AnalyticsNeeds,
  asked: Omit<Wanted, 'by' | 'per'> & { facts: readonly FactMetric[] },
  cuts: readonly Cut[],
): Promise<readonly (readonly Sums[])[]> {
  const { scope, basis } = asked
  if (basis === 'published' || scope.accounts.length === 0 || asked.facts.every((metric) => levels.has(metric))) return []
  return cuts.every(({ by }) => dimensionOf(scope, by) !== undefined)
    ? byRollups(needs.db, asked, cuts)
    : Promise.all(cuts.map((cut) => activityByPosts(needs.db, { ...asked, ...cut })))
}

/** What the posts published in the period have gathered: all that is asked for, or what cannot be cut into days. */
async function readPublished(needs: AnalyticsNeeds, asked: Wanted & { facts: readonly FactMetric[] }): Promise<readonly Sums[]> {
  const { scope, basis, rate, metrics } = asked
  if (scope.accounts.length === 0) return []
  if (basis === 'published') return publishedByPosts(needs.db, { ...asked, accounts: scope.accounts })
  const rated = metrics.includes('engagementRate') && (rate.average === 'means' || (scope.postsOnly && rate.base === 'followers'))
  const reached = (network: string) => sideOf(needs.publishing.network(network)?.insights, 'reach', scope.postsOnly) === 'posts'
  const accounts = scope.accounts.filter(({ network }) => rated || (metrics.includes('reach') && reached(network)))
  if (accounts.length === 0) return []
  const facts = factsBehind(
    [...(rated ? (['engagementRate'] as const) : []), ...(metrics.includes('reach') ? (['reach'] as const) : [])],
    rate,
  )
  return publishedByPosts(needs.db, { ...asked, accounts, facts })
}

interface PostCount extends Group {
  readonly bucket: string | null
  readonly count: number
}

/** Posts published in the period, from Hearth or elsewhere. */
async function countPosts({ db }: AnalyticsNeeds, { scope, period, by, per }: Wanted): Promise<readonly PostCount[]> {
  const dimension = by === 'campaign' || by === 'label' ? by : undefined
  const wanted = dimension === 'campaign' ? scope.filter.campaignIds : scope.filter.labelIds
  const { rows } = await sql<PostCount>`
    select ${by === 'account' ? sql`p.account_id::text` : sql`p.network`} as group, p.network,
      ${dimension ? sql`b.member` : by === 'type' ? sql`p.type` : sql`''`} as member, ${publishedBucket(per, scope.timeZone)} as bucket,
      count(*)::float8 as count
    from analytics.post p join ${accountRows(scope.accounts)} on a.account_id = p.account_id
    ${
      dimension
        ? sql`join analytics.belonging b on b.workspace_id = p.workspace_id and b.subject = p.subject and b.dimension = ${dimension}
            and ${wanted ? sql`b.member = any(${[...wanted]}::text[])` : sql`true`}`
        : sql``
    }
    where ${publishedIn(scope, period)} and ${postMatches(scope, sql`p`)}
    group by 1, 2, 3, 4`.execute(db)
  return rows
}

/** What lines there are: every account and network within the filter, and the members of a dimension that anything is known of. */
function keysOf({ scope, by }: Wanted, { sums, published, posts }: Found): string[] {
  if (by === 'nothing') return ['']
  if (by === 'account') return scope.accounts.map(({ accountId }) => accountId)
  if (by === 'network') return [...new Set(scope.accounts.map(({ network }) => network))]
  const said = [...sums, ...published].filter(({ facts }) => Object.values(facts).some((value) => typeof value === 'number' && value !== 0))
  return [...new Set([...said, ...posts].map(({ member }) => member))]
}

interface Group {
  readonly group: string
  readonly network: string
  readonly member: string
}

/** The values of one line, or of all together, by bucket. */
function lineOf(needs: AnalyticsNeeds, wanted: Wanted, found: Found, key: string | undefined) {
  const { scope, by, per, metrics, rate } = wanted
  const isOf = ({ group, network, member }: Group) =>
    key === undefined || by === 'nothing' || key === (by === 'account' ? group : by === 'network' ? network : member)
  const sums = Map.groupBy(found.sums.filter(isOf), ({ bucket }) => bucket)
  const published = Map.groupBy(found.published.filter(isOf), ({ bucket }) => bucket)
  const posts = Map.groupBy(found.posts.filter(isOf), ({ bucket }) => bucket)
  const ofThese = found.levels.filter(
    ({ account }) => key === undefined || by === 'nothing' || key === (by === 'account' ? account.accountId : account.network),
  )
  const series = per === undefined ? [] : ofThese.map((each) => each.series(per))
  const groups = groupsOf(wanted, found, isOf)
  let earlier: readonly (number | null)[] = ofThese.map(({ before }) => before)
  return (bucket: string | null) => {
    const here = alike(
      ofThese.map((each, index) => levelOf(each, { bucket, by, before: earlier[index] ?? null, series: series[index] })),
      ofThese,
    )
    if (per !== undefined) earlier = here.map(({ end }, index) => end ?? earlier[index] ?? null)
    const known = {
      sums: sums.get(bucket) ?? [],
      published: published.get(bucket) ?? [],
      levels: here,
      posts: (posts.get(bucket) ?? []).reduce((all, { count }) => all + count, 0),
    }
    const upTo = bucket ?? wanted.period.to
    return valuesOf(metrics, known, {
      rate,
      basis: wanted.basis,
      postsOnly: scope.postsOnly,
      groups,
      choose: ({ group, network }, metric) => {
        const side = sideOf(needs.publishing.network(network)?.insights, metric, scope.postsOnly)
        const since = side && found.told(group, side, metric)
        return side && { side, otherwise: since !== undefined && since <= upTo ? 0 : null }
      },
    })
  }
}

/** Where one account is known already and another is not yet, the other stands there with the first that is known of it: its coming is no growth. */
function alike(here: readonly Level[], known: readonly Levels[]): readonly Level[] {
  if (here.every(({ end }) => end === null)) return here
  return here.map((each, index) => (each.end === null ? { ...each, end: known[index]?.before ?? null } : each))
}

/** Of numbers of posts, the accounts or networks that have any of these posts: of others nothing is expected. */
function groupsOf({ scope, by }: Wanted, { sums, published, posts }: Found, isOf: (of: Group) => boolean) {
  const all = scope.accounts.map(({ accountId, network }) => ({ group: by === 'account' ? accountId : network, network, member: '' }))
  const present = [...sums, ...published, ...posts].filter(isOf)
  const mine = by === 'account' || by === 'network' ? all.filter(isOf) : all
  const chosen = new Map((scope.postsOnly && present.length > 0 ? present : mine).map(({ group, network }) => [group, network]))
  return [...chosen].map(([group, network]) => ({ group, network }))
}

function levelOf(
  { account, end, before, daySum }: Levels,
  at: { bucket: string | null; by: Wanted['by']; before: number | null; series: ReadonlyMap<string, number | null> | undefined },
): Level {
  const group = at.by === 'account' ? account.accountId : account.network
  if (at.bucket === null) return { group, end, before, daySum }
  const level = at.series?.get(at.bucket) ?? null
  return { group, end: level, before: at.before, daySum: level }
}
