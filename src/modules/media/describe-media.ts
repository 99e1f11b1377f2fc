import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { toItem } from './items.ts'
import type { MediaNeeds } from './needs.ts'

/** The text for those who cannot see the picture; posts already written keep theirs. */
export function describeMedia(
  { db }: Pick<MediaNeeds, 'db'>,
  call: Call,
  { mediaId, alt }: { mediaId: string; alt: string },
): Promise<MediaItem> {
  return change(db, call, async (tx) => {
    const row = await tx
      .updateTable('media.item')
      .set({ alt })
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', mediaId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse(mediaRefusals, 'NOT_FOUND')
    return { value: toItem(row), subject: { kind: 'media', id: mediaId }, detail: { fileName: row.file_name }, topics: ['media'] }
  })
}
