import type { MeasuredPost, Metric, Values } from '#contract/analytics'

/** What an account's posts usually come to: of each metric the median of those that tell it, and of how many posts. */
export interface Usual {
  readonly count: number
  readonly values: Values
}

/** Fewer say nothing of what is usual. */
const fewest = 5
const last = 50

/** Of the last fifty, the post itself left out. */
export function usualOf(posts: readonly MeasuredPost[], besides: string, metrics: readonly Metric[]): Usual | undefined {
  const latest = posts
    .filter(({ id }) => id !== besides)
    .toSorted((one, other) => Date.parse(other.publishedAt) - Date.parse(one.publishedAt))
    .slice(0, last)
  if (latest.length < fewest) return undefined
  const values = Object.fromEntries(metrics.map((metric) => [metric, median(latest.flatMap((post) => post.values[metric] ?? []))]))
  return { count: latest.length, values }
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
