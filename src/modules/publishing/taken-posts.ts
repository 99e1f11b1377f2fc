import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Which of these posts on the account another delivery is known to have made. */
export async function takenPosts(
  db: Db,
  {
    workspaceId,
    accountId,
    deliveryId,
    externalIds,
  }: { workspaceId: string; accountId: string; deliveryId: string; externalIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('publishing.delivery')
    .select('external_id')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('id', '<>', deliveryId)
    .where(sql<boolean>`external_id = any(${externalIds}::text[])`)
    .execute()
  return new Set(rows.flatMap(({ external_id: id }) => id ?? []))
}
