import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { uuidv7 } from '#kit/ids'

/** Money among what publishing uses up, in US dollars. */
export const usd = 'usd'

/** Money for looking up people to mention, which belongs to no delivery. */
export const usdForLookUps = 'usd-look-up'

interface LookUp {
  readonly workspaceId: string
  readonly accountId: string
  readonly network: string
  /** US dollars. */
  readonly amount: number
}

/** Puts what a look-up cost beside what publishing on the account did. */
export async function noteLookUp(db: Db, { workspaceId, accountId, network, amount }: LookUp): Promise<void> {
  await sql`
    insert into publishing.use (workspace_id, account_id, at, name, delivery_id, network, amount)
    values (${workspaceId}, ${accountId}, clock_timestamp(), ${usdForLookUps}, ${uuidv7()}, ${network}, ${amount})`.execute(db)
}
