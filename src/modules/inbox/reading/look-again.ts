import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { LookingRound } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import { lookAt, type Looking, lookingAt } from './look-at.ts'
import type { Source } from './source.ts'
import { waitLonger } from './wait-longer.ts'

/**
 * Looks whether what was said in threads that wait for us is still there, whichever nobody looked at or spoke in for longest first. So many messages as the
 * network lets for a round; the others wait for the next. Trouble is waited out as in any reading. May run twice.
 */
export async function lookAgain(needs: InboxNeeds, source: Source, signal: AbortSignal): Promise<void> {
  const looking = await lookingAt(needs, source, signal)
  const round = looking?.again.round
  if (!looking || !round) return
  for (let asked = 0; asked < round.most && !signal.aborted;) {
    const threadIds = await nextThreads(looking, round.every)
    if (threadIds.length === 0) break
    const looked = await lookAt(looking, threadIds)
    if (!looked.ok) return waitLonger(needs.db, source, { every: round.every, trouble: looked.trouble })
    asked += Math.max(looked.value.asked, 1)
  }
  await waitForNext(needs.db, source, round)
}

/** Nobody waits any more for an answer to what is older. */
const longest = sql`interval '7 days'`

async function nextThreads(
  { needs, source: { workspaceId, accountId }, again: { kinds, atOnce } }: Looking,
  every: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from inbox.thread
    where workspace_id = ${workspaceId} and account_id = ${accountId} and state <> 'done'
      and greatest(looked_at, last_at) between now() - ${longest} and now() - ${every} * interval '1 second'
      and last_at > now() - ${longest} and kind = any(${[...kinds]}::text[])
    order by greatest(looked_at, last_at) limit ${atOnce}`.execute(needs.db)
  return rows.map(({ id }) => id)
}

async function waitForNext(
  db: Db,
  { workspaceId, accountId, source }: Source,
  { every, everyWhenTold = every }: LookingRound,
): Promise<void> {
  const isTold = sql`told_at > clock_timestamp() - interval '2 days'`
  const next = sql<Date>`clock_timestamp() + case when ${isTold} then ${everyWhenTold}::integer else ${every}::integer end * interval '1 second'`
  await db
    .updateTable('inbox.reading')
    .set({ read_at: sql<Date>`clock_timestamp()`, next_read_at: next, failures: 0, reason: null })
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('source', '=', source)
    .execute()
}
