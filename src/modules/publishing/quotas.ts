import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Network, Quota, QuotaReading } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { type AccountQuotas, publishingRefusals } from './contract.ts'
import { environmentOf } from './environment-of.ts'
import type { AccountFacts, WorkerNeeds } from './needs.ts'
import { usd, usdForLookUps, usdForReading } from './uses.ts'

/** What an account has used of its network's quotas: asked of the network where it tells, else counted by what Hearth published and read; and what publishing, looking people up and reading what they say cost, by month. */
export async function accountQuotas(
  needs: WorkerNeeds,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<AccountQuotas> {
  const [account] = await needs.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const network = account && needs.network(account.network)
  if (!account || !network) throw refuse(publishingRefusals, 'NOT_FOUND')
  const [told, counted, months] = await Promise.all([
    read(needs, { workspaceId, account, network }),
    Promise.all((network.quotas?.counted ?? []).map((quota) => count(needs.db, { workspaceId, account, quota }))),
    spent(needs.db, { workspaceId, accountId }),
  ])
  return {
    quotas: [
      ...told.map((quota) => ({ ...quota, by: 'network' as const })),
      ...counted.map((quota) => ({ ...quota, by: 'hearth' as const })),
    ],
    months,
  }
}

interface Asked {
  readonly workspaceId: string
  readonly account: AccountFacts
  readonly network: Network
}

/** A network that does not answer tells nothing for now. */
async function read(needs: WorkerNeeds, { workspaceId, account, network }: Asked): Promise<readonly QuotaReading[]> {
  if (!network.quotas?.read || account.signedOut) return []
  const { quotas } = network
  const environment = environmentOf(needs, { workspaceId, networkId: network.id, media: noMedia, signal: AbortSignal.timeout(10_000) })
  try {
    const answer = await needs.accounts.withAccess(
      { workspaceId, accountId: account.id },
      async (access) => (await quotas.read?.(access, environment)) ?? { ok: true, value: [] },
    )
    return answer.ok ? answer.value : []
  } catch (error) {
    needs.log.warn({ err: error, network: network.id, accountId: account.id }, 'quotas could not be read')
    return []
  }
}

/** A day begins at midnight in the quota's zone; a month likewise. */
async function count(
  db: Db,
  { workspaceId, account, quota }: { workspaceId: string; account: AccountFacts; quota: Quota },
): Promise<QuotaReading> {
  const { name, max, per, zone = 'UTC', of } = quota
  const since =
    per === 'rolling-day'
      ? sql`clock_timestamp() - interval '24 hours'`
      : sql`date_trunc(${per}, clock_timestamp() at time zone ${zone}) at time zone ${zone}`
  const { rows } = await sql<{ used: string | null }>`
    select sum(amount) as used from publishing.use
    where workspace_id = ${workspaceId} and name = ${name} and at >= ${since}
      and ${of === 'app' ? sql`network = ${account.network}` : sql`account_id = ${account.id}`}`.execute(db)
  return { name, max, per, used: Number(rows[0]?.used ?? 0) }
}

/** US dollars of the last twelve months in which anything was spent, newest first. */
async function spent(db: Db, { workspaceId, accountId }: { workspaceId: string; accountId: string }): Promise<AccountQuotas['months']> {
  const { rows } = await sql<{ month: string; cost: string; posts: number }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM') as month, sum(amount) as cost, (count(*) filter (where name = ${usd}))::integer as posts
    from publishing.use
    where workspace_id = ${workspaceId} and account_id = ${accountId} and name in (${usd}, ${usdForLookUps}, ${usdForReading}) and at > clock_timestamp() - interval '12 months'
    group by 1 order by 1 desc`.execute(db)
  return rows.map(({ month, cost, posts }) => ({ month, cost: Number(cost), posts }))
}
