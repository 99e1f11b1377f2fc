import type { Basis, Metric, Rate, Values } from '../contract.ts'
import type { FactMetric } from '../metrics-contract.ts'
import { engagementParts } from './facts-behind.ts'
import type { Sums } from './sums.ts'

/** Everything known of one line, or of one bucket of it. */
export interface Known {
  /** What happened, by account, or group of accounts, and side. */
  readonly sums: readonly Sums[]
  /** What the posts published then have gathered: where that is asked for, and for what cannot be cut into days. */
  readonly published: readonly Sums[]
  readonly levels: readonly Level[]
  readonly posts: number
}

/** What is known of one account's followers there. */
export interface Level {
  readonly group: string
  readonly end: number | null
  readonly before: number | null
  /** Σ over days. */
  readonly daySum: number | null
}

interface Group {
  readonly group: string
  readonly network: string
}

interface How {
  readonly rate: Rate
  readonly basis: Basis
  readonly postsOnly: boolean
  /** From which side a group's metric is taken, and what it is where nothing of it was found: 0, or not known. */
  choose(group: Group, metric: FactMetric): { readonly side: Sums['side']; readonly otherwise: 0 | null } | undefined
  readonly groups: readonly Group[]
}

/** The metrics of one line by their formulas. Missing is null, never 0. Pure. */
export function valuesOf(metrics: readonly Metric[], known: Known, how: How): Values {
  return Object.fromEntries(metrics.map((metric) => [metric, valueOf(metric, known, how)]))
}

function valueOf(metric: Metric, known: Known, how: How): number | null {
  return isSaid(metric) ? sum(how.groups.map((group) => factOf(group, metric, known, how))) : formulas[metric](known, how)
}

/** Those that follow from others, and those that are not simply added up. */
type Worked = 'posts' | 'followers' | 'followerGrowth' | 'reach' | 'engagements' | 'engagementRate' | 'clickRate' | 'averageWatch'

const isSaid = (metric: Metric): metric is Exclude<Metric, Worked> => !Object.hasOwn(formulas, metric)

const formulas: Readonly<Record<Worked, (known: Known, how: How) => number | null>> = {
  posts: ({ posts }) => posts,
  followers: ({ levels }, { postsOnly }) => (postsOnly ? null : sum(levels.map(({ end }) => end))),
  followerGrowth: ({ levels }, { postsOnly }) =>
    postsOnly ? null : sum(levels.map(({ end, before }) => (end === null || before === null ? null : end - before))),
  reach: meanReach,
  engagements: (known, how) => sum(how.groups.map((group) => engagementsOf(group, known, how))),
  engagementRate,
  clickRate: (known, how) => times100(quotient(known, how, ['clicks', 'impressions'])),
  averageWatch: (known, how) => quotient(known, how, ['watchSeconds', 'videoViews']),
}

function quotient(known: Known, how: How, [part, whole]: readonly [FactMetric, FactMetric]): number | null {
  return ratio(how.groups.map((group) => [factOf(group, part, known, how), factOf(group, whole, known, how)]))
}

function factOf(group: Group, metric: FactMetric, { sums, published }: Known, how: How): number | null {
  const chosen = how.choose(group, metric)
  if (!chosen) return null
  const of = how.basis === 'published' ? published : sums
  const found = of.find((each) => each.group === group.group && each.side === chosen.side)?.facts[metric]
  return found ?? chosen.otherwise
}

function engagementsOf(group: Group, known: Known, how: How): number | null {
  return sum(engagementParts.map((part) => factOf(group, part, known, how)))
}

/** Of profiles where any tells it: Σ of days ÷ days. Else of the posts published then: Σ of posts ÷ posts. Days and posts are not mixed. */
function meanReach({ sums, published }: Known): number | null {
  const profiles = sums.filter(({ side, facts }) => side === 'profile' && typeof facts.reach === 'number')
  const of = profiles.length > 0 ? profiles : published
  const count = of.reduce((all, { reachCount }) => all + reachCount, 0)
  const reach = sum(of.map(({ facts }) => facts.reach ?? null))
  return reach === null || count === 0 ? null : reach / count
}

function engagementRate(known: Known, how: How): number | null {
  const { average, base } = how.rate
  if (average === 'means') {
    const count = known.published.reduce((all, { ratios }) => all + (ratios?.count ?? 0), 0)
    return count === 0 ? null : known.published.reduce((all, { ratios }) => all + (ratios?.sum ?? 0), 0) / count
  }
  return times100(ratio(how.groups.map((group) => [pairedEngagements(group, known, how), baseOf(group, base, known, how)])))
}

/** Where posts are known one by one, of those that have a base. */
function pairedEngagements(group: Group, known: Known, how: How): number | null {
  const paired = pairedOf(group, known, how)
  return paired ? paired.engagements : engagementsOf(group, known, how)
}

function baseOf(group: Group, base: Rate['base'], known: Known, how: How): number | null {
  const paired = pairedOf(group, known, how)
  if (paired) return paired.base
  if (base !== 'followers') return factOf(group, base, known, how)
  return sum(known.levels.filter((level) => level.group === group.group).map(({ daySum }) => daySum))
}

function pairedOf(group: Group, { published }: Known, { basis, postsOnly, rate }: How): Sums['paired'] {
  const isOfPosts = basis === 'published' || (postsOnly && rate.base === 'followers')
  return isOfPosts ? published.find((each) => each.group === group.group)?.paired : undefined
}

/** Σ ÷ Σ of those that have both; null where there is nothing to divide by. */
function ratio(pairs: readonly (readonly [number | null, number | null])[]): number | null {
  const both = pairs.filter((pair): pair is [number, number] => pair[0] !== null && pair[1] !== null)
  const below = both.reduce((all, [, base]) => all + base, 0)
  return below === 0 ? null : both.reduce((all, [part]) => all + part, 0) / below
}

function times100(value: number | null): number | null {
  return value === null ? null : value * 100
}

/** Of what is known; null where nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0)
}
