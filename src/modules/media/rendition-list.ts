import type { Db } from '#kit/database'

import type { Rendition } from './renditions-contract.ts'
import type { RenditionRow } from './renditions.ts'

const most = 200

/** What is made, was made or failed of the brand's films, newest first. */
export async function listRenditions(
  db: Db,
  of: { workspaceId: string; brandId: string; mediaId?: string | undefined; unfinished: boolean },
): Promise<Rendition[]> {
  const rows = await db
    .selectFrom('media.rendition')
    .innerJoin('media.item', (join) =>
      join.onRef('media.item.workspace_id', '=', 'media.rendition.workspace_id').onRef('media.item.id', '=', 'media.rendition.media_id'),
    )
    .selectAll('media.rendition')
    .where('media.rendition.workspace_id', '=', of.workspaceId)
    .where('media.item.brand_id', '=', of.brandId)
    .$if(of.mediaId !== undefined, (query) => query.where('media.rendition.media_id', '=', of.mediaId ?? ''))
    .$if(of.unfinished, (query) => query.where('media.rendition.state', '<>', 'ready'))
    .orderBy('media.rendition.created_at', 'desc')
    .orderBy('media.rendition.key')
    .limit(most)
    .execute()
  return rows.map(toRendition)
}

export function toRendition(row: RenditionRow): Rendition {
  const { how, bytes, width, height, seconds } = row
  return {
    mediaId: row.media_id,
    key: row.key,
    state: row.state,
    progress: row.progress,
    ...(row.code === null ? {} : { reason: row.code }),
    ...(how === null || bytes === null || width === null || height === null || seconds === null
      ? {}
      : { how, bytes, width, height, seconds }),
    changedAt: row.changed_at.toISOString(),
  }
}
