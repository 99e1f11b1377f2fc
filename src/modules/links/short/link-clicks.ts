import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { ShortNeeds } from '../needs.ts'
import type { ClickCounts, DeviceKind, LinkClicks } from '../short-contract.ts'
import { readLink } from './links.ts'

interface Asked {
  readonly workspaceId: string
  readonly linkId: string
  /** The last so many days of the brand's calendar, today included. */
  readonly days: number
}

const mostReferrers = 12

/** What followed a link: by day, and where persons came from. Reads what was counted by the hour; sources come from single clicks. */
export async function linkClicks(needs: Pick<ShortNeeds, 'db' | 'clock' | 'publicUrl'>, asked: Asked): Promise<LinkClicks> {
  const { db } = needs
  const { workspaceId, linkId, days } = asked
  const { brandId } = await readLink(needs, db, { workspaceId, linkId })
  const { timeZone } = await brandOf(db, { workspaceId, brandId })
  const today = needs.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
  const first = today.subtract({ days: days - 1 })
  const since = first.toZonedDateTime(timeZone).toInstant()
  const counted = await countedDays(db, { workspaceId, linkId, since, timeZone })
  const all = Array.from({ length: days }, (_, index) => first.add({ days: index }).toString())
  const series = all.map((day) => ({ day, counts: counted.get(day) ?? nothing }))
  return {
    days: series,
    total: series.reduce((sum, { counts }) => added(sum, counts), nothing),
    referrers: await referrersOf(db, { workspaceId, linkId, since }),
    devices: await devicesOf(db, { workspaceId, linkId, since }),
  }
}

const nothing: ClickCounts = { persons: 0, uniques: 0, bots: 0, previews: 0, prefetches: 0 }

function added(one: ClickCounts, other: ClickCounts): ClickCounts {
  return {
    persons: one.persons + other.persons,
    uniques: one.uniques + other.uniques,
    bots: one.bots + other.bots,
    previews: one.previews + other.previews,
    prefetches: one.prefetches + other.prefetches,
  }
}

interface Since {
  readonly workspaceId: string
  readonly linkId: string
  readonly since: Temporal.Instant
}

async function countedDays(db: Db, { workspaceId, linkId, since, timeZone }: Since & { timeZone: string }) {
  const rows = await db
    .selectFrom('links.hour')
    .select(sql<string>`to_char(hour at time zone ${timeZone}, 'YYYY-MM-DD')`.as('day'))
    .select((sum) => (['persons', 'uniques', 'bots', 'previews', 'prefetches'] as const).map((name) => sum.fn.sum<number>(name).as(name)))
    .where('workspace_id', '=', workspaceId)
    .where('link_id', '=', linkId)
    .where('hour', '>=', new Date(since.epochMilliseconds))
    .groupBy('day')
    .execute()
  return new Map(rows.map(({ day, ...counts }) => [day, counts]))
}

async function referrersOf(db: Db, of: Since): Promise<LinkClicks['referrers']> {
  const rows = await personsOf(db, of).select('referrer').groupBy('referrer').orderBy('persons', 'desc').limit(mostReferrers).execute()
  return rows.map(({ referrer, persons }) => ({ persons, ...(referrer === null ? {} : { host: referrer }) }))
}

async function devicesOf(db: Db, of: Since): Promise<LinkClicks['devices']> {
  const rows = await personsOf(db, of).select('device').groupBy('device').orderBy('persons', 'desc').execute()
  return rows.flatMap(({ device, persons }: { device: DeviceKind | null; persons: number }) =>
    device === null ? [] : [{ device, persons }],
  )
}

function personsOf(db: Db, { workspaceId, linkId, since }: Since) {
  return db
    .selectFrom('links.click')
    .select((click) => click.fn.countAll<number>().as('persons'))
    .where('workspace_id', '=', workspaceId)
    .where('link_id', '=', linkId)
    .where('kind', '=', 'person')
    .where('at', '>=', new Date(since.epochMilliseconds))
}
