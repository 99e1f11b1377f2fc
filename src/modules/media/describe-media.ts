import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { readMedia, toItem } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { seen } from './seen.ts'
import { distinct } from './tag-media.ts'
import { wordsOf } from './words.ts'

export interface Description {
  readonly mediaId: string
  readonly alt?: string | undefined
  readonly title?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly holder?: string | undefined
  readonly licence?: string | undefined
  readonly expiresAt?: string | null | undefined
}

/** Changes what is given of what people say about an item; posts already written keep their texts. */
export function describeMedia({ db }: Pick<MediaNeeds, 'db'>, call: Call, { mediaId, ...said }: Description): Promise<MediaItem> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.item(workspaceId, mediaId)), async (tx) => {
    const before = await readMedia(tx, { workspaceId, mediaId })
    const { rights } = before
    const after = {
      alt: said.alt ?? before.alt,
      title: said.title ?? before.title,
      tags: said.tags ? distinct(said.tags) : before.tags,
      holder: said.holder ?? rights.holder,
    }
    const row = await tx
      .updateTable('media.item')
      .set({
        alt: after.alt,
        title: after.title,
        tags: after.tags,
        rights_holder: after.holder,
        licence: said.licence ?? rights.licence,
        expires_at: said.expiresAt === undefined ? (rights.expiresAt ?? null) : said.expiresAt,
        words: wordsOf({ fileName: before.fileName, ...after }),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', mediaId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse(mediaRefusals, 'NOT_FOUND')
    return {
      value: toItem(row),
      subject: { kind: 'media', id: mediaId },
      detail: { fileName: row.file_name },
      // Planned posts may stand differently by their rights.
      topics: said.expiresAt === undefined ? ['media'] : ['media', 'posts'],
    }
  })
}
