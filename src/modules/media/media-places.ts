import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

const item = placesFrom(sql`media.item`)
const folder = placesFrom(sql`media.folder`)

/** What the ids of this module are about. */
export const mediaPlaces: PlaceFinders = {
  mediaId: item,
  thumbMediaId: item,
  logoMediaId: item,
  folderId: folder,
  parentId: folder,
  folder,
  uploadId: placesFrom(sql`media.upload`),
}
