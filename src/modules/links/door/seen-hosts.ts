import { sql } from 'kysely'

import type { Db } from '#kit/database'

const hourMs = 3_600_000

/** Notes when visitors last came by a brand's own domain, once an hour: it shows that the domain leads here. */
export function seenHosts(db: Db, onTrouble: (error: unknown) => void): { saw(host: string, now: Temporal.Instant): void } {
  const noted = new Map<string, number>()
  return {
    saw: (host, now) => {
      const at = now.epochMilliseconds
      if (at - (noted.get(host) ?? -Infinity) < hourMs) return
      noted.set(host, at)
      noteSeen(db, host, now).catch(onTrouble)
    },
  }
}

/** Only hosts that brands entered come here, so there are few. */
async function noteSeen(db: Db, host: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('links.domain')
    .set({ seen_at: sql<Date>`greatest(seen_at, ${new Date(now.epochMilliseconds)}::timestamptz)` })
    .where('host', '=', host)
    .execute()
}
