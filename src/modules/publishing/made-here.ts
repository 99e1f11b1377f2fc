import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  readonly externalIds: readonly string[]
  /** A delivery that does not count. */
  readonly except?: string
}

/** Which of these posts of the account Hearth is known to have made. */
export async function madeHere(db: Db | Tx, { workspaceId, accountId, externalIds, except }: Asked): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('publishing.delivery')
    .select('external_id')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where(sql<boolean>`external_id = any(${externalIds}::text[])`)
    .where('id', 'is distinct from', except ?? null)
    .execute()
  return new Set(rows.flatMap(({ external_id: id }) => id ?? []))
}
