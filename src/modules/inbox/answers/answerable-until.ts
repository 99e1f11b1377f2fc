import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { HeldThread } from '../hold-threads.ts'
import type { InboxNeeds } from '../needs.ts'

interface Where {
  readonly workspaceId: string
  readonly thread: Pick<HeldThread, 'id' | 'network' | 'kind'>
}

/** Until when the network takes an answer in this thread, by the person's last word; undefined where there is no end. Inside a transaction pass the transaction. */
export async function answerableUntil(
  { publishing }: InboxNeeds,
  db: Db,
  { workspaceId, thread: { id, network, kind } }: Where,
): Promise<Temporal.Instant | undefined> {
  const hours = publishing.network(network)?.inbox?.answering?.withinHours?.(kind)
  if (hours === undefined) return undefined
  const { rows } = await sql<{ last_at: Date | null }>`
    select max(at) as last_at from inbox.message where workspace_id = ${workspaceId} and thread_id = ${id} and not by_us`.execute(db)
  return rows[0]?.last_at?.toTemporalInstant().add({ hours })
}
