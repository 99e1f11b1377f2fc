import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { mediaRefusals } from './contract.ts'
import { deleteFiles } from './files.ts'
import { readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { forgetRenditions } from './rendition-tidy.ts'
import { seen } from './seen.ts'

/** Takes an item out of the library unless something still to go out shows it. The row goes first: a file without a row is only space. */
export async function removeMedia(
  needs: Pick<MediaNeeds, 'db' | 'storage' | 'isUsed'>,
  call: Call,
  { mediaId }: { mediaId: string },
): Promise<{ removed: true }> {
  const item = { workspaceId: call.acting.workspaceId, mediaId }
  const removed = await change(needs.db, watching(call, seen.item(item.workspaceId, mediaId)), async (tx) => {
    const { fileName } = await readMedia(tx, item)
    if (await needs.isUsed(tx, item)) throw refuse(mediaRefusals, 'IN_USE')
    await tx.deleteFrom('media.item').where('workspace_id', '=', item.workspaceId).where('id', '=', mediaId).execute()
    return { value: { removed: true as const }, subject: { kind: 'media', id: mediaId }, detail: { fileName }, topics: ['media'] }
  })
  await forgetRenditions(needs, item)
  await deleteFiles(needs.storage, item)
  return removed
}
