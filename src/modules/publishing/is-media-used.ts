import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Whether a draft or a post that has not gone out shows this image. Asked before an image leaves the library; what is live keeps its own copy. */
export async function isMediaUsed(db: Db, { workspaceId, mediaId }: { workspaceId: string; mediaId: string }): Promise<boolean> {
  const row = await db
    .selectFrom('publishing.post')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('published_at', 'is', null)
    .where(sql<boolean>`content::text like ${`%${mediaId}%`}`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
