import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Up to when what Hearth counts itself was taken over, by its name. */
export async function countedTo(db: Db, name: string): Promise<Temporal.Instant> {
  const { rows } = await sql<{ up_to: Date }>`select up_to from analytics.counted where name = ${name}`.execute(db)
  return rows[0]?.up_to.toTemporalInstant() ?? Temporal.Instant.fromEpochMilliseconds(0)
}

export async function noteCounted(db: Db, { name, upTo }: { name: string; upTo: Temporal.Instant }): Promise<void> {
  await sql`
    insert into analytics.counted as kept (name, up_to) values (${name}, ${upTo.toString()})
    on conflict (name) do update set up_to = greatest(kept.up_to, excluded.up_to)`.execute(db)
}
