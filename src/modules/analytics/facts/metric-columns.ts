import { type RawBuilder, sql } from 'kysely'

import { type FactMetric, factMetrics } from '../metrics-contract.ts'

/** By what number facts name a metric. A number is never given to another metric. */
export const numberOf: Readonly<Record<FactMetric, number>> = {
  followers: 1,
  followersGained: 2,
  followersLost: 3,
  profileViews: 4,
  impressions: 5,
  reach: 6,
  reactions: 7,
  comments: 8,
  shares: 9,
  saves: 10,
  clicks: 11,
  siteClicks: 12,
  videoViews: 13,
  watchSeconds: 14,
  storyTaps: 15,
  storyExits: 16,
  conversions: 17,
}

/** Metrics of posts that are told hour by hour, and not as counters: what a post has gathered in all is the sum of its facts. */
export const toldByHour: ReadonlySet<FactMetric> = new Set(['conversions'])

/** Metrics of which the last one counts; all others are added up. */
export const levels: ReadonlySet<FactMetric> = new Set(['followers'])

const added = factMetrics.filter((metric) => !levels.has(metric))

const columns: ReadonlyMap<FactMetric, string> = new Map(
  factMetrics.map((metric) => [metric, metric.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
)

/** The column of a metric in rollups: `followersGained` → `followers_gained`. */
export function columnOf(metric: FactMetric): string {
  return columns.get(metric) ?? metric
}

/** `impressions, reach, …`: every column that is added up, one expression for each. */
export function eachAdded(expression: (metric: FactMetric, column: RawBuilder<unknown>) => RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(added.map((metric) => expression(metric, sql.raw(columnOf(metric)))))
}

export const addedColumns = eachAdded((_, column) => column)
export const allColumns = sql.join(factMetrics.map((metric) => sql.raw(columnOf(metric))))

/**
 * Rows of facts (`metric`, `change`) as one row with a column for each metric. Null where none of a metric is among them. Added up as floating point, which
 * holds whole numbers up to 2^53 exactly and costs the database a fraction.
 */
export const pivoted = eachAdded(
  (metric, column) => sql`(sum(change::float8) filter (where metric = ${sql.lit(numberOf[metric])}))::bigint as ${column}`,
)

/** Wide rows added up. */
export const addedUp = eachAdded((_, column) => sql`sum(${column}::float8)::bigint as ${column}`)

/** For `on conflict do update`: what was known and what comes to it; null only where both are. */
export const addedTo = eachAdded(
  (_, column) => sql`${column} = coalesce(kept.${column} + excluded.${column}, kept.${column}, excluded.${column})`,
)

const follows = sql.lit(numberOf.followers)
/** The level among facts, by the last of them, and as of when it is so. */
export const pivotedLevel = sql`(array_agg(value order by at desc, fetched_at desc) filter (where metric = ${follows}))[1] as followers,
  max(at) filter (where metric = ${follows}) as followers_at`
/** For `on conflict do update`: the later level. */
export const laterLevel = sql`
  followers = case when excluded.followers_at >= coalesce(kept.followers_at, '-infinity') then excluded.followers else kept.followers end,
  followers_at = greatest(kept.followers_at, excluded.followers_at)`
