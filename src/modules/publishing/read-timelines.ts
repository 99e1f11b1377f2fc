import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { ConnectedAccount, WorkerNeeds } from './needs.ts'
import { readTimelineJob } from './read-timeline-job.ts'

/** Asks for a reading of every profile whose time has come. Profiles of networks that show no timeline are left alone. */
export async function readTimelines(needs: Pick<WorkerNeeds, 'db' | 'jobs' | 'network' | 'accounts'>): Promise<void> {
  const accounts = (await needs.accounts.connected(needs.db)).filter(({ network }) => needs.network(network)?.timeline)
  if (accounts.length === 0) return
  await rememberNew(needs.db, accounts)
  for (const account of await takeDue(needs.db, accounts)) {
    await needs.jobs.send(needs.db, readTimelineJob, { payload: account, key: account.accountId })
  }
}

/** Also those that were connected before anyone read timelines, and whose event was lost. */
async function rememberNew(db: Db, accounts: readonly ConnectedAccount[]): Promise<void> {
  await sql`
    insert into publishing.timeline (workspace_id, account_id, next_read_at)
    select workspace_id, account_id, clock_timestamp() from unnest(
      ${accounts.map(({ workspaceId }) => workspaceId)}::uuid[], ${accounts.map(({ id }) => id)}::uuid[]
    ) account (workspace_id, account_id)
    on conflict do nothing`.execute(db)
}

const mostAtOnce = 500

/** Taken by one asker: with its next time already put off, a profile is asked for again even if this job is lost. */
async function takeDue(db: Db, accounts: readonly ConnectedAccount[]): Promise<readonly { workspaceId: string; accountId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; accountId: string }>`
    update publishing.timeline set next_read_at = clock_timestamp() + interval '15 minutes'
    where next_read_at <= clock_timestamp() and (workspace_id, account_id) in (
      select workspace_id, account_id from publishing.timeline
      where next_read_at <= clock_timestamp() and account_id = any(${accounts.map(({ id }) => id)}::uuid[])
      order by next_read_at
      limit ${mostAtOnce}
    )
    returning workspace_id as "workspaceId", account_id as "accountId"`.execute(db)
  return rows
}
