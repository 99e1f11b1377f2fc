import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { teamsRefusals } from './contract.ts'

const usualMost = 10
const withinMinutes = 10

/**
 * Counts one try under this key and refuses when there were too many. Call it before comparing a secret, so that tries at the same moment
 * count too. Keys name the caller's address: nobody can lock out another.
 */
export async function countTry(db: Db, key: string, { most = usualMost }: { most?: number } = {}): Promise<void> {
  const over = sql<boolean>`wrong_try.since < now() - make_interval(mins => ${withinMinutes})`
  const row = await db
    .insertInto('teams.wrong_try')
    .values({ key, count: 1, since: sql<Date>`now()` })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql<number>`case when ${over} then 1 else wrong_try.count + 1 end`,
        since: sql<Date>`case when ${over} then now() else wrong_try.since end`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  if (row.count > most) throw refuse(teamsRefusals, 'TOO_MANY_TRIES')
}

/** The try was right: start counting anew. */
export async function forgetTries(db: Db, key: string): Promise<void> {
  await db.deleteFrom('teams.wrong_try').where('key', '=', key).execute()
}
