import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { type MediaItem, mediaRefusals } from './contract.ts'
import type { ItemTable } from './tables.ts'

/** Those of the given items that are in the workspace's library, in any order. */
export async function findMedia(db: Db | Tx, { workspaceId, ids }: { workspaceId: string; ids: readonly string[] }): Promise<MediaItem[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('media.item')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(toItem)
}

/** One item of the workspace, or the refusal NOT_FOUND. */
export async function readMedia(db: Db | Tx, { workspaceId, mediaId }: { workspaceId: string; mediaId: string }): Promise<MediaItem> {
  const [item] = await findMedia(db, { workspaceId, ids: [mediaId] })
  if (!item) throw refuse(mediaRefusals, 'NOT_FOUND')
  return item
}

export function toItem(row: Selectable<ItemTable>): MediaItem {
  const at = `/media/${row.workspace_id}/${row.id}`
  const facts = {
    id: row.id,
    brandId: row.brand_id,
    fileName: row.file_name,
    mimeType: row.mime_type,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    alt: row.alt,
    title: row.title,
    ...(row.folder_id === null ? {} : { folderId: row.folder_id }),
    tags: row.tags,
    rights: {
      holder: row.rights_holder,
      licence: row.licence,
      ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.toISOString() }),
    },
    url: `${at}/original`,
    thumbUrl: `${at}/thumb`,
    createdAt: row.created_at.toISOString(),
  }
  switch (row.kind) {
    case 'image':
      return { kind: 'image', ...facts, animated: row.animated, ...(row.frames === null ? {} : { frames: row.frames }) }
    case 'video':
      return { kind: 'video', ...facts, ...filmOf(row), posterUrl: `${at}/poster` }
    case 'document':
      return { kind: 'document', ...facts, ...(row.pages === null ? {} : { pages: row.pages }) }
    case 'captions':
      return { kind: 'captions', ...facts }
  }
}

/** The table keeps no film without these. */
function filmOf(row: Selectable<ItemTable>) {
  return {
    seconds: row.seconds ?? 0,
    framesPerSecond: row.frames_per_second ?? 0,
    videoCodec: row.video_codec ?? '',
    ...(row.audio_codec === null ? {} : { audioCodec: row.audio_codec }),
  }
}
