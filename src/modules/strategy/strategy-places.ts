import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

/** What the ids of this module are about. */
export const strategyPlaces: PlaceFinders = {
  campaignId: placesFrom(sql`strategy.campaign`),
  labelId: placesFrom(sql`strategy.label`),
  groupId: placesFrom(sql`strategy.hashtag_group`),
}
