import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { Trouble } from '#networks/network'

import { askAccount } from './ask-account.ts'
import { keepTimeline, type Profile } from './keep-timeline.ts'
import type { WorkerNeeds } from './needs.ts'

type Needs = Pick<WorkerNeeds, 'db' | 'network' | 'accounts' | 'environment' | 'log'>

/**
 * Reads what stands on a profile and keeps what was made elsewhere: the last ninety days at first, afterwards what may still
 * change. Trouble is waited out, longer each time; nothing is lost by it. May run twice, also at once.
 */
export async function readTimeline(needs: Needs, profile: Profile, signal: AbortSignal): Promise<void> {
  const { workspaceId, accountId } = profile
  const [account] = await needs.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const network = account && needs.network(account.network)
  if (!account || account.signedOut || !network?.timeline) return
  const row = await begin(needs.db, profile)
  const since = sinceWhen(row.readAt, row.now)
  const { timeline, id: networkId } = network
  const threw = (err: unknown) => needs.log.warn({ err, network: networkId, accountId }, 'a timeline could not be read')
  const read = await askAccount(needs, { ...profile, networkId, signal, startedAt: row.now, threw }, (access, environment) =>
    timeline.recent(since, access, environment),
  )
  if (read.ok) await keepTimeline(needs.db, { profile, account, posts: read.value, since, startedAt: row.now })
  else await waitLonger(needs.db, profile, read.trouble)
}

const atFirst = { hours: 24 * 90 }
const mayStillChange = { hours: 24 * 7 }

/** A week back, for what was deleted or rewritten since; further where nobody has read for longer. */
function sinceWhen(readAt: Temporal.Instant | undefined, now: Temporal.Instant): Temporal.Instant {
  const [longest, usual] = [now.subtract(atFirst), now.subtract(mayStillChange)]
  if (!readAt || Temporal.Instant.compare(readAt, longest) < 0) return longest
  return Temporal.Instant.compare(readAt, usual) < 0 ? readAt : usual
}

async function begin(db: Db, { workspaceId, accountId }: Profile): Promise<{ readAt?: Temporal.Instant; now: Temporal.Instant }> {
  const row = await db
    .insertInto('publishing.timeline')
    .values({ workspace_id: workspaceId, account_id: accountId, next_read_at: sql<Date>`clock_timestamp()` })
    // The row as it is, also where it was there before.
    .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet({ account_id: accountId }))
    .returning(['read_at', sql<Date>`clock_timestamp()`.as('now')])
    .executeTakeFirstOrThrow()
  return { now: row.now.toTemporalInstant(), ...(row.read_at ? { readAt: row.read_at.toTemporalInstant() } : {}) }
}

/** A quarter of an hour, doubled with each failure in a row, at most six hours; or for as long as the network asks. */
async function waitLonger(db: Db, { workspaceId, accountId }: Profile, trouble: Trouble): Promise<void> {
  const asked = trouble.kind === 'slow-down' ? new Date(trouble.until.epochMilliseconds) : new Date(0)
  await db
    .updateTable('publishing.timeline')
    .set({
      failures: sql<number>`failures + 1`,
      next_read_at: sql<Date>`greatest(${asked}, clock_timestamp() + least(interval '15 minutes' * 2 ^ least(failures, 5), interval '6 hours'))`,
    })
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute()
}
