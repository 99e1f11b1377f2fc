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

type Worked = 'posts' | 'followers' | 'followerGrowth' | 'engagements' | 'engagementRate' | 'clickRate' | 'averageWatch'

const isSaid = (metric: Metric): metric is Exclude<Metric, Worked> => !Object.hasOwn(formulas, metric)

const unknown = sql<null>`null::float8`

const formulas: Readonly<Record<Worked, (of: OfRow) => RawBuilder<number | null>>> = {
  posts: () => sql`1::float8`,
  followers: () => unknown,
  followerGrowth: () => unknown,
  engagements: ({ facts, row }) => engagementSql(facts, row),
  engagementRate: ({ facts, rate, row }) => sql`${engagementSql(facts, row)} / nullif(${baseSql(rate, facts, row)}, 0) * 100`,
  clickRate: (of) => sql`${factSql('clicks', of)} / nullif(${factSql('impressions', of)}, 0) * 100`,
  averageWatch: (of) => sql`${factSql('watchSeconds', of)} / nullif(${factSql('videoViews', of)}, 0)`,
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
