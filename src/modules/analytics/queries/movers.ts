import { sql } from 'kysely'

import type { Metric, Overview, Period } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import { factMetrics } from '../metrics-contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { postMatches } from './by-posts.ts'
import { accountRows } from './by-rollups.ts'
import { factsBehind } from './facts-behind.ts'
import { measuredPosts } from './measured-posts.ts'
import { postMetricSql } from './post-values.ts'
import type { Scope } from './scope.ts'

/** Measures that posts add to, so that one can say which did. */
const moved = ['impressions', 'engagements', 'siteClicks'] as const satisfies readonly Metric[]
const rate = { base: 'reach', average: 'sums' } as const
const eachWay = 3

interface Asked {
  readonly scope: Scope
  readonly period: Period
  readonly before: Period
}

/** The posts on which a measure grew or fell most against the period before, and by how much. */
export async function readMovers(needs: AnalyticsNeeds, { scope, period, before }: Asked): Promise<Overview['movers']> {
  if (scope.accounts.length === 0) return []
  const facts = factsBehind(moved, rate)
  const columns = factMetrics.filter((metric) => facts.includes(metric) && !levels.has(metric)).map(columnOf)
  const signed = sql.join(
    columns.map(
      (column) =>
        sql`sum(case when r.bucket >= ${period.from}::date then ${sql.ref(`r.${column}`)} else -${sql.ref(`r.${column}`)} end) as ${sql.ref(column)}`,
    ),
  )
  const ranks = moved.flatMap((metric) => [
    sql`row_number() over (order by ${sql.ref(metric)} desc nulls last, subject) as ${sql.ref(`${metric}_up`)}`,
    sql`row_number() over (order by ${sql.ref(metric)} asc nulls last, subject) as ${sql.ref(`${metric}_down`)}`,
  ])
  const { rows } = await sql<{ subject: number; account_id: string } & Record<string, number | null>>`
    with each as (
      select p.subject, p.account_id, null::float8 as base_followers, ${signed}
      from analytics.post_rollup r
      join analytics.post p on p.workspace_id = r.workspace_id and p.subject = r.subject
      join ${accountRows(scope.accounts)} on a.account_id = p.account_id
      where r.workspace_id = ${scope.workspaceId} and r.grain = 'day' and r.bucket between ${before.from}::date and ${period.to}::date
        and ${postMatches(scope, sql`p`)}
      group by 1, 2
    ), measured as (
      select subject, account_id, ${sql.join(moved.map((metric) => sql`${postMetricSql(metric, { facts, rate, row: 'each' })} as ${sql.ref(metric)}`))} from each
    ), ranked as (select *, ${sql.join(ranks)} from measured)
    select * from ranked
    where ${sql.join(
      moved.flatMap((metric) => [sql`${sql.ref(`${metric}_up`)} <= ${eachWay}`, sql`${sql.ref(`${metric}_down`)} <= ${eachWay}`]),
      sql` or `,
    )}`.execute(needs.db)
  const posts = await measuredPosts(needs.db, { workspaceId: scope.workspaceId, values: new Map(rows.map(({ subject }) => [subject, {}])) })
  const bySubject = new Map(rows.map(({ subject }, index) => [subject, posts[index]]))
  return moved.flatMap((metric) =>
    rows
      .filter((row) => row[metric] !== null && row[metric] !== 0)
      .filter((row) => ((row[metric] ?? 0) > 0 ? (row[`${metric}_up`] ?? 0) : (row[`${metric}_down`] ?? 0)) <= eachWay)
      .toSorted((a, b) => Math.abs(b[metric] ?? 0) - Math.abs(a[metric] ?? 0))
      .map((row) => {
        const post = bySubject.get(row.subject)
        return { metric, change: row[metric] ?? 0, accountId: row.account_id, ...(post ? { post } : {}) }
      }),
  )
}
