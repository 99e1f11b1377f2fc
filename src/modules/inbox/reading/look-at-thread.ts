import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { InboxKind } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import { lookAtThreadJob } from './look-at-thread-job.ts'
import { lookAt, lookingAt } from './look-at.ts'
import type { Source } from './source.ts'
import { waitLonger } from './wait-longer.ts'

interface Which {
  readonly workspaceId: string
  readonly threadId: string
}

/** A thread that somebody has open: `lookedAgo` in seconds, null where nobody looked yet. */
interface Open extends Which {
  readonly network: string
  readonly kind: InboxKind
  readonly lookedAgo: number | null
}

/** Has a thread that is open looked at in the background, once in some minutes however many have it open. */
export async function lookWhileOpen(
  { db, jobs, publishing }: Pick<InboxNeeds, 'db' | 'jobs' | 'publishing'>,
  { network, kind, lookedAgo, ...which }: Open,
): Promise<void> {
  const again = publishing.network(network)?.inbox?.lookingAgain
  if (!again?.kinds.includes(kind) || (lookedAgo !== null && lookedAgo < again.everyOpen)) return
  await db.transaction().execute(async (tx) => {
    const { numAffectedRows } = await sql`
      update inbox.thread set looked_at = clock_timestamp() where workspace_id = ${which.workspaceId} and id in (
        select id from inbox.thread where workspace_id = ${which.workspaceId} and id = ${which.threadId}
          and (looked_at is null or looked_at <= clock_timestamp() - ${again.everyOpen} * interval '1 second')
        for update skip locked
      )`.execute(tx)
    if (numAffectedRows === 1n) await jobs.send(tx, lookAtThreadJob, { payload: which, key: which.threadId })
  })
}

/** May run twice. */
export async function lookAtThread(needs: InboxNeeds, { workspaceId, threadId }: Which, signal: AbortSignal): Promise<void> {
  const thread = await needs.db
    .selectFrom('inbox.thread')
    .select('account_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', threadId)
    .executeTakeFirst()
  const looking = thread && (await lookingAt(needs, { workspaceId, accountId: thread.account_id }, signal))
  if (!looking || (await isWaiting(needs.db, looking.source))) return
  const looked = await lookAt(looking, [threadId])
  const every = looking.again.round?.every ?? looking.again.everyOpen
  if (!looked.ok) await waitLonger(needs.db, looking.source, { every, trouble: looked.trouble })
}

/** The network was in trouble lately, or wants to be left alone for a while. */
async function isWaiting(db: Db, { workspaceId, accountId, source }: Source): Promise<boolean> {
  const row = await db
    .selectFrom('inbox.reading')
    .select('failures')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('source', '=', source)
    .where('failures', '>', 0)
    .where('next_read_at', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  return row !== undefined
}
