import { type Selectable, sql } from 'kysely'

import { type CalendarFilter, postMatches } from './calendar-filter.ts'
import type { NativePost, PostSummary } from './contract.ts'
import { nativeMatches, toNative } from './native-posts.ts'
import type { PublishingNeeds } from './needs.ts'
import { summaryRows, toSummaries } from './summaries.ts'
import type { NativePostTable } from './tables.ts'

interface Wanted extends CalendarFilter {
  /** Days of the brand's calendar, both included. */
  readonly from: string
  readonly to: string
  /** So many posts of each day, of ours and of others each. */
  readonly perDay: number
}

interface Overview {
  readonly posts: PostSummary[]
  readonly native: NativePost[]
  /** How many there are of both, for days that have any. */
  readonly days: { readonly day: string; readonly count: number }[]
}

/** The first posts of each day and how many each day has: a month at a glance costs the same whether it holds fifty or five thousand. */
export async function overviewPosts(needs: PublishingNeeds, wanted: Wanted): Promise<Overview> {
  const { workspaceId, brandId } = wanted
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId })
  const [rows, native, days] = await Promise.all([
    firstOfEachDay(needs, wanted, timeZone),
    firstNativeOfEachDay(needs, wanted, timeZone),
    countsOf(needs, wanted, timeZone),
  ])
  return { posts: await toSummaries(needs, workspaceId, rows), native, days }
}

function firstOfEachDay({ db }: PublishingNeeds, wanted: Wanted, timeZone: string) {
  const first = sql<string>`(
    select of_day.id
    from ${daysOf(wanted, timeZone)}
    cross join lateral (
      select post.id from publishing.post post
      where ${postMatches(wanted)} and post.shown_at >= day.starts and post.shown_at < day.ends
      order by post.shown_at, post.id
      limit ${wanted.perDay}
    ) of_day
  )`
  return summaryRows(db, wanted.workspaceId).where('post.id', 'in', first).orderBy('post.shown_at').orderBy('post.id').execute()
}

async function firstNativeOfEachDay({ db }: PublishingNeeds, wanted: Wanted, timeZone: string): Promise<NativePost[]> {
  const { rows } = await sql<Selectable<NativePostTable>>`
    select of_day.*
    from ${daysOf(wanted, timeZone)}
    cross join lateral (
      select native.* from publishing.native_post native
      where ${nativeMatches(wanted)} and native.published_at >= day.starts and native.published_at < day.ends
      order by native.published_at, native.external_id
      limit ${wanted.perDay}
    ) of_day
    order by of_day.published_at, of_day.external_id`.execute(db)
  return rows.map(toNative)
}

/** The days as rows called `day`, each from midnight to midnight on the brand's clock. */
function daysOf({ from, to }: Wanted, timeZone: string) {
  return sql`(
    select date::timestamp at time zone ${timeZone} as starts, (date + interval '1 day')::timestamp at time zone ${timeZone} as ends
    from generate_series(${from}::date, ${to}::date, interval '1 day') date
  ) day`
}

async function countsOf({ db }: PublishingNeeds, wanted: Wanted, timeZone: string): Promise<Overview['days']> {
  const starts = sql`${wanted.from}::date::timestamp at time zone ${timeZone}`
  const ends = sql`(${wanted.to}::date + 1)::timestamp at time zone ${timeZone}`
  const { rows } = await sql<{ day: string; count: number }>`
    select (at at time zone ${timeZone})::date as day, count(*) as count
    from (
      select post.shown_at as at from publishing.post post
      where ${postMatches(wanted)} and post.shown_at >= ${starts} and post.shown_at < ${ends}
      union all
      select native.published_at as at from publishing.native_post native
      where ${nativeMatches(wanted)} and native.published_at >= ${starts} and native.published_at < ${ends}
    ) shown
    group by 1
    order by 1`.execute(db)
  return rows
}
