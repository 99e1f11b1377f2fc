import { asItStands, type Call, change } from '#modules/teams'

import { holdFolder } from './folders.ts'
import { readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { seen } from './seen.ts'

/** Puts an item into a folder of its brand; `null` is the top of the library. */
export function moveMedia(
  { db }: Pick<MediaNeeds, 'db'>,
  call: Call,
  { mediaId, folderId }: { mediaId: string; folderId: string | null },
): Promise<true> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const { brandId, fileName } = await readMedia(tx, { workspaceId, mediaId })
    if (folderId) await holdFolder(tx, { workspaceId, brandId, folderId })
    const before = await asItStands(tx, seen.item(workspaceId, mediaId))
    await tx
      .updateTable('media.item')
      .set({ folder_id: folderId })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', mediaId)
      .execute()
    return {
      value: true as const,
      subject: { kind: 'media', id: mediaId },
      detail: { fileName },
      before,
      after: { ...before, folderId },
      topics: ['media'],
    }
  })
}
