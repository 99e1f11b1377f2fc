import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { attributionOf, withClick } from './known-click.ts'
import { windowOf } from './window.ts'

/** Days of a brand (UTC) about which something changed, and everything that counts on them by now. */
export interface TouchedDays {
  readonly workspaceId: string
  readonly brandId: string
  readonly days: readonly string[]
  readonly conversions: readonly ConversionsOfHour[]
}

/** How many conversions of an hour (UTC, its beginning) are put down to the links of one delivery. Corrections are none of their own. */
export interface ConversionsOfHour {
  readonly deliveryId: string
  readonly hour: Date
  readonly count: number
}

export interface Touched {
  /** By the clock of the database: ask again from a little before it, because what is being written meanwhile shows itself later. */
  readonly upTo: Temporal.Instant
  readonly brands: readonly TouchedDays[]
}

/** What counts on the days about which something changed since then, over all workspaces: conversions come late, are erased, and are judged by another window. */
export async function touchedConversions(db: Db, since: Temporal.Instant): Promise<Touched> {
  // To the microsecond: a Date would tell again of what was written in the same millisecond.
  const { rows: now } = await sql<{ at: string }>`
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`.execute(db)
  const { rows } = await sql<Omit<TouchedDays, 'conversions'>>`
    select workspace_id as "workspaceId", brand_id as "brandId", array_agg(day::text order by day) as days
    from links.conversion_day where touched_at >= ${since.toString()} group by 1, 2`.execute(db)
  const brands: TouchedDays[] = []
  for (const touched of rows) brands.push({ ...touched, conversions: await countedOn(db, touched) })
  return { upTo: now[0] ? Temporal.Instant.from(now[0].at) : since, brands }
}

async function countedOn(db: Db, { workspaceId, brandId, days }: Omit<TouchedDays, 'conversions'>): Promise<ConversionsOfHour[]> {
  const window = await windowOf(db, { workspaceId, brandId })
  const { rows } = await sql<ConversionsOfHour>`
    select link.delivery_id as "deliveryId", date_trunc('hour', conversion.at, 'UTC') as hour, count(*)::integer as count
    from links.conversion conversion ${withClick}
    where conversion.workspace_id = ${workspaceId} and conversion.brand_id = ${brandId} and conversion.corrects is null
      and conversion.at >= ${`${days[0]}T00:00:00Z`} and conversion.at < ${`${days.at(-1)}T00:00:00Z`}::timestamptz + interval '1 day'
      and (conversion.at at time zone 'UTC')::date = any(${[...days]}::date[])
      and link.delivery_id is not null and ${attributionOf(window)} = 'attributed'
    group by 1, 2 order by 2, 1`.execute(db)
  return rows
}
