import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

/** What the ids of this module are about. */
export const linkPlaces: PlaceFinders = {
  'links.linkId': placesFrom(sql`links.link`),
  domainId: placesFrom(sql`links.domain`),
  presetId: placesFrom(sql`links.preset`),
  siteId: placesFrom(sql`links.conversion_site`),
  costId: placesFrom(sql`links.cost`),
}
