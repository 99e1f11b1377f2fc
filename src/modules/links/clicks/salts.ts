import { randomBytes } from 'node:crypto'

import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** The random salts under which visitors are hashed: one for each day (UTC), the same in every process, gone when the day is over. */
export interface Salts {
  /** Never waits: where the database has not told the day's salt yet, one of this process's own counts. */
  of(day: string): Uint8Array
  /** Fetches the salts of today and tomorrow, and destroys those of days gone by. */
  renew(today: string): Promise<void>
}

export function daySalts(db: Db): Salts {
  const known = new Map<string, Uint8Array>()
  return {
    of: (day) => {
      for (const other of known.keys()) if (other < day) known.delete(other)
      const salt = known.get(day) ?? randomBytes(16)
      known.set(day, salt)
      return salt
    },
    renew: async (today) => {
      const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString()
      for (const [day, salt] of await keepSalts(db, [today, tomorrow])) known.set(day, salt)
    },
  }
}

/** The first process that needs a day's salt draws it for all. */
async function keepSalts(db: Db, days: readonly [string, string]): Promise<(readonly [string, Uint8Array])[]> {
  await db.deleteFrom('links.salt').where('day', '<', days[0]).execute()
  const drawn = days.map((day) => ({ day, salt: randomBytes(16) }))
  const rows = await db
    .insertInto('links.salt')
    .values(drawn)
    // Without a change nothing would be answered.
    .onConflict((conflict) => conflict.column('day').doUpdateSet({ salt: sql`links.salt.salt` }))
    .returning(['day', 'salt'])
    .execute()
  return rows.map(({ day, salt }) => [day, salt] as const)
}
