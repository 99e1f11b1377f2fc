import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announce } from '#kit/live'

import { topicsOf } from './topics.ts'

/** What was snoozed until now is open again. May run twice. */
export async function wakeSnoozed(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ workspace_id: string; id: string }>`
      update inbox.thread set state = 'open', snoozed_until = null
      where state = 'snoozed' and snoozed_until <= clock_timestamp()
      returning workspace_id, id`.execute(tx)
    for (const [workspaceId, woken] of Map.groupBy(rows, (row) => row.workspace_id))
      await announce(tx, { to: workspaceId, topics: topicsOf(...woken.map(({ id }) => id)) })
  })
}
