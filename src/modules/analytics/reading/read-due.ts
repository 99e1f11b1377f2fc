import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { ConnectedAccount } from '#modules/publishing'
import { holdWorkspace } from '#modules/teams'

import type { AnalyticsNeeds } from '../needs.ts'
import { newSubject } from '../posts/new-subject.ts'
import { sendReadings } from './read-account-job.ts'
import { kindsOf, type Reading } from './readings.ts'

/** Has everything read whose time has come, of accounts that are connected and signed in. */
export async function readDue(needs: AnalyticsNeeds): Promise<void> {
  const accounts = await needs.publishing.accounts.connected(needs.db)
  if (accounts.length === 0) return
  await rememberAccounts(needs, accounts)
  const due = await takeDue(needs, accounts)
  await sendReadings(needs.jobs, needs.db, due)
}

/** From now on these are measured. Also those that were connected before anyone measured. */
export async function rememberAccounts(needs: AnalyticsNeeds, accounts: readonly ConnectedAccount[]): Promise<void> {
  const unknown = await unknownOf(needs, accounts)
  for (const [workspaceId, ofOne] of Map.groupBy(unknown, (account) => account.workspaceId)) {
    const facts = await needs.publishing.accounts.find(needs.db, { workspaceId, ids: ofOne.map(({ id }) => id) })
    await needs.db.transaction().execute(async (tx) => {
      // Only of a workspace that is still there: a latecomer must not leave anything behind.
      if (!(await holdWorkspace(tx, workspaceId))) return
      for (const { id: accountId, brandId, network } of facts) {
        await tx
          .insertInto('analytics.profile')
          .values({ workspace_id: workspaceId, account_id: accountId, brand_id: brandId, network, subject: newSubject() })
          .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doNothing())
          .execute()
        await tx
          .insertInto('analytics.reading')
          .values(
            kindsOf(needs.publishing.network(network)?.insights).map((what) => ({
              workspace_id: workspaceId,
              account_id: accountId,
              what,
              next_at: nowOf(needs),
              back_to: null,
            })),
          )
          .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id', 'what']).doNothing())
          .execute()
      }
    })
  }
}

async function unknownOf({ db, publishing }: AnalyticsNeeds, accounts: readonly ConnectedAccount[]): Promise<readonly ConnectedAccount[]> {
  const rows = await db
    .selectFrom('analytics.reading')
    .select(['account_id', 'what'])
    .where(sql<boolean>`account_id = any(${accounts.map(({ id }) => id)}::uuid[])`)
    .execute()
  const known = new Set(rows.map(({ account_id, what }) => `${account_id}/${what}`))
  return accounts.filter(({ id, network }) => kindsOf(publishing.network(network)?.insights).some((what) => !known.has(`${id}/${what}`)))
}

const mostAtOnce = 1000

/** Taken by one asker: with its next time already put off, a reading is asked for again even if its job is lost. */
async function takeDue({ db, clock }: AnalyticsNeeds, accounts: readonly ConnectedAccount[]): Promise<readonly Reading[]> {
  const now = nowOf({ clock })
  const { rows } = await sql<Reading>`
    update analytics.reading set next_at = ${now}::timestamptz + interval '10 minutes'
    where (workspace_id, account_id, what) in (
      select workspace_id, account_id, what from analytics.reading
      where next_at <= ${now} and account_id = any(${accounts.map(({ id }) => id)}::uuid[])
      order by next_at limit ${mostAtOnce}
      for update skip locked
    )
    returning workspace_id as "workspaceId", account_id as "accountId", what`.execute(db)
  return rows
}

function nowOf({ clock }: Pick<AnalyticsNeeds, 'clock'>): Date {
  return new Date(clock.now().epochMilliseconds)
}

/** A brand's accounts are read at once, rather than when it is time. Answers how many readings that are. */
export async function readNow(
  needs: AnalyticsNeeds,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<{ asked: number }> {
  const connected = (await needs.publishing.accounts.connected(needs.db)).filter((account) => account.workspaceId === workspaceId)
  await rememberAccounts(needs, connected)
  const ofBrand = await dueNow(needs.db, { workspaceId, brandId, accountIds: connected.map(({ id }) => id), now: nowOf(needs) })
  await sendReadings(needs.jobs, needs.db, ofBrand)
  return { asked: ofBrand.length }
}

/** Also what is due anyway, as of an account that is new. What a network asked us to wait for is waited for, whoever asks. */
async function dueNow(
  db: Db,
  { workspaceId, brandId, accountIds, now }: { workspaceId: string; brandId: string; accountIds: readonly string[]; now: Date },
): Promise<readonly Reading[]> {
  const { rows } = await sql<Reading>`
    update analytics.reading r set next_at = ${now}::timestamptz + interval '10 minutes'
    from analytics.profile p
    where r.workspace_id = ${workspaceId} and p.workspace_id = r.workspace_id and p.account_id = r.account_id and p.brand_id = ${brandId}
      and r.account_id = any(${[...accountIds]}::uuid[]) and (r.what in ('profile', 'posts') and r.failures = 0 or r.next_at <= ${now})
    returning r.workspace_id as "workspaceId", r.account_id as "accountId", r.what`.execute(db)
  return rows
}
