import { sql } from 'kysely'

import type { Tx } from '#kit/database'

/** From the first delivery that is live, the post stands on the calendar at that moment. The caller has locked the post. */
export async function showAsPublished(
  tx: Tx,
  { workspaceId, postId, url }: { workspaceId: string; postId: string; url: string | undefined },
): Promise<void> {
  await tx
    .updateTable('publishing.post')
    .set({
      published_at: sql<Date>`coalesce(published_at, clock_timestamp())`,
      url: sql<string | null>`coalesce(url, ${url ?? null})`,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', postId)
    .execute()
}
