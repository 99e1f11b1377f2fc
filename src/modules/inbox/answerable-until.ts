import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { InboxNeeds } from './needs.ts'
import type { ThreadTable } from './tables.ts'

/** Until when the network takes an answer in this thread, by the person's last word; undefined where there is no end. Inside a transaction pass the transaction. */
export async function answerableUntil(
  { publishing }: InboxNeeds,
  db: Db,
  { workspaceId, threadId }: { workspaceId: string; threadId: string },
): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<Pick<ThreadTable, 'network' | 'kind'> & { last_at: Date | null }>`
    select t.network, t.kind, (
      select max(m.at) from inbox.message m where m.workspace_id = t.workspace_id and m.thread_id = t.id and not m.by_us
    ) as last_at
    from inbox.thread t where t.workspace_id = ${workspaceId} and t.id = ${threadId}`.execute(db)
  const [thread] = rows
  const hours = thread && publishing.network(thread.network)?.inbox?.answering?.withinHours?.(thread.kind)
  return hours === undefined ? undefined : thread?.last_at?.toTemporalInstant().add({ hours })
}
