import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Metric, Period } from '../contract.ts'
import { columnOf } from '../facts/metric-columns.ts'
import { postMatches } from './by-posts.ts'
import { differenceOf } from './difference.ts'
import { factsBehind } from './facts-behind.ts'
import type { Scope } from './scope.ts'
import { rowsOf } from './spans.ts'

/** What one of each measure weighs where too many posts are found. */
const weights = { impressions: 1, engagements: 20, siteClicks: 50, conversions: 1000 } as const satisfies Partial<Record<Metric, number>>
/** Measures that posts add to, so that one can say which did. */
export const moved = ['impressions', 'engagements', 'siteClicks', 'conversions'] as const
export type Moved = (typeof moved)[number]

export interface Compared {
  readonly scope: Scope
  readonly period: Period
  /** What it is compared with. */
  readonly before: Period
}

export interface Change extends Record<Moved, number> {
  readonly subject: number
}

/** A post that may have changed a measure, by no more than it has gathered of it in all. */
export interface Candidate {
  readonly metric: Moved
  /** Published since the later of both periods began: what it gathered, it did not gather in the earlier. */
  readonly late: boolean
  readonly subject: number
  readonly gathered: number
}

/** Of the posts published since the earlier of both periods began, those that have gathered most of each measure by now, the most first: so many from before the later of both began, and so many since. */
export async function largestYoung(db: Db, compared: Compared, limit: number): Promise<readonly Candidate[]> {
  const { scope } = compared
  const [begin, split] = beginsOf(compared)
  const parts = moved.flatMap((metric) =>
    [true, false].map((late) => {
      const amount = sql.ref(metric)
      return sql`(
        select ${sql.lit(metric)} as metric, late, subject, ${amount}::float8 as gathered from young
        where late = ${sql.lit(late)} and ${amount} > 0 order by ${amount} desc, subject limit ${limit})`
    }),
  )
  const { rows } = await sql<Candidate>`
    with young as materialized (
      select p.late, l.*
      from (
        select p.account_id, p.published_at >= ${split} as late, array_agg(p.subject) as subjects from analytics.post p
        where p.brand_id = ${scope.brandId} and p.published_at >= ${begin} and ${isWithin(scope)} group by 1, 2
      ) p
      cross join lateral (
        select l.subject, ${sql.join(moved.map((metric) => sql`${gathered(metric, 'l')} as ${sql.ref(metric)}`))} from analytics.latest l
        where l.workspace_id = ${scope.workspaceId} and l.account_id = p.account_id and l.subject = any(p.subjects)
        offset 0
      ) l
    )
    ${sql.join(parts, sql` union all `)}`.execute(db)
  return rows
}

export interface Least {
  /** By how much a post must have grown, or fallen, to be shown. */
  readonly rise: (metric: Moved) => number
  readonly fall: (metric: Moved) => number
}

/**
 * Posts from before that can have grown, or fallen, by so much: in one of the months that a period touches they gathered at least the share of it that would fall to
 * each of them. Those that gathered most first.
 */
export async function olderAbove(
  db: Db,
  compared: Compared,
  { least, limit }: { least: Least; limit: number },
): Promise<readonly number[]> {
  const { scope } = compared
  const [begin] = beginsOf(compared)
  const parts = sharesOfMonths(compared, least).map(({ months, shares }) => {
    const any = moved.map((metric, index) => sql`${gathered(metric, 'r')} >= ${shares[index]}::bigint`)
    return sql`
      select r.subject, ${scoreOf('r')} as score from analytics.post_rollup r
      where r.workspace_id = ${scope.workspaceId} and r.grain = 'month' and r.bucket = any(${months}::date[]) and (${sql.join(any, sql` or `)})`
  })
  const { rows } = await sql<{ subject: number }>`
    select r.subject from (select r.subject, max(r.score) as score from (${sql.join(parts, sql` union all `)}) r group by 1) r
    cross join lateral (
      select from analytics.post p
      where p.workspace_id = ${scope.workspaceId} and p.subject = r.subject and p.brand_id = ${scope.brandId}
        and p.published_at < ${begin} and ${isWithin(scope)}
      limit 1
    ) p
    order by r.score desc, 1 limit ${limit}`.execute(db)
  return rows.map(({ subject }) => subject)
}

/** What of each measure must have been gathered in a month; months of which the same is wanted together. */
function sharesOfMonths({ period, before }: Compared, least: Least): { months: string[]; shares: readonly number[] }[] {
  const [rising, falling] = [monthsOf(period), monthsOf(before)]
  const all = [...new Set([...rising, ...falling])].map((month) => ({
    month,
    shares: moved.map((metric) =>
      Math.min(
        rising.includes(month) ? Math.ceil(least.rise(metric) / rising.length) : Infinity,
        falling.includes(month) ? Math.ceil(least.fall(metric) / falling.length) : Infinity,
      ),
    ),
  }))
  const alike = Map.groupBy(all, ({ shares }) => shares.join())
  return [...alike.values()].map((these) => ({ months: these.map(({ month }) => month), shares: these[0]?.shares ?? [] }))
}

/** Of whole numbers: they cost the database a fraction of what the formulas do. Nothing told is nothing gathered. */
function gathered(metric: Moved, row: string): RawBuilder<number> {
  const parts = factsBehind([metric], { base: 'reach' }).map((fact) => sql`coalesce(${sql.ref(`${row}.${columnOf(fact)}`)}, 0)`)
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

/** When the earlier of both periods began, and when the later. */
function beginsOf({ scope, period, before }: Compared): [string, string] {
  const at = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(scope.timeZone).toInstant().toString()
  return period.from < before.from ? [at(period.from), at(before.from)] : [at(before.from), at(period.from)]
}

function monthsOf({ from, to }: Period): string[] {
  const [first, last] = [from, to].map((day) => Temporal.PlainDate.from(day).toPlainYearMonth())
  if (!first || !last) return []
  const count = first.until(last, { largestUnit: 'month' }).months + 1
  return Array.from({ length: count }, (_, index) => `${first.add({ months: index }).toString()}-01`)
}

/** By how much each of these posts changed from one period to the other; those that did not change at all may be left out. */
export async function changesOf(db: Db, { scope, period, before }: Compared, subjects: readonly number[]): Promise<readonly Change[]> {
  const shares = differenceOf(period, before)
  if (subjects.length === 0 || shares.length === 0) return []
  const which = sql`r.workspace_id = ${scope.workspaceId} and r.subject = any(${[...subjects]}::bigint[])`
  const parts = shares.map((share) => sql`select ${sql.lit(share.times)} as times, r.* from ${rowsOf('post_rollup', [share], which)} r`)
  const { rows } = await sql<Change>`
    select r.subject, ${sql.join(moved.map((metric) => sql`sum((r.times * ${gathered(metric, 'r')})::float8) as ${sql.ref(metric)}`))}
    from (${sql.join(parts, sql` union all `)}) r group by 1`.execute(db)
  return rows
}
