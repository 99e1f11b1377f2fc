import { sql } from 'kysely'

import type { Db } from '#kit/database'

interface Which {
  readonly workspaceId: string
  readonly mediaId: string
}

/** Does a draft, a post that may still go out, or a post that is kept to go out again, show this library item? Asked before the item is removed. */
export async function isMediaUsed(db: Db, which: Which): Promise<boolean> {
  return (await isInPost(db, which)) || (await isKept(db, which))
}

async function isKept(db: Db, { workspaceId, mediaId }: Which): Promise<boolean> {
  const kept = await db
    .selectFrom('publishing.kept_post')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`media_ids @> array[${mediaId}]::uuid[]`)
    .where('wish', '<>', 'ended')
    .limit(1)
    .executeTakeFirst()
  return kept !== undefined
}

async function isInPost(db: Db, { workspaceId, mediaId }: Which): Promise<boolean> {
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
