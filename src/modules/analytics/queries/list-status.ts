import type { Selectable } from 'kysely'

import type { Reason as ShownReason } from '#contract/connections'
import type { Insights, Reason } from '#networks/network'

import type { AccountStatus } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import type { ReadingTable } from '../tables.ts'

/** How far each connected account of the brand is read. */
export async function listStatus(
  { db, publishing, clock }: AnalyticsNeeds,
  { workspaceId, brandId, within }: { workspaceId: string; brandId: string; within?: readonly string[] },
): Promise<AccountStatus[]> {
  await publishing.brand(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('analytics.profile as p')
    .innerJoin('analytics.reading as r', (join) =>
      join.onRef('r.workspace_id', '=', 'p.workspace_id').onRef('r.account_id', '=', 'p.account_id'),
    )
    .selectAll('r')
    .select('p.network')
    .where('p.workspace_id', '=', workspaceId)
    .where('p.brand_id', '=', brandId)
    .$if(within !== undefined, (query) => query.where('p.account_id', 'in', within ?? []))
    .orderBy('r.account_id')
    .orderBy('r.what')
    .execute()
  const connected = await publishing.accounts.find(db, { workspaceId, ids: [...new Set(rows.map(({ account_id }) => account_id))] })
  const byAccount = Map.groupBy(rows, ({ account_id }) => account_id)
  return connected.flatMap(({ id, network }) => {
    const readings = byAccount.get(id)
    return readings
      ? [statusOf(readings, { accountId: id, network, insights: publishing.network(network)?.insights, now: clock.now() })]
      : []
  })
}

interface About {
  readonly accountId: string
  readonly network: string
  readonly insights: Insights | undefined
  readonly now: Temporal.Instant
}

function statusOf(readings: readonly Selectable<ReadingTable>[], { accountId, network, insights, now }: About): AccountStatus {
  const usual = readings.filter(({ what }) => what === 'profile' || what === 'posts')
  const readAt = latest(usual.map(({ read_at }) => read_at))
  const nextAt = earliest(usual.map(({ next_at }) => next_at))
  const history = historyOf(
    readings.find(({ what }) => what === 'history'),
    insights,
    now,
  )
  return {
    accountId,
    network,
    tells: { profile: insights?.profile !== undefined, posts: insights?.posts !== undefined, audience: insights?.audience !== undefined },
    ...(readAt ? { readAt } : {}),
    ...(nextAt ? { nextAt } : {}),
    ...(history ? { history } : {}),
    troubles: readings.flatMap(({ what, reason, failures, next_at }) =>
      reason ? [{ what, reason: shown(reason), failures, ...(next_at ? { nextAt: next_at.toISOString() } : {}) }] : [],
    ),
  }
}

function historyOf(
  row: Selectable<ReadingTable> | undefined,
  insights: Insights | undefined,
  now: Temporal.Instant,
): AccountStatus['history'] {
  const { profile } = insights ?? {}
  if (!row || !profile) return undefined
  const today = now.toZonedDateTimeISO(profile.zone).toPlainDate()
  const days = row.back_to === null ? 0 : Temporal.PlainDate.from(row.back_to).until(today, { largestUnit: 'day' }).days
  const done = row.next_at === null
  return { days: done ? profile.backDays : Math.min(days, profile.backDays), of: profile.backDays, done }
}

function latest(times: readonly (Date | null)[]): string | undefined {
  const known = times.filter((time) => time !== null).map((time) => time.getTime())
  return known.length === 0 ? undefined : new Date(Math.max(...known)).toISOString()
}

function earliest(times: readonly (Date | null)[]): string | undefined {
  const known = times.filter((time) => time !== null).map((time) => time.getTime())
  return known.length === 0 ? undefined : new Date(Math.min(...known)).toISOString()
}

function shown({ params, ...reason }: Reason): ShownReason {
  return { ...reason, ...(params ? { params: { ...params } } : {}) }
}
