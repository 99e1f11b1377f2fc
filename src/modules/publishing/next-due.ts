import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Milliseconds until the next delivery is due, by the database's clock; undefined where none is within so many. */
export async function untilNextDue(db: Db, within: number): Promise<number | undefined> {
  const { rows } = await sql<{ milliseconds: number | null }>`
    select ceil(extract(epoch from min(wake_at) - clock_timestamp()) * 1000)::integer as milliseconds from publishing.delivery
    where wake_at > now() and wake_at <= now() + ${within} * interval '1 millisecond'`.execute(db)
  const milliseconds = rows[0]?.milliseconds ?? undefined
  return milliseconds === undefined ? undefined : Math.max(0, milliseconds)
}
