import type { Db } from '#kit/database'

import type { LinkedThread } from './contract.ts'

interface Which {
  readonly workspaceId: string
  readonly threadId: string
}

/** The public thread that this private one came from, or the private ones that came from this. */
export async function linkedWith(
  db: Db,
  { workspaceId, threadId, linkedId }: Which & { readonly linkedId: string | null },
): Promise<LinkedThread[]> {
  const rows = await db
    .selectFrom('inbox.thread')
    .select(['id', 'kind', 'first_line as firstLine'])
    .where('workspace_id', '=', workspaceId)
    .where((where) => where.or([where('linked_id', '=', threadId), ...(linkedId === null ? [] : [where('id', '=', linkedId)])]))
    .orderBy('last_at', 'desc')
    .limit(20)
    .execute()
  return rows
}
