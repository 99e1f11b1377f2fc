import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Removes what has run out: kept answers after a day, ended sessions, used-up reset links, old counters. */
export async function tidyTeams(db: Db): Promise<void> {
  await db
    .deleteFrom('teams.idempotency')
    .where(sql<boolean>`created_at < now() - interval '1 day'`)
    .execute()
  await db
    .deleteFrom('teams.session')
    .where(sql<boolean>`expires_at < now()`)
    .execute()
  await db
    .deleteFrom('teams.verification')
    .where(sql<boolean>`expires_at < now()`)
    .execute()
  await db
    .deleteFrom('teams.email_change')
    .where(sql<boolean>`expires_at < now()`)
    .execute()
  await db
    .deleteFrom('teams.wrong_try')
    .where(sql<boolean>`since < now() - interval '1 day'`)
    .execute()
  await db
    .deleteFrom('teams.rate_limit')
    .where(sql<boolean>`last_request < (extract(epoch from now()) - 86400) * 1000`)
    .execute()
}
