import type { Db } from '#kit/database'
import { together } from '#kit/together'

import { type AccountFacts, toFacts } from './accounts.ts'
import type { SealedSecret } from './secrets.ts'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

/** An account that is connected, and its secret as it lies in the database. */
export interface StoredAccess {
  readonly account: AccountFacts
  readonly secret: SealedSecret
}

export type ReadStored = (key: Key) => Promise<StoredAccess | undefined>

/** Asked for many accounts at the same moment, reads them in one question. */
export function storedTogether(db: Db): ReadStored {
  return together((keys) => readStored(db, keys))
}

/** In the order of the keys; undefined where the account is disconnected or its secret erased. */
export async function readStored(db: Db, keys: readonly Key[]): Promise<(StoredAccess | undefined)[]> {
  const rows = await db
    .selectFrom('connections.account as account')
    .innerJoin('connections.secret as secret', (join) =>
      join.onRef('secret.workspace_id', '=', 'account.workspace_id').onRef('secret.account_id', '=', 'account.id'),
    )
    .selectAll('account')
    .select(['secret.sealed', 'secret.expires_at'])
    .where('account.workspace_id', 'in', [...new Set(keys.map(({ workspaceId }) => workspaceId))])
    .where('account.id', 'in', [...new Set(keys.map(({ accountId }) => accountId))])
    .where('account.removed_at', 'is', null)
    .execute()
  const byKey = new Map(rows.map((row) => [`${row.workspace_id}/${row.id}`, row]))
  return keys.map(({ workspaceId, accountId }) => {
    const row = byKey.get(`${workspaceId}/${accountId}`)
    return row && { account: toFacts(row), secret: { sealed: row.sealed, expires_at: row.expires_at } }
  })
}
