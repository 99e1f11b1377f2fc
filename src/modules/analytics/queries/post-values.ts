import { type RawBuilder, sql } from 'kysely'

import type { Metric, Period, Rate } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import { baseSql, engagementSql, postMatches, publishedIn } from './by-posts.ts'
import { accountRows } from './by-rollups.ts'
import type { Scope } from './scope.ts'
import { rowsOf, spansOf } from './spans.ts'

interface OfRow {
  readonly facts: readonly FactMetric[]
  readonly rate: Rate
  readonly row: string
}

/** A metric of one post, of a row with the columns of facts and `base_followers`. Null where it is not told, or means nothing of a post. */
export function postMetricSql(metric: Metric, of: OfRow): RawBuilder<number | null> {
  return isSaid(metric) ? factSql(metric, of) : formulas[metric](of)
}

/** The same of posts together: the mean of them, but of rates Σ ÷ Σ over those that have both, unless the mean of their own is asked for. Null where none tells it. */
export function joinedSql(metric: Metric, of: OfRow): RawBuilder<number | null> {
  if (!isRatio(metric) || (metric === 'engagementRate' && of.rate.average === 'means')) return sql`avg(${postMetricSql(metric, of)})`
  const { part, whole, times } = ratios[metric](of)
  return sql`sum(${part}) filter (where ${whole} is not null) / nullif(sum(${whole}) filter (where ${part} is not null), 0) * ${sql.lit(times)}`
}

type Worked = 'posts' | 'followers' | 'followerGrowth' | 'engagements' | 'engagementRate' | 'clickRate' | 'averageWatch'

const isSaid = (metric: Metric): metric is Exclude<Metric, Worked> => !Object.hasOwn(formulas, metric)

const unknown = sql<null>`null::float8`

interface Ratio {
  readonly part: RawBuilder<number | null>
  readonly whole: RawBuilder<number | null>
  readonly times: number
}

const ratios: Readonly<Record<'engagementRate' | 'clickRate' | 'averageWatch', (of: OfRow) => Ratio>> = {
  engagementRate: ({ facts, rate, row }) => ({ part: engagementSql(facts, row), whole: baseSql(rate, facts, row), times: 100 }),
  clickRate: (of) => ({ part: factSql('clicks', of), whole: factSql('impressions', of), times: 100 }),
  averageWatch: (of) => ({ part: factSql('watchSeconds', of), whole: factSql('videoViews', of), times: 1 }),
}

const isRatio = (metric: Metric): metric is keyof typeof ratios => Object.hasOwn(ratios, metric)

const formulas: Readonly<Record<Worked, (of: OfRow) => RawBuilder<number | null>>> = {
  posts: () => sql`1::float8`,
  followers: () => unknown,
  followerGrowth: () => unknown,
  engagements: ({ facts, row }) => engagementSql(facts, row),
  engagementRate: (of) => quotientSql(ratios.engagementRate(of)),
  clickRate: (of) => quotientSql(ratios.clickRate(of)),
  averageWatch: (of) => quotientSql(ratios.averageWatch(of)),
}

function quotientSql({ part, whole, times }: Ratio): RawBuilder<number | null> {
  return sql`${part} / nullif(${whole}, 0) * ${sql.lit(times)}`
}

function factSql(metric: FactMetric, { facts, row }: OfRow): RawBuilder<number | null> {
  return facts.includes(metric) ? sql<number | null>`${sql.ref(`${row}.${columnOf(metric)}`)}::float8` : unknown
}

interface Asked {
  readonly scope: Scope
  readonly period: Period
  readonly basis: 'activity' | 'published'
  readonly facts: readonly FactMetric[]
  /** These alone. */
  readonly subjects?: readonly number[]
}

/** Posts with the facts asked for: `subject`, `published_at`, `base_followers` and a column for each. */
export function postRows({ scope, period, basis, facts, subjects }: Asked): RawBuilder<unknown> {
  const columns = factMetrics.filter((metric) => facts.includes(metric) && !levels.has(metric)).map(columnOf)
  const listed = (of: (column: string) => RawBuilder<unknown>) => (columns.length > 0 ? sql`, ${sql.join(columns.map(of))}` : sql``)
  const among = (subject: string) => (subjects ? sql`${sql.ref(subject)} = any(${[...subjects]}::bigint[])` : sql`true`)
  if (basis === 'published')
    return sql`
      select p.subject, p.published_at, p.followers as base_followers ${listed((column) => sql`${sql.ref(`l.${column}`)}`)}
      from analytics.post p join ${accountRows(scope.accounts)} on a.account_id = p.account_id
      left join analytics.latest l on l.workspace_id = p.workspace_id and l.account_id = p.account_id and l.subject = p.subject
      where ${publishedIn(scope, period)} and ${postMatches(scope, sql`p`)} and ${among('p.subject')}`
  return sql`
    select p.subject, p.published_at, p.followers as base_followers ${listed((column) => sql`${sql.ref(`r.${column}`)}`)}
    from (
      select r.subject ${listed((column) => sql`sum(${sql.ref(`r.${column}`)}::float8) as ${sql.ref(column)}`)}
      from ${rowsOf('post_rollup', spansOf(period, { timeZone: scope.timeZone }), sql`r.workspace_id = ${scope.workspaceId} and ${among('r.subject')}`)} r
      group by 1
    ) r
    join analytics.post p on p.workspace_id = ${scope.workspaceId} and p.subject = r.subject
    join ${accountRows(scope.accounts)} on a.account_id = p.account_id
    where ${postMatches(scope, sql`p`)}`
}
