import { sql } from 'kysely'

import { type CalendarFilter, postMatches } from './calendar-filter.ts'
import type { PostSummary } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { summaryRows, toSummaries } from './summaries.ts'

interface Wanted extends CalendarFilter {
  /** Days of the brand's calendar, both included. */
  readonly from: string
  readonly to: string
  /** So many posts of each day. */
  readonly perDay: number
}

export interface Overview {
  readonly posts: PostSummary[]
  /** How many there are, for days that have any. */
  readonly days: { readonly day: string; readonly count: number }[]
}

/** The first posts of each day and how many each day has: a month at a glance costs the same whether it holds fifty or five thousand. */
export async function overviewPosts(needs: PublishingNeeds, wanted: Wanted): Promise<Overview> {
  const { workspaceId, brandId } = wanted
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId })
  const [rows, days] = await Promise.all([firstOfEachDay(needs, wanted, timeZone), countsOf(needs, wanted, timeZone)])
  return { posts: await toSummaries(needs, workspaceId, rows), days }
}

function firstOfEachDay({ db }: PublishingNeeds, wanted: Wanted, timeZone: string) {
  const first = sql<string>`(
    select of_day.id
    from generate_series(${wanted.from}::date, ${wanted.to}::date, interval '1 day') day
    cross join lateral (
      select post.id from publishing.post post
      where ${postMatches(wanted)}
        and post.shown_at >= day::timestamp at time zone ${timeZone}
        and post.shown_at < (day + interval '1 day')::timestamp at time zone ${timeZone}
      order by post.shown_at, post.id
      limit ${wanted.perDay}
    ) of_day
  )`
  return summaryRows(db, wanted.workspaceId).where('post.id', 'in', first).orderBy('post.shown_at').orderBy('post.id').execute()
}

async function countsOf({ db }: PublishingNeeds, wanted: Wanted, timeZone: string): Promise<Overview['days']> {
  const { rows } = await sql<{ day: string; count: number }>`
    select (post.shown_at at time zone ${timeZone})::date as day, count(*) as count
    from publishing.post post
    where ${postMatches(wanted)}
      and post.shown_at >= ${wanted.from}::date::timestamp at time zone ${timeZone}
      and post.shown_at < (${wanted.to}::date + 1)::timestamp at time zone ${timeZone}
    group by 1
    order by 1`.execute(db)
  return rows
}
