import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Metric, Period } from '../contract.ts'
import { columnOf } from '../facts/metric-columns.ts'
import { postMatches } from './by-posts.ts'
import { factsBehind } from './facts-behind.ts'
import { postMetricSql } from './post-values.ts'
import type { Scope } from './scope.ts'
import { rowsOf, spansOf } from './spans.ts'

/** Measures that posts add to, so that one can say which did; and what one of each weighs where posts are looked for. */
export const weights = { impressions: 1, engagements: 20, siteClicks: 50, conversions: 1000 } as const satisfies Partial<
  Record<Metric, number>
>
export const moved = ['impressions', 'engagements', 'siteClicks', 'conversions'] as const
type Moved = (typeof moved)[number]

const rate = { base: 'reach', average: 'sums' } as const
const facts = factsBehind(moved, rate)

export interface Compared {
  readonly scope: Scope
  readonly period: Period
  /** What it is compared with. */
  readonly before: Period
}

export interface Change extends Record<Moved, number | null> {
  readonly subject: number
  readonly account_id: string
}

interface Candidate {
  readonly subject: number
  readonly score: number
}

/** Of the posts published since the earlier of both periods began, those that have gathered most by now, the most first. */
export async function largestYoung(db: Db, compared: Compared, limit: number): Promise<readonly Candidate[]> {
  const { scope } = compared
  const { rows } = await sql<Candidate>`
    select p.subject, ${scoreOf('l')}::float8 as score from analytics.post p
    join analytics.latest l on l.workspace_id = p.workspace_id and l.account_id = p.account_id and l.subject = p.subject
    where p.brand_id = ${scope.brandId} and p.published_at >= ${beginOf(compared)} and ${isWithin(scope)}
    order by 2 desc nulls last, 1 limit ${limit}`.execute(db)
  return rows
}

/** Posts from before that have gathered at least so much of any measure in one of the months that either period touches, as a share of what these months could hide. */
export async function olderAbove(
  db: Db,
  compared: Compared,
  { least, limit }: { least: (metric: Moved) => number; limit: number },
): Promise<readonly number[]> {
  const { scope } = compared
  const months = monthsOf(compared)
  const enough = sql.join(
    moved.map((metric) => sql`${gathered(metric, 'r')} >= ${least(metric) / months.length}::float8`),
    sql` or `,
  )
  const { rows } = await sql<{ subject: number }>`
    select r.subject from (
      select r.subject, max(${scoreOf('r')}) as score from analytics.post_rollup r
      where r.workspace_id = ${scope.workspaceId} and r.grain = 'month' and r.bucket = any(${months}::date[]) and (${enough}) group by 1
    ) r
    cross join lateral (
      select from analytics.post p
      where p.workspace_id = ${scope.workspaceId} and p.subject = r.subject and p.brand_id = ${scope.brandId}
        and p.published_at < ${beginOf(compared)} and ${isWithin(scope)}
      limit 1
    ) p
    order by r.score desc, 1 limit ${limit}`.execute(db)
  return rows.map(({ subject }) => subject)
}

/** Whole numbers cost the database a fraction of what the formulas do. */
function gathered(metric: Moved, row: string): RawBuilder<number> {
  const parts = factsBehind([metric], rate).map((fact) => sql`coalesce(${sql.ref(`${row}.${columnOf(fact)}`)}, 0)`)
  return sql<number>`(${sql.join(parts, sql` + `)})`
}

function scoreOf(row: string): RawBuilder<number> {
  return sql<number>`greatest(${sql.join(moved.map((metric) => sql`${gathered(metric, row)} * ${sql.lit(weights[metric])}`))})`
}

/** Posts of the accounts and members that are looked at. */
function isWithin(scope: Scope): RawBuilder<boolean> {
  const accountIds = scope.accounts.map(({ accountId }) => accountId)
  return sql<boolean>`p.account_id = any(${accountIds}::uuid[]) and ${postMatches(scope, sql`p`)}`
}

function beginOf({ scope, period, before }: Compared): string {
  const first = period.from < before.from ? period.from : before.from
  return Temporal.PlainDate.from(first).toZonedDateTime(scope.timeZone).toInstant().toString()
}

function monthsOf({ period, before }: Compared): string[] {
  const months = [period, before].flatMap(({ from, to }) => {
    const [first, last] = [from, to].map((day) => Temporal.PlainDate.from(day).toPlainYearMonth())
    if (!first || !last) return []
    const count = first.until(last, { largestUnit: 'month' }).months + 1
    return Array.from({ length: count }, (_, index) => `${first.add({ months: index }).toString()}-01`)
  })
  return [...new Set(months)]
}

/** By how much each of these posts changed from one period to the other. */
export async function changesOf(db: Db, { scope, period, before }: Compared, subjects: readonly number[]): Promise<readonly Change[]> {
  if (subjects.length === 0) return []
  const which = sql`r.workspace_id = ${scope.workspaceId} and r.subject = any(${[...subjects]}::bigint[])`
  const rowsIn = (days: Period) => rowsOf('post_rollup', spansOf(days, { timeZone: scope.timeZone }), which)
  const { rows } = await sql<Change>`
    select each.subject, p.account_id, ${sql.join(moved.map((metric) => sql`${postMetricSql(metric, { facts, rate, row: 'each' })} as ${sql.ref(metric)}`))}
    from (
      select r.subject, ${sql.join(facts.map((fact) => signedSum(columnOf(fact))))}
      from (select 1 as sign, r.* from ${rowsIn(period)} r union all select -1, r.* from ${rowsIn(before)} r) r group by 1
    ) each
    join analytics.post p on p.workspace_id = ${scope.workspaceId} and p.subject = each.subject`.execute(db)
  return rows
}

/** What came in the period less what came in the one it is compared with. */
function signedSum(column: string): RawBuilder<unknown> {
  return sql`sum(r.sign * ${sql.ref(`r.${column}`)}::float8) as ${sql.ref(column)}`
}
