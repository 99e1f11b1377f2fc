import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { mediaRefusals } from './contract.ts'
import { readMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { seen } from './seen.ts'
import { wordsOf } from './words.ts'

/** Adds tags to an item and takes others away. */
export function tagMedia(
  { db }: Pick<MediaNeeds, 'db'>,
  call: Call,
  { mediaId, add, remove }: { mediaId: string; add: readonly string[]; remove: readonly string[] },
): Promise<true> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.item(workspaceId, mediaId)), async (tx) => {
    await tx.selectFrom('media.item').select('id').where('workspace_id', '=', workspaceId).where('id', '=', mediaId).forUpdate().execute()
    const item = await readMedia(tx, { workspaceId, mediaId })
    const gone = new Set(remove)
    const tags = distinct([...item.tags, ...add]).filter((tag) => !gone.has(tag))
    if (tags.length > mostTags) throw refuse(mediaRefusals, 'TOO_MANY_TAGS')
    await tx
      .updateTable('media.item')
      .set({ tags, words: wordsOf({ ...item, tags, holder: item.rights.holder }) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', mediaId)
      .execute()
    return { value: true as const, subject: { kind: 'media', id: mediaId }, detail: { fileName: item.fileName }, topics: ['media'] }
  })
}

const mostTags = 30

/** Each tag once, in the case in which it was written first. */
export function distinct(tags: readonly string[]): string[] {
  return [...new Map(tags.toReversed().map((tag) => [tag.toLowerCase(), tag])).values()].toReversed()
}
