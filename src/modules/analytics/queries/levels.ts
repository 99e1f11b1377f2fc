import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Per, Period } from '../contract.ts'
import { bucketsOf } from '../periods-contract.ts'
import type { MeasuredAccount, Scope } from './scope.ts'
import { rowsOf, spansOf } from './spans.ts'

/** How many follow an account, over a period. */
export interface Levels {
  readonly account: MeasuredAccount
  /** Before the period began; where that is not known, the first that is known within it. */
  readonly before: number | null
  readonly end: number | null
  /** At the end of each bucket, as last known; null before anything is. */
  readonly series: (per: Per) => ReadonlyMap<string, number | null>
  /** Σ over the days of the period that have been, of those on which it is known. */
  readonly daySum: number | null
}

/**
 * Followers of each account, over one period after the other: a level stands until another is told. Before the first that was told, it follows from who came and
 * left since, as far back as the network told that.
 */
export async function readLevels(
  db: Db,
  { scope, periods }: { scope: Scope; periods: readonly Period[] },
): Promise<(period: Period) => readonly Levels[]> {
  const stretches = stretchesOf(periods)
  const [[earlier, derived], told] = await Promise.all([levelsUntil(db, scope, stretches), levelsWithin(db, scope, stretches)])
  const today = scope.now.toZonedDateTimeISO(scope.timeZone).toPlainDate().toString()
  return onceFor((period) => {
    const stretch = stretches.find(({ from, to }) => from <= period.from && period.to <= to) ?? period
    const past = daysOf(period, today)
    const buckets = bucketsBy(period, scope.timeZone)
    return scope.accounts.map((account) => {
      const known = knownOf(told.get(account.accountId) ?? [], {
        period,
        stretch,
        earlier: earlier.get(`${account.accountId} ${stretch.from}`),
      })
      const row = known.before === null ? derived.get(account.accountId) : undefined
      return levelsOf(account, { ...known, back: row && backFrom(row, period), past, buckets })
    })
  })
}

/** Several parts of an answer are about the same days. */
function onceFor(work: (period: Period) => readonly Levels[]): (period: Period) => readonly Levels[] {
  const known = new Map<string, readonly Levels[]>()
  return (period) => {
    const key = `${period.from} ${period.to}`
    const levels = known.get(key) ?? work(period)
    known.set(key, levels)
    return levels
  }
}

/** What periods cover, in order, each day once. */
function stretchesOf(periods: readonly Period[]): Period[] {
  const stretches: Period[] = []
  for (const { from, to } of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = stretches.at(-1)
    if (last && dayBefore(from) <= last.to) stretches.splice(-1, 1, { from: last.from, to: to > last.to ? to : last.to })
    else stretches.push({ from, to })
  }
  return stretches
}

type Told = readonly (readonly [day: string, followers: number])[]

/** What was told in a period, and what stood before it: of a period within a longer stretch, what was told last before it. */
function knownOf(
  told: Told,
  { period, stretch, earlier }: { period: Period; stretch: Period; earlier: number | undefined },
): { before: number | null; days: Told } {
  const before = told.findLast(([day]) => day >= stretch.from && day < period.from)?.[1] ?? earlier ?? null
  return { before, days: told.filter(([day]) => day >= period.from && day <= period.to) }
}

function levelsOf(
  account: MeasuredAccount,
  of: { before: number | null; days: Told; back: Derived | undefined; past: readonly string[]; buckets: Buckets },
): Levels {
  const { back, buckets } = of
  const days = new Map([...(back?.days ?? []), ...of.days])
  const before = of.before ?? back?.before ?? null
  const [known] = days.values()
  const filled = fill(days, { before, past: of.past })
  return {
    account,
    before: before ?? known ?? null,
    end: [...filled.values()].at(-1) ?? null,
    series: (per) => seriesOf(filled, buckets(per)),
    daySum: filled.size === 0 ? null : [...filled.values()].reduce((sum, value) => sum + value, 0),
  }
}

/** What stood before each stretch, and of accounts of which nothing was told before the first, what came and left since. */
async function levelsUntil(db: Db, scope: Scope, stretches: readonly Period[]): Promise<[Map<string, number>, Map<string, Changes>]> {
  const earlier = await levelsBefore(db, scope, stretches)
  const from = stretches[0]?.from ?? ''
  const accounts = scope.accounts.filter(({ accountId }) => !earlier.has(`${accountId} ${from}`))
  return [earlier, accounts.length === 0 ? new Map() : await changesUntil(db, { ...scope, accounts }, from)]
}

/** By account and first day of the stretch. */
async function levelsBefore(db: Db, { workspaceId, accounts }: Scope, stretches: readonly Period[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ account_id: string; first: string; followers: number }>`
    select a.account_id, s.first::text as first, r.followers
    from unnest(${accounts.map(({ accountId }) => accountId)}::uuid[]) as a (account_id)
    cross join unnest(${stretches.map(({ from }) => from)}::date[]) as s (first)
    cross join lateral (
      select followers from analytics.rollup r
      where r.workspace_id = ${workspaceId} and r.account_id = a.account_id and r.dimension = 'profile' and r.grain = 'day'
        and r.bucket < s.first::timestamp at time zone 'UTC' and followers is not null
      order by r.bucket desc limit 1
    ) r`.execute(db)
  return new Map(rows.map((row) => [`${row.account_id} ${row.first}`, row.followers]))
}

async function levelsWithin(db: Db, { workspaceId, accounts, timeZone }: Scope, stretches: readonly Period[]): Promise<Map<string, Told>> {
  const which = sql`r.workspace_id = ${workspaceId} and r.dimension = 'profile' and r.followers is not null
    and r.account_id = any(${accounts.map(({ accountId }) => accountId)}::uuid[])`
  const spans = stretches.flatMap((stretch) => spansOf(stretch, { per: 'day', timeZone }))
  // Thousands of days come to be texts: arrays are taken apart letter by letter.
  const { rows } = await sql<{ account_id: string; days: string; followers: string }>`
    select r.account_id, string_agg((r.bucket at time zone 'UTC')::date::text, ' ' order by r.bucket) as days,
      string_agg(r.followers::text, ' ' order by r.bucket) as followers
    from ${rowsOf('rollup', spans, which)} r
    group by 1`.execute(db)
  return new Map(
    rows.map(({ account_id, days, followers }) => {
      const levels = followers.split(' ').map(Number)
      return [account_id, days.split(' ').map((day, index) => [day, levels[index] ?? 0] as const)]
    }),
  )
}

interface Derived {
  readonly before: number | null
  /** In order. */
  readonly days: readonly (readonly [string, number])[]
}

/** From the first level that was told, who came and left on each day before it, as far back as a day. */
async function changesUntil(db: Db, { workspaceId, accounts }: Scope, from: string): Promise<Map<string, Changes>> {
  const { rows } = await sql<Changes & { readonly account_id: string }>`
    select a.account_id, (f.bucket at time zone 'UTC')::date::text as first, f.followers::float8 as followers,
      array_agg((r.bucket at time zone 'UTC')::date::text) as days,
      array_agg((r.followers_gained - r.followers_lost)::float8) as changes
    from unnest(${accounts.map(({ accountId }) => accountId)}::uuid[]) as a (account_id)
    cross join lateral (
      select bucket, followers from analytics.rollup
      where workspace_id = ${workspaceId} and account_id = a.account_id and dimension = 'profile' and grain = 'day' and followers is not null
      order by bucket limit 1
    ) f
    join analytics.rollup r on r.workspace_id = ${workspaceId} and r.account_id = a.account_id and r.dimension = 'profile' and r.grain = 'day'
      and r.bucket >= ${`${from}T00:00:00Z`} and r.bucket <= f.bucket and r.followers_gained is not null and r.followers_lost is not null
    group by 1, 2, 3`.execute(db)
  return new Map(rows.map((row) => [row.account_id, row]))
}

interface Changes {
  readonly first: string
  readonly followers: number
  readonly days: readonly string[]
  readonly changes: readonly number[]
}

/** Day by day back from the first level that was told. A network whose clock is behind and that tells whole days alone may not have told of the last two yet; beyond any other day that is missing nothing is known. */
function backFrom({ first, followers, days, changes }: Changes, { from, to }: Period): Derived {
  const changeOn = new Map(days.map((day, index) => [day, changes[index]]))
  const youngest =
    days
      .filter((day) => day >= from)
      .toSorted()
      .at(-1) ?? first
  const isOpen = youngest >= dayBefore(dayBefore(first))
  const found: (readonly [string, number])[] = []
  let level = followers
  for (let day = first; day >= from; day = dayBefore(day)) {
    const change = changeOn.get(day) ?? (isOpen && day > youngest ? 0 : undefined)
    if (change === undefined) break
    level -= change
    const earlier = dayBefore(day)
    if (earlier < from) return { before: level, days: found.toReversed() }
    if (earlier <= to) found.push([earlier, level])
  }
  return { before: null, days: found.toReversed() }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
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

function seriesOf(filled: ReadonlyMap<string, number>, buckets: readonly string[]): Map<string, number | null> {
  const series = new Map<string, number | null>(buckets.map((bucket) => [bucket, null]))
  let index = 0
  if (buckets.length === 0) return series
  for (const [day, level] of filled) {
    while (index + 1 < buckets.length && (buckets[index + 1] ?? '') <= day) index += 1
    series.set(buckets[index] ?? '', level)
  }
  return series
}

type Buckets = (per: Per) => readonly string[]

/** The same for every account, so worked out once. Levels are not told by the hour. */
function bucketsBy(period: Period, timeZone: string): Buckets {
  const known = new Map<Per, readonly string[]>([['hour', []]])
  return (per) => {
    const buckets = known.get(per) ?? bucketsOf(period, { per, timeZone })
    known.set(per, buckets)
    return buckets
  }
}
