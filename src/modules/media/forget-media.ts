import { sql } from 'kysely'

import { deleteFiles } from './files.ts'
import type { MediaNeeds } from './needs.ts'
import { forgetRenditions } from './rendition-tidy.ts'

/** A workspace is gone, with its library. The files go first: while the row is there, a second run finds them. May run twice. */
export async function forgetMedia(
  { db, storage }: Pick<MediaNeeds, 'db' | 'storage'>,
  { workspaceId }: { workspaceId: string },
): Promise<void> {
  await forgetRenditions({ db, storage }, { workspaceId })
  const items = await db.selectFrom('media.item').select('id').where('workspace_id', '=', workspaceId).execute()
  for (const { id } of items) {
    await deleteFiles(storage, { workspaceId, mediaId: id })
    await db.deleteFrom('media.item').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
  }
  await db.deleteFrom('media.upload').where('workspace_id', '=', workspaceId).execute()
  await db
    .updateTable('media.folder')
    .set({ parent_id: null, name: sql`id::text` })
    .where('workspace_id', '=', workspaceId)
    .execute()
  await db.deleteFrom('media.folder').where('workspace_id', '=', workspaceId).execute()
}
