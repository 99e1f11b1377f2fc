import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

/** What the ids of this module are about. */
export const accountPlaces = {
  accountId: placesFrom(sql`connections.account`, { accountIds: sql`array[id]` }),
} satisfies PlaceFinders
