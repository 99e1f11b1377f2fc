import type { ClientBase } from 'pg'

import { keyOf } from './files.ts'

/** The storage's keys of every file that the library of any workspace names; for a backup. */
export async function mediaFiles(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ workspaceId: string; mediaId: string }>(
    'select workspace_id as "workspaceId", id as "mediaId" from media.item order by workspace_id, id',
  )
  return rows.flatMap((image) => [keyOf(image, 'original'), keyOf(image, 'thumb')])
}
