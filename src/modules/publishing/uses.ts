import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { QuotaUse } from '#networks/network'

/** Money among what publishing uses up, in US dollars. */
export const usd = 'usd'

/** Money for looking up people to mention, which belongs to no delivery. */
export const usdForLookUps = 'usd-look-up'

/** Money for reading what people say. */
export const usdForReading = 'usd-read'

interface Whose {
  readonly workspaceId: string
  readonly accountId: string
  readonly network: string
}

/** Puts what was used without publishing beside what publishing on the account used, by the hour. */
export async function noteUses(db: Db, { workspaceId, accountId, network }: Whose, uses: readonly QuotaUse[]): Promise<void> {
  const used = uses.filter(({ amount }) => amount > 0)
  if (used.length === 0) return
  // There is no delivery; the account's own id keeps one row an hour.
  await sql`
    insert into publishing.use as kept (workspace_id, account_id, at, name, delivery_id, network, amount)
    select ${workspaceId}, ${accountId}, date_trunc('hour', clock_timestamp()), name, ${accountId}, ${network}, sum(amount)
    from jsonb_to_recordset(${JSON.stringify(used)}::jsonb) as each(name text, amount numeric) group by name
    on conflict (workspace_id, account_id, at, name, delivery_id) do update set amount = kept.amount + excluded.amount`.execute(db)
}

/** Puts what a look-up cost, in US dollars, beside what publishing on the account did. */
export function noteLookUp(db: Db, { amount, ...whose }: Whose & { readonly amount: number }): Promise<void> {
  return noteUses(db, whose, [{ name: usdForLookUps, amount }])
}

/** The same for reading what people say, with what it took from the network's quotas. */
export function noteReading(
  db: Db,
  { uses, cost, ...whose }: Whose & { readonly uses: readonly QuotaUse[]; readonly cost: number },
): Promise<void> {
  return noteUses(db, whose, [...uses, { name: usdForReading, amount: cost }])
}
