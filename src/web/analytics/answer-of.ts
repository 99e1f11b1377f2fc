import type { Metric, Overview, PostType } from '#contract/analytics'
import { metrics } from '#contract/metrics'

/** What the first line of the overview says. */
export type Answer =
  | { readonly kind: 'untold' }
  /** Nothing to compare with. */
  | { readonly kind: 'known'; readonly metric: Metric; readonly now: number }
  | { readonly kind: 'same'; readonly metric: Metric }
  | {
      readonly kind: 'moved'
      readonly metric: Metric
      readonly now: number
      readonly before: number
      readonly because?: Because | undefined
    }

/** A few posts, where one hand is enough to count them, or an account as a whole. */
export type Because = { readonly posts: number; readonly type: PostType | undefined } | { readonly accountId: string }

interface Measured {
  readonly metric: Metric
  readonly now: number | null
  readonly before: number | null
}

/** Measures that say most about how it went, in this order. */
const telling: readonly Metric[] = ['reach', 'impressions', 'followers', 'engagementRate', 'siteClicks', 'conversions']

/** Says how the chosen measure moved, or the first of the telling ones that can be compared. */
export function answerOf(measures: readonly Measured[], movers: Overview['movers'], chosen?: Metric): Answer {
  const { metric, now, before } = leading(measures, movers, chosen) ?? {}
  if (metric === undefined || now === null || now === undefined) return { kind: 'untold' }
  if (before === null || before === undefined) return { kind: 'known', metric, now }
  if (isSame(now, before)) return { kind: 'same', metric }
  return { kind: 'moved', metric, now, before, because: becauseOf({ metric, change: now - before }, movers) }
}

/** The measure that the chart shows where none is chosen. */
export function leadingMetric(measures: readonly Measured[], movers: Overview['movers']): Metric {
  return leading(measures, movers)?.metric ?? 'impressions'
}

/** The chosen one, else the first that moved for a reason that can be named, else the first that moved, else that is known. */
function leading(measures: readonly Measured[], movers: Overview['movers'], chosen?: Metric): Measured | undefined {
  const named = measures.find(({ metric }) => metric === chosen)
  if (named) return named
  const known = telling.flatMap((name) => measures.find(({ metric, now }) => metric === name && now !== null) ?? [])
  const moved = known.filter(({ now, before }) => now !== null && before !== null && !isSame(now, before))
  const explained = moved.find(({ metric, now, before }) => becauseOf({ metric, change: (now ?? 0) - (before ?? 0) }, movers))
  return explained ?? moved[0] ?? known[0]
}

/** Less than half a per cent is nothing that a person would call a change. */
function isSame(now: number, before: number): boolean {
  return now === before || (before !== 0 && Math.abs(now / before - 1) < 0.005)
}

/**
 * The fewest movers that make up half of the change, at most three. Means and rates are no sums of their parts: there it is half of
 * what moved them the same way.
 */
function becauseOf({ metric, change }: { metric: Metric; change: number }, movers: Overview['movers']): Because | undefined {
  const same = movers
    .filter((mover) => mover.metric === metric && Math.sign(mover.change) === Math.sign(change))
    .toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change))
  const whole = metrics[metric].joins === 'sum' ? Math.abs(change) : same.reduce((sum, mover) => sum + Math.abs(mover.change), 0)
  let told = 0
  const few = same.slice(0, 3).filter((mover) => {
    const isNeeded = told < whole / 2
    if (isNeeded) told += Math.abs(mover.change)
    return isNeeded
  })
  const [first] = few
  if (!first || told < whole / 2) return undefined
  const posts = few.flatMap(({ post }) => post ?? [])
  if (posts.length < few.length) return first.post ? undefined : { accountId: first.accountId }
  const types = new Set(posts.map(({ type }) => type))
  return { posts: posts.length, type: types.size === 1 ? posts[0]?.type : undefined }
}
