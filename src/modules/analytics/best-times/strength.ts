/** A post that is old enough to be judged. */
export interface JudgedPost {
  readonly publishedAt: Temporal.Instant
  /** What it gathered of the measure that counts. */
  readonly value: number
  /** Posts are compared with their like. */
  readonly type: string
}

/** How well a post did beside what its account was used to around then: 0 is usual. */
export interface Strength {
  readonly publishedAt: Temporal.Instant
  readonly strength: number
}

/** What one step of strength is worth: a post of strength 1 gathered `exp(scale)` times what is usual. */
export interface Strengths {
  readonly posts: readonly Strength[]
  readonly scale: number
}

const around = 45 * 86_400_000
/** Fewer of a kind are compared with all. */
const fewestAlike = 8

/**
 * Takes growth of the account and differences between kinds of posts out of their numbers, so that what is left can be put down to the time:
 * (ln(1 + value) − median of like posts of the 45 days before and after) ÷ scale, where scale is 1.4826 × the median distance from it, the
 * robust standard deviation, drawn towards what is usual where posts are few. One post that went viral moves nothing.
 */
export function strengthsOf(posts: readonly JudgedPost[]): Strengths {
  const ordered = posts
    .map(({ publishedAt, value, type }) => ({ publishedAt, at: publishedAt.epochMilliseconds, type, log: Math.log1p(Math.max(0, value)) }))
    .toSorted((one, other) => one.at - other.at)
  const distances = ordered.map((post) => post.log - usualFor(post, ordered))
  const scale = scaleOf(distances)
  const strengths = ordered.map(({ publishedAt }, index) => ({ publishedAt, strength: within((distances[index] ?? 0) / scale) }))
  return { posts: strengths, scale }
}

/** How much posts of an account usually spread about, as a logarithm: an assumption of ours, which few posts are taken to follow. */
const usualScale = { of: 0.8, worth: 10 }

function scaleOf(distances: readonly number[]): number {
  const own = 1.4826 * (median(distances.map(Math.abs)) ?? 0)
  const { of, worth } = usualScale
  return Math.sqrt((distances.length * own ** 2 + worth * of ** 2) / (distances.length + worth))
}

interface Logged {
  readonly at: number
  readonly type: string
  readonly log: number
}

function usualFor(post: Logged, ordered: readonly Logged[]): number {
  const near = ordered.filter(({ at }) => Math.abs(at - post.at) <= around)
  const alike = near.filter(({ type }) => type === post.type)
  return median((alike.length >= fewestAlike ? alike : near).map(({ log }) => log)) ?? post.log
}

/** Nothing counts for more than three steps. */
function within(strength: number): number {
  return Math.max(-3, Math.min(3, strength))
}

export function median(values: readonly number[]): number | undefined {
  const ordered = values.toSorted((one, other) => one - other)
  const middle = Math.floor(ordered.length / 2)
  if (ordered.length === 0) return undefined
  return ordered.length % 2 === 1 ? ordered[middle] : ((ordered[middle - 1] ?? 0) + (ordered[middle] ?? 0)) / 2
}
