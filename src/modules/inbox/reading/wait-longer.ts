import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { Trouble } from '#networks/network'

import type { Source } from './source.ts'

/** The usual pause, in seconds, doubled with each failure in a row, at most an hour; or for as long as the network asks. */
export async function waitLonger(db: Db, source: Source, { every, trouble }: { every: number; trouble: Trouble }): Promise<void> {
  const asked = trouble.kind === 'slow-down' ? new Date(trouble.until.epochMilliseconds) : new Date(0)
  await db
    .updateTable('inbox.reading')
    .set({
      failures: sql<number>`failures + 1`,
      next_read_at: sql<Date>`greatest(${asked}, clock_timestamp() + least(${every} * 2 ^ least(failures, 10), greatest(3600, ${every})) * interval '1 second')`,
      reason: JSON.stringify(trouble.reason),
    })
    .where('workspace_id', '=', source.workspaceId)
    .where('account_id', '=', source.accountId)
    .where('source', '=', source.source)
    .execute()
}
