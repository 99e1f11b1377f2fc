import { sql } from 'kysely'

import type { Tx } from '#kit/database'

/** What networks tell of an account is kept one after the other, until the transaction ends. */
export async function holdAccount(tx: Tx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox/${accountId}`}, 0))`.execute(tx)
}
