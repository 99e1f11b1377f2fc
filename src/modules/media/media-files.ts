import type { ClientBase } from 'pg'

import { keyOf, sizesOf } from './files.ts'

/** The storage's keys of every file that the library of any workspace names; for a backup. */
export async function mediaFiles(client: Pick<ClientBase, 'query'>): Promise<string[]> {
  const { rows } = await client.query<{ workspaceId: string; mediaId: string; kind: string; animated: boolean }>(
    'select workspace_id as "workspaceId", id as "mediaId", kind, animated from media.item order by workspace_id, id',
  )
  return rows.flatMap((item) => sizesOf(item).map((size) => keyOf(item, size)))
}
