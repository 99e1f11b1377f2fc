import { type RawBuilder, sql } from 'kysely'

import type { Metric, Period, Rate } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import { baseSql, engagementSql, postMatches, publishedIn } from './by-posts.ts'
import { accountRows } from './by-rollups.ts'
import type { Scope } from './scope.ts'
import { spanRows, spansOf } from './spans.ts'

/** A metric of one post, of a row with the columns of facts and `base_followers`. Null where it is not told, or means nothing of a post. */
export function postMetricSql(
  metric: Metric,
  { facts, rate, row }: { facts: readonly FactMetric[]; rate: Rate; row: string },
): RawBuilder<number | null> {
  const fact = (name: FactMetric) =>
    facts.includes(name) ? sql<number | null>`${sql.ref(`${row}.${columnOf(name)}`)}::float8` : sql<null>`null::float8`
  switch (metric) {
    case 'posts':
      return sql`1::float8`
    case 'engagements':
      return engagementSql(facts, row)
    case 'engagementRate':
      return sql`${engagementSql(facts, row)} / nullif(${baseSql(rate, facts, row)}, 0) * 100`
    case 'clickRate':
      return sql`${fact('clicks')} / nullif(${fact('impressions')}, 0) * 100`
    case 'averageWatch':
      return sql`${fact('watchSeconds')} / nullif(${fact('videoViews')}, 0)`
    case 'followers':
    case 'followerGrowth':
      return sql`null::float8`
    default:
      return fact(metric)
  }
}

interface Asked {
  readonly scope: Scope
  readonly period: Period
  readonly basis: 'activity' | 'published'
  readonly facts: readonly FactMetric[]
}

/** Posts with the facts asked for: `subject`, `published_at`, `base_followers` and a column for each. */
export function postRows({ scope, period, basis, facts }: Asked): RawBuilder<unknown> {
  const columns = factMetrics.filter((metric) => facts.includes(metric) && !levels.has(metric)).map(columnOf)
  const listed = (of: (column: string) => RawBuilder<unknown>) => (columns.length > 0 ? sql`, ${sql.join(columns.map(of))}` : sql``)
  if (basis === 'published')
    return sql`
      select p.subject, p.published_at, p.followers as base_followers ${listed((column) => sql`${sql.ref(`l.${column}`)}`)}
      from analytics.post p join ${accountRows(scope.accounts)} on a.account_id = p.account_id
      left join analytics.latest l on l.workspace_id = p.workspace_id and l.subject = p.subject
      where ${publishedIn(scope, period)} and ${postMatches(scope, sql`p`)}`
  return sql`
    select p.subject, p.published_at, p.followers as base_followers ${listed((column) => sql`sum(${sql.ref(`r.${column}`)}) as ${sql.ref(column)}`)}
    from ${spanRows(spansOf(period, { timeZone: scope.timeZone }))}
    join analytics.post_rollup r on r.workspace_id = ${scope.workspaceId} and r.grain = span.grain
      and r.bucket between (span.first at time zone 'UTC')::date and (span.last at time zone 'UTC')::date
    join analytics.post p on p.workspace_id = r.workspace_id and p.subject = r.subject
    join ${accountRows(scope.accounts)} on a.account_id = p.account_id
    where ${postMatches(scope, sql`p`)}
    group by 1, 2, 3`
}
