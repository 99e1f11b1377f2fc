import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

/** What the ids of a crisis are about. One of all brands is within reach of those alone who reach the whole workspace. */
export const crisisPlaces: PlaceFinders = {
  crisisId: placesFrom(sql`governance.crisis`),
  proposalId: placesFrom(sql`governance.crisis_proposal`),
}
