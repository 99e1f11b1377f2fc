import { sql } from 'kysely'

import type { Reason } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import { shownReason } from '../shown-reason.ts'
import { sendReadings } from './read-source-job.ts'
import { knownHere } from './source.ts'

/** How far each connected account of the brand is read. */
export async function listReadings(
  { db, publishing }: InboxNeeds,
  { workspaceId, brandId, within }: { workspaceId: string; brandId: string; within?: readonly string[] },
) {
  const { rows } = await sql<{ accountId: string; since: Date; readAt: Date | null; reason: Reason | null }>`
    select account_id as "accountId", min(since) as since, min(read_at) as "readAt", (array_agg(reason) filter (where reason is not null))[1] as reason
    from inbox.reading where workspace_id = ${workspaceId} and source <> ${knownHere} group by account_id order by account_id`.execute(db)
  const accounts = await publishing.accounts.find(db, { workspaceId, ids: rows.map(({ accountId }) => accountId) })
  const ofBrand = new Set(accounts.filter((account) => account.brandId === brandId).map(({ id }) => id))
  return rows
    .filter(({ accountId }) => ofBrand.has(accountId) && (within?.includes(accountId) ?? true))
    .map(({ accountId, since, readAt, reason }) => ({
      accountId,
      since: since.toISOString(),
      ...(readAt ? { readAt: readAt.toISOString() } : {}),
      ...(reason ? { reason: shownReason(reason) } : {}),
    }))
}

/** Has every source of the brand's accounts read at once. Answers how many. */
export async function readNow(
  needs: InboxNeeds,
  { workspaceId, brandId }: { workspaceId: string; brandId: string },
): Promise<{ asked: number }> {
  const rows = await needs.db
    .selectFrom('inbox.reading')
    .select(['account_id as accountId', 'source'])
    .where('workspace_id', '=', workspaceId)
    .where('source', '!=', knownHere)
    .execute()
  const accounts = await needs.publishing.accounts.find(needs.db, {
    workspaceId,
    ids: [...new Set(rows.map(({ accountId }) => accountId))],
  })
  const ofBrand = new Set(accounts.filter((account) => account.brandId === brandId).map(({ id }) => id))
  const sources = rows.filter(({ accountId }) => ofBrand.has(accountId)).map((row) => ({ workspaceId, ...row }))
  await sendReadings(needs, sources)
  return { asked: sources.length }
}
