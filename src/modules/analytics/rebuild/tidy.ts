import { sql } from 'kysely'

import { sortFactMonths } from '../facts/fact-months.ts'
import { hoursAreKept } from '../facts/keep-posts.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { putTogetherOld } from './put-together.ts'

/** Once a day: facts get the tables of their months, and figures by the hour go when they are old. */
export async function tidy({ db, clock }: Pick<AnalyticsNeeds, 'db' | 'clock'>): Promise<void> {
  await sortFactMonths(db)
  await putTogetherOld(db, clock.now())
  const since = new Date(clock.now().epochMilliseconds - hoursAreKept)
  await sql`delete from analytics.rollup where dimension = 'account' and grain = 'hour' and bucket < ${since}`.execute(db)
}
