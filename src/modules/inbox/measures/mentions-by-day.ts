import { sql } from 'kysely'

import type { Db } from '#kit/database'

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  /** In their order, without gaps, by the clock of the zone. */
  readonly days: readonly string[]
  readonly timeZone: string
}

/** How often others mentioned, quoted or shared an account on each of these days. Days before the first thing it ever heard are left out: of them nothing is known. */
export async function mentionsByDay(db: Db, { workspaceId, accountId, days, timeZone }: Asked): Promise<ReadonlyMap<string, number>> {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const begin = Temporal.PlainDate.from(first).toZonedDateTime(timeZone).toInstant().toString()
  const end = Temporal.PlainDate.from(last).add({ days: 1 }).toZonedDateTime(timeZone).toInstant().toString()
  const { rows } = await sql<{ day: string; mentions: number; heard: number }>`
    select to_char(m.at at time zone ${timeZone}, 'YYYY-MM-DD') as day, count(*)::int as heard,
      count(*) filter (where m.kind in ('mention', 'quote', 'share'))::int as mentions
    from inbox.thread t join inbox.message m on m.workspace_id = t.workspace_id and m.thread_id = t.id
    where t.workspace_id = ${workspaceId} and t.account_id = ${accountId} and t.last_at >= ${begin}
      and not m.by_us and m.at >= ${begin} and m.at < ${end}
    group by 1`.execute(db)
  const since = rows.map(({ day }) => day).toSorted()[0]
  const byDay = new Map(rows.map(({ day, mentions }) => [day, mentions]))
  return new Map(since === undefined ? [] : days.filter((day) => day >= since).map((day) => [day, byDay.get(day) ?? 0]))
}
