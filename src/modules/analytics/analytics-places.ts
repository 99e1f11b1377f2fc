import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

/** What the ids of this module are about. */
export const analyticsPlaces: PlaceFinders = {
  'analytics.id': placesFrom(sql`analytics.post`, { accountIds: sql`array[account_id]` }),
}
