import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { Insights } from '#networks/network'

import type { By, Filter, Metric } from '../contract.ts'
import type { Rate } from '../contract.ts'
import { type FactMetric, metrics as dictionary } from '../metrics-contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { factsBehind } from './facts-behind.ts'

/** Whose numbers are looked at, and which of them there can be. */
export interface Scope {
  readonly workspaceId: string
  readonly brandId: string
  readonly timeZone: string
  readonly now: Temporal.Instant
  readonly accounts: readonly MeasuredAccount[]
  readonly filter: Filter
  /** Numbers of posts alone: what is asked for cannot be said of a profile. */
  readonly postsOnly: boolean
  /** What several parts of an answer need is asked for once. */
  readonly once: <Value>(key: string, make: () => Promise<Value>) => Promise<Value>
}

export interface MeasuredAccount {
  readonly accountId: string
  readonly network: string
  readonly subject: number
}

/** An account, and under which name it is added up with others of its network. */
export interface GroupedAccount extends MeasuredAccount {
  readonly group: string
}

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly filter: Filter
  readonly by?: By | undefined
  readonly basis: 'activity' | 'published'
}

/** Throws NOT_FOUND where the brand is not the workspace's. Accounts that were disconnected keep their numbers. */
export async function scopeOf(needs: AnalyticsNeeds, { workspaceId, brandId, filter, by, basis }: Asked): Promise<Scope> {
  const [{ timeZone }, accounts] = await Promise.all([
    needs.publishing.brand(needs.db, { workspaceId, brandId }),
    accountsOf(needs.db, { workspaceId, brandId, filter }),
  ])
  const ofPosts = filter.campaignIds ?? filter.labelIds ?? filter.types
  const postsOnly =
    basis === 'published' || ofPosts !== undefined || (by !== undefined && ['campaign', 'label', 'type', 'post'].includes(by))
  return { workspaceId, brandId, timeZone, now: needs.clock.now(), accounts, filter, postsOnly, once: onceFor() }
}

function onceFor(): Scope['once'] {
  const known = new Map<string, Promise<unknown>>()
  return <Value>(key: string, make: () => Promise<Value>) => {
    const found = known.get(key) ?? make()
    known.set(key, found)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key belongs to one question
    return found as Promise<Value>
  }
}

async function accountsOf(
  db: Db,
  { workspaceId, brandId, filter }: { workspaceId: string; brandId: string; filter: Filter },
): Promise<MeasuredAccount[]> {
  return db
    .selectFrom('analytics.profile')
    .select(['account_id as accountId', 'network', 'subject'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .$if(filter.accountIds !== undefined, (query) => query.where(sql<boolean>`account_id = any(${filter.accountIds ?? []}::uuid[])`))
    .$if(filter.networks !== undefined, (query) => query.where(sql<boolean>`network = any(${filter.networks ?? []}::text[])`))
    .orderBy('account_id')
    .execute()
}

/** Where a network's number of a metric is taken from: the profile's own where it tells that, else its posts'. */
export type Side = 'profile' | 'posts'

export function sideOf(insights: Insights | undefined, metric: FactMetric, postsOnly: boolean): Side | undefined {
  const tells = (sources: readonly { readonly metric: FactMetric }[] = []) => sources.some((source) => source.metric === metric)
  if (!postsOnly && tells(insights?.profile?.sources)) return 'profile'
  return tells(insights?.posts?.sources) || dictionary[metric].counted ? 'posts' : undefined
}

/** How old the numbers are, and which of the accounts cannot say them. */
export async function standingOf(
  needs: AnalyticsNeeds,
  scope: Scope,
  { metrics, rate }: { metrics: readonly Metric[]; rate: Rate },
): Promise<{ timeZone: string; readAt?: string; missing: { metric: Metric; accountIds: string[] }[] }> {
  const { rows } = await sql<{ read_at: Date | null }>`
    select max(read_at) as read_at from analytics.reading
    where workspace_id = ${scope.workspaceId} and account_id = any(${scope.accounts.map(({ accountId }) => accountId)}::uuid[])`.execute(
    needs.db,
  )
  const missing = metrics.flatMap((metric) => {
    const accountIds = scope.accounts
      .filter(({ network }) => !isTold(needs, scope, { network, metric, rate }))
      .map(({ accountId }) => accountId)
    return accountIds.length > 0 ? [{ metric, accountIds }] : []
  })
  const readAt = rows[0]?.read_at
  return { timeZone: scope.timeZone, ...(readAt ? { readAt: readAt.toISOString() } : {}), missing }
}

function isTold(
  { publishing }: AnalyticsNeeds,
  { postsOnly }: Scope,
  { network, metric, rate }: { network: string; metric: Metric; rate: Rate },
): boolean {
  const insights = publishing.network(network)?.insights
  const tells = (fact: FactMetric) => sideOf(insights, fact, postsOnly && fact !== 'followers') !== undefined
  if (metric === 'posts') return true
  if (metric === 'engagements') return factsBehind(['engagements'], rate).some(tells)
  if (metric === 'engagementRate') return tells(rate.base) && factsBehind(['engagements'], rate).some(tells)
  if (postsOnly && (metric === 'followers' || metric === 'followerGrowth')) return false
  return factsBehind([metric], rate).every(tells)
}
