import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Per, Period } from '../contract.ts'
import type { MeasuredAccount, Scope } from './scope.ts'
import { bucketsOf } from './spans.ts'

/** How many follow an account, over a period. */
export interface Levels {
  readonly account: MeasuredAccount
  /** Before the period began; where that is not known, the first that is known within it. */
  readonly before: number | null
  readonly end: number | null
  /** At the end of each bucket, as last known; null before anything is. */
  readonly series: ReadonlyMap<string, number | null>
  /** Σ over the days of the period that have been, of those on which it is known. */
  readonly daySum: number | null
}

/** Followers of each account: a level stands until another is told. */
export async function readLevels(
  db: Db,
  { scope, period, per }: { scope: Scope; period: Period; per: Per | undefined },
): Promise<readonly Levels[]> {
  const [earlier, within] = await Promise.all([levelsBefore(db, scope, period), levelsWithin(db, scope, period)])
  const today = scope.now.toZonedDateTimeISO(scope.timeZone).toPlainDate().toString()
  const past = daysOf(period, today)
  return scope.accounts.map((account) => {
    const days = within.get(account.accountId) ?? new Map<string, number>()
    const before = earlier.get(account.accountId) ?? null
    const [known] = days.values()
    const filled = fill(days, { before, past })
    return {
      account,
      before: before ?? known ?? null,
      end: [...filled.values()].at(-1) ?? null,
      series: per === undefined ? new Map() : seriesOf(filled, { period, per, timeZone: scope.timeZone }),
      daySum: filled.size === 0 ? null : [...filled.values()].reduce((sum, value) => sum + value, 0),
    }
  })
}

async function levelsBefore(db: Db, { workspaceId, accounts }: Scope, { from }: Period): Promise<Map<string, number>> {
  const { rows } = await sql<{ account_id: string; followers: number }>`
    select a.account_id, r.followers from unnest(${accounts.map(({ accountId }) => accountId)}::uuid[]) as a (account_id)
    cross join lateral (
      select followers from analytics.rollup r
      where r.workspace_id = ${workspaceId} and r.account_id = a.account_id and r.dimension = 'profile' and r.grain = 'day'
        and r.bucket < ${`${from}T00:00:00Z`} and followers is not null
      order by r.bucket desc limit 1
    ) r`.execute(db)
  return new Map(rows.map((row) => [row.account_id, row.followers]))
}

async function levelsWithin(db: Db, { workspaceId, accounts }: Scope, { from, to }: Period): Promise<Map<string, Map<string, number>>> {
  const { rows } = await sql<{ account_id: string; days: string[]; followers: number[] }>`
    select r.account_id, array_agg((r.bucket at time zone 'UTC')::date::text order by r.bucket) as days,
      array_agg(r.followers::float8 order by r.bucket) as followers
    from analytics.rollup r
    where r.workspace_id = ${workspaceId} and r.dimension = 'profile' and r.grain = 'day' and r.followers is not null
      and r.bucket between ${`${from}T00:00:00Z`} and ${`${to}T00:00:00Z`} and r.account_id = any(${accounts.map(({ accountId }) => accountId)}::uuid[])
    group by 1`.execute(db)
  return new Map(
    rows.map(({ account_id, days, followers }) => [account_id, new Map(days.map((day, index) => [day, followers[index] ?? 0]))]),
  )
}

/** The days of a period that have been. */
function daysOf({ from, to }: Period, today: string): string[] {
  const days: string[] = []
  const last = Date.parse(to < today ? to : today)
  for (let at = Date.parse(from); at <= last; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** Each of these days, from the first on which a level is known. */
function fill(
  days: ReadonlyMap<string, number>,
  { before, past }: { before: number | null; past: readonly string[] },
): Map<string, number> {
  const filled = new Map<string, number>()
  let level = before
  for (const day of past) {
    level = days.get(day) ?? level
    if (level !== null) filled.set(day, level)
  }
  return filled
}

function seriesOf(
  filled: ReadonlyMap<string, number>,
  { period, per, timeZone }: { period: Period; per: Per; timeZone: string },
): Map<string, number | null> {
  if (per === 'hour') return new Map()
  const buckets = bucketsOf(period, { per, timeZone })
  const series = new Map<string, number | null>(buckets.map((bucket) => [bucket, null]))
  let index = 0
  for (const [day, level] of filled) {
    while (index + 1 < buckets.length && (buckets[index + 1] ?? '') <= day) index += 1
    series.set(buckets[index] ?? '', level)
  }
  return series
}
