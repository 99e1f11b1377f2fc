import { type RawBuilder, sql } from 'kysely'

import type { Line, Metric, Period, Rate, Values } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { factsBehind } from './facts-behind.ts'
import { postMetricSql, postRows } from './post-values.ts'
import type { Scope } from './scope.ts'

export interface Ranking {
  readonly scope: Scope
  readonly period: Period
  readonly basis: 'activity' | 'published'
  readonly rate: Rate
  readonly metrics: readonly Metric[]
  /** What they are ranked by; the first metric unless given. */
  readonly by?: Metric
  readonly direction?: 'highest' | 'lowest'
  readonly limit: number
  readonly offset?: number
}

/** Posts by a metric, those last of which it is not known; and how many there are in all. */
export async function ranked(
  needs: AnalyticsNeeds,
  { scope, period, basis, rate, metrics, direction = 'highest', limit, offset = 0, by = metrics[0] ?? 'engagements' }: Ranking,
): Promise<{ values: Map<number, Values>; count: number }> {
  // First which they are, by that metric alone; then all that is asked of those.
  const order = sql`${sql.ref(by)} ${direction === 'highest' ? sql`desc` : sql`asc`} nulls last, each.published_at desc, each.subject`
  const found = await sql<{ subject: number; count: number }>`
    select each.subject, ${metricsOf([by], rate)}, count(*) over ()::float8 as count
    from (${postRows({ scope, period, basis, facts: factsBehind([by], rate) })}) each
    order by ${order} limit ${limit} offset ${offset}`.execute(needs.db)
  const subjects = found.rows.map(({ subject }) => subject)
  if (subjects.length === 0) return { values: new Map(), count: 0 }
  const { rows } = await sql<{ subject: number } & Record<string, number | null>>`
    select each.subject, ${metricsOf(metrics, rate)} from (${postRows({ scope, period, basis, facts: factsBehind(metrics, rate), subjects })}) each`.execute(
    needs.db,
  )
  const bySubject = new Map(rows.map((row) => [row.subject, Object.fromEntries(metrics.map((metric) => [metric, row[metric] ?? null]))]))
  return { values: new Map(subjects.map((subject) => [subject, bySubject.get(subject) ?? {}])), count: found.rows[0]?.count ?? 0 }
}

function metricsOf(metrics: readonly Metric[], rate: Rate): RawBuilder<unknown> {
  const facts = factsBehind(metrics, rate)
  return sql.join(metrics.map((metric) => sql`${postMetricSql(metric, { facts, rate, row: 'each' })} as ${sql.ref(metric)}`))
}

/** The same as lines by the posts' ids. */
export async function rankPosts(needs: AnalyticsNeeds, ranking: Ranking): Promise<Line[]> {
  const { values } = await ranked(needs, ranking)
  const rows = await needs.db
    .selectFrom('analytics.post')
    .select(['id', 'subject'])
    .where('workspace_id', '=', ranking.scope.workspaceId)
    .where(sql<boolean>`subject = any(${[...values.keys()]}::bigint[])`)
    .execute()
  const idOf = new Map(rows.map(({ id, subject }) => [subject, id]))
  return [...values].map(([subject, of]) => ({ key: idOf.get(subject) ?? '', values: of }))
}
