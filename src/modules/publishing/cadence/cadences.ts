import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'

import type { Cadence } from '../contract.ts'
import type { CadenceTable } from '../tables.ts'

/** How often the accounts of a brand speak. */
export async function listCadences(
  db: Db | Tx,
  { workspaceId, brandId, accountIds }: { workspaceId: string; brandId: string; accountIds?: readonly string[] | undefined },
): Promise<Cadence[]> {
  const rows = await db
    .selectFrom('publishing.cadence')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .$if(accountIds !== undefined, (query) => query.where('account_id', 'in', accountIds ?? []))
    .orderBy('account_id')
    .execute()
  return rows.map(toCadence)
}

export function toCadence(row: Selectable<CadenceTable>): Cadence {
  return {
    accountId: row.account_id,
    slots: row.slots,
    ...(row.most_days_apart === null ? {} : { mostDaysApart: row.most_days_apart }),
    ...(row.most_per_day === null ? {} : { mostPerDay: row.most_per_day }),
  }
}
