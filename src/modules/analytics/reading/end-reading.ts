import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { Trouble } from '#networks/network'

import type { Reading } from './readings.ts'

/** It went well. `next`, in milliseconds since 1970, is when it is read again; undefined: never. */
export async function endReading(db: Db | Tx, reading: Reading, { now, next }: { now: number; next: number | undefined }): Promise<void> {
  await rowOf(db, reading)
    .set({ read_at: new Date(now), next_at: next === undefined ? null : new Date(next), failures: 0, reason: null })
    .execute()
}

/** A quarter of an hour, doubled with each failure in a row, at most six hours; or for as long as the network asks. What it refuses is asked for again once a day. */
export async function waitLonger(db: Db, reading: Reading, { now, trouble }: { now: number; trouble: Trouble }): Promise<void> {
  const asked = trouble.kind === 'slow-down' ? trouble.until.epochMilliseconds : trouble.kind === 'rejected' ? now + 86_400_000 : 0
  await rowOf(db, reading)
    .set({
      failures: sql<number>`failures + 1`,
      next_at: sql<Date>`greatest(${new Date(asked)}, ${new Date(now)}::timestamptz + least(interval '15 minutes' * 2 ^ least(failures, 5), interval '6 hours'))`,
      reason: JSON.stringify(trouble.reason),
    })
    .execute()
}

function rowOf(db: Db | Tx, { workspaceId, accountId, what }: Reading) {
  return db
    .updateTable('analytics.reading')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('what', '=', what)
}
