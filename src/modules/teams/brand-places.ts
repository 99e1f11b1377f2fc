import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from './places.ts'

/** A brand stands in itself. */
export const brandPlaces: PlaceFinders = {
  brandId: placesFrom(sql`(select workspace_id, id, id as brand_id from teams.brand) brand`),
}
