import { sql } from 'kysely'

import type { MediaUse } from '#contract/media'
import type { Db } from '#kit/database'

import type { DeliveryState } from './contract.ts'
import { postState } from './states.ts'

/** The posts that show this library item, the newest first. Asked where somebody wants to know what a change of it would touch. */
export async function mediaUses(db: Db, { workspaceId, mediaId }: { workspaceId: string; mediaId: string }): Promise<MediaUse[]> {
  const rows = await db
    .selectFrom('publishing.post as post')
    .select(['post.id', 'post.first_line', 'post.shown_at'])
    .select(
      sql<readonly { state: DeliveryState }[]>`(
        select coalesce(json_agg(json_build_object('state', d.state)), '[]')
        from publishing.delivery d where d.workspace_id = post.workspace_id and d.post_id = post.id
      )`.as('deliveries'),
    )
    .where('post.workspace_id', '=', workspaceId)
    .where(sql<boolean>`post.media_ids @> array[${mediaId}]::uuid[]`)
    .orderBy(sql`coalesce(post.shown_at, post.updated_at)`, 'desc')
    .limit(100)
    .execute()
  return rows.map(({ id, first_line, shown_at, deliveries }) => ({
    postId: id,
    firstLine: first_line,
    state: postState(deliveries),
    ...(shown_at === null ? {} : { at: shown_at.toISOString() }),
  }))
}
