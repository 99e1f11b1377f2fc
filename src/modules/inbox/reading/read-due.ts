import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { holdWorkspace } from '#modules/teams'

import type { InboxNeeds } from '../needs.ts'
import { askForHandler } from '../webhooks/handle-webhooks-job.ts'
import { areWebhooksDue } from '../webhooks/take-webhooks.ts'
import { sendReadings } from './read-source-job.ts'
import { type Source, sourcesOf } from './source.ts'

/** Has every source read that is due, and what webhooks told handled that could not be before. What was connected before anyone read inboxes, or whose event was lost, is found here. */
export async function readDue(needs: InboxNeeds): Promise<void> {
  if (await areWebhooksDue(needs.db)) await askForHandler(needs.db, needs)
  const accounts = await needs.publishing.accounts.connected(needs.db)
  const wanted = accounts.flatMap(({ workspaceId, id, network }) =>
    sourcesOf(needs.publishing.network(network)?.inbox).map((source) => ({ workspaceId, accountId: id, source })),
  )
  if (wanted.length === 0) return
  await remember(needs.db, wanted)
  await sendReadings(needs, await takeDue(needs.db, wanted))
}

/** How far back the first reading goes. */
const history = '30 days'

/** Only of a workspace that is still there: a latecomer must not leave anything behind. */
export async function remember(db: Db, sources: readonly Source[]): Promise<void> {
  for (const [workspaceId, ofOne] of Map.groupBy(await unknownOf(db, sources), (source) => source.workspaceId)) {
    await db.transaction().execute(async (tx) => {
      if (!(await holdWorkspace(tx, workspaceId))) return
      await sql`
        insert into inbox.reading (workspace_id, account_id, source, since, next_read_at)
        select ${workspaceId}, account_id, source, clock_timestamp() - ${history}::interval, clock_timestamp()
        from unnest(${ofOne.map(({ accountId }) => accountId)}::uuid[], ${ofOne.map(({ source }) => source)}::text[]) r (account_id, source)
        on conflict do nothing`.execute(tx)
    })
  }
}

async function unknownOf(db: Db, sources: readonly Source[]): Promise<readonly Source[]> {
  const rows = await db
    .selectFrom('inbox.reading')
    .select(['account_id', 'source'])
    .where(sql<boolean>`account_id = any(${sources.map(({ accountId }) => accountId)}::uuid[])`)
    .execute()
  const known = new Set(rows.map(({ account_id, source }) => `${account_id}/${source}`))
  return sources.filter(({ accountId, source }) => !known.has(`${accountId}/${source}`))
}

const mostAtOnce = 1000

/** Taken by one asker: with its next time already put off, a source is asked for again even if this job is lost. */
async function takeDue(db: Db, sources: readonly Source[]): Promise<readonly Source[]> {
  const { rows } = await sql<Source>`
    update inbox.reading set next_read_at = clock_timestamp() + interval '5 minutes'
    where next_read_at <= clock_timestamp() and (workspace_id, account_id, source) in (
      select workspace_id, account_id, source from inbox.reading
      where next_read_at <= clock_timestamp() and account_id = any(${sources.map(({ accountId }) => accountId)}::uuid[])
      order by next_read_at limit ${mostAtOnce}
      for update skip locked
    )
    returning workspace_id as "workspaceId", account_id as "accountId", source`.execute(db)
  return rows
}
