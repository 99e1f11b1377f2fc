import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

const keptPosts = sql`(
  select kept.workspace_id, kept.id, category.brand_id, category.account_ids
  from publishing.kept_post kept join publishing.category using (workspace_id)
  where category.id = kept.category_id) kept`

/** What the ids of this module are about. */
export const postPlaces: PlaceFinders = {
  postId: placesFrom(sql`publishing.post`, { accountIds: sql`account_ids` }),
  deliveryId: placesFrom(sql`publishing.delivery`, { accountIds: sql`array[account_id]` }),
  categoryId: placesFrom(sql`publishing.category`, { accountIds: sql`account_ids` }),
  keptId: placesFrom(keptPosts, { accountIds: sql`account_ids` }),
  'publishing.noteId': placesFrom(sql`publishing.note`),
}
