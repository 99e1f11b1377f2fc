import { sql } from 'kysely'

import type { Db } from '#kit/database'

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly until: Temporal.Instant
  readonly hours: number
}

interface Heard {
  readonly messages: number
  readonly complaints: number
}

/** How much others said to a brand, and how much of it complains, in each of so many hours before a moment, the latest last. What is gone or hidden was said. */
export async function heardByHour(db: Db, { workspaceId, brandId, until, hours }: Asked): Promise<Heard[]> {
  const begin = until.subtract({ hours }).toString()
  const { rows } = await sql<Heard & { ago: number }>`
    select floor(extract(epoch from ${until.toString()}::timestamptz - m.at) / 3600)::int as ago, count(*)::int as messages,
      count(*) filter (where m.meaning = 'complaint')::int as complaints
    from inbox.thread t join inbox.message m on m.workspace_id = t.workspace_id and m.thread_id = t.id
    where t.workspace_id = ${workspaceId} and t.brand_id = ${brandId} and t.last_at >= ${begin}
      and not m.by_us and m.at >= ${begin} and m.at < ${until.toString()} group by 1`.execute(db)
  const byAge = new Map(rows.map(({ ago, messages, complaints }) => [ago, { messages, complaints }]))
  return Array.from({ length: hours }, (_, index) => byAge.get(hours - 1 - index) ?? { messages: 0, complaints: 0 })
}
