import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Does a draft, or a post that may still go out, show this library item? Asked before the item is removed. */
export async function isMediaUsed(db: Db, { workspaceId, mediaId }: { workspaceId: string; mediaId: string }): Promise<boolean> {
  const post = await db
    .selectFrom('publishing.post as post')
    .select('post.id')
    .where('post.workspace_id', '=', workspaceId)
    .where(sql<boolean>`post.media_ids @> array[${mediaId}]::uuid[]`)
    .where((expression) => {
      const deliveries = expression
        .selectFrom('publishing.delivery as delivery')
        .select('delivery.id')
        .whereRef('delivery.workspace_id', '=', 'post.workspace_id')
        .whereRef('delivery.post_id', '=', 'post.id')
      const open = deliveries.where('delivery.state', 'not in', ['published', 'taking-down', 'taken-down', 'cancelled'])
      return expression.or([expression.not(expression.exists(deliveries)), expression.exists(open)])
    })
    .limit(1)
    .executeTakeFirst()
  return post !== undefined
}
