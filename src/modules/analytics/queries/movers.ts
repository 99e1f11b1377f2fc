import { type RawBuilder, sql } from 'kysely'

import type { Metric, Overview, Period } from '../contract.ts'
import { columnOf } from '../facts/metric-columns.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { postMatches } from './by-posts.ts'
import { factsBehind } from './facts-behind.ts'
import { measuredPosts } from './measured-posts.ts'
import { postMetricSql } from './post-values.ts'
import type { Scope } from './scope.ts'
import { rowsOf } from './spans.ts'

/** Measures that posts add to, so that one can say which did; and what one of each weighs where posts are looked for. */
const weights = { impressions: 1, engagements: 20, siteClicks: 50 } as const satisfies Partial<Record<Metric, number>>
const moved = ['impressions', 'engagements', 'siteClicks'] as const
const rate = { base: 'reach', average: 'sums' } as const
const facts = factsBehind(moved, rate)
const eachWay = 3

interface Asked {
  readonly scope: Scope
  readonly period: Period
  readonly before: Period
}

/** The posts on which a measure grew or fell most against the period before, and by how much. */
export async function readMovers(needs: AnalyticsNeeds, { scope, period, before }: Asked): Promise<Overview['movers']> {
  if (scope.accounts.length === 0) return []
  const changes = await largestChanges(needs, { scope, period, before })
  const movers = moved.flatMap((metric) => ends(changes, metric).map((change) => ({ metric, change })))
  const values = new Map(movers.map(({ change: { subject } }) => [subject, {}]))
  const posts = await measuredPosts(needs.db, { workspaceId: scope.workspaceId, values })
  const bySubject = new Map([...values.keys()].map((subject, index) => [subject, posts[index]]))
  return movers.map(({ metric, change }) => {
    const post = bySubject.get(change.subject)
    return { metric, change: change[metric] ?? 0, accountId: change.account_id, ...(post ? { post } : {}) }
  })
}

interface Change extends Record<(typeof moved)[number], number | null> {
  readonly subject: number
  readonly account_id: string
}

/** Those that grew most and those that fell most, the largest first. */
function ends(changes: readonly Change[], metric: (typeof moved)[number]): Change[] {
  const size = (change: Change) => change[metric] ?? 0
  const inOrder = changes.filter((change) => size(change) !== 0).toSorted((a, b) => size(b) - size(a))
  const [up, down] = [
    inOrder.filter((change) => size(change) > 0).slice(0, eachWay),
    inOrder.filter((change) => size(change) < 0).slice(-eachWay),
  ]
  return [...up, ...down].toSorted((a, b) => Math.abs(size(b)) - Math.abs(size(a)))
}

const firstLook = 150
const lastLook = 900

/**
 * No post can have changed by more than it has gathered in all. So those that have gathered most are looked at first, and no further ones once none of
 * them could have changed by more than those found. After many, what was found is near enough: of posts that gathered alike any may be named.
 */
async function largestChanges(needs: AnalyticsNeeds, asked: Asked): Promise<readonly Change[]> {
  for (let look = firstLook; ; look *= 6) {
    const candidates = await largestPosts(needs, asked.scope, look)
    const changes = await changesOf(needs, asked, candidates)
    const least = candidates.at(-1)?.score ?? 0
    const found = moved.every((metric) => {
      const shown = ends(changes, metric)
      return shown.length === 0 || Math.abs(shown[Math.min(eachWay, shown.length) - 1]?.[metric] ?? 0) * weights[metric] >= least
    })
    if (found || candidates.length < look || look >= lastLook) return changes
  }
}

interface Candidate {
  readonly subject: number
  readonly score: number
}

async function largestPosts({ db }: AnalyticsNeeds, scope: Scope, limit: number): Promise<readonly Candidate[]> {
  const { workspaceId, accounts, filter } = scope
  const weighed = moved.map((metric) => sql`coalesce(${postMetricSql(metric, { facts, rate, row: 'l' })}, 0) * ${sql.lit(weights[metric])}`)
  const narrowed = filter.types ?? filter.campaignIds ?? filter.labelIds
  const { rows } = await sql<Candidate>`
    select l.subject, greatest(${sql.join(weighed)}) as score from analytics.latest l
    ${narrowed ? sql`join analytics.post p on p.workspace_id = l.workspace_id and p.subject = l.subject and ${postMatches(scope, sql`p`)}` : sql``}
    where l.workspace_id = ${workspaceId} and l.account_id = any(${accounts.map(({ accountId }) => accountId)}::uuid[])
    order by score desc, l.subject limit ${limit}`.execute(db)
  return rows
}

async function changesOf(
  { db }: AnalyticsNeeds,
  { scope, period, before }: Asked,
  candidates: readonly Candidate[],
): Promise<readonly Change[]> {
  if (candidates.length === 0) return []
  const span = { grain: 'day', from: `${before.from}T00:00:00Z`, to: `${period.to}T00:00:00Z` } as const
  const which = sql`r.workspace_id = ${scope.workspaceId} and r.subject = any(${candidates.map(({ subject }) => subject)}::bigint[])`
  const { rows } = await sql<Change>`
    select each.subject, p.account_id, ${sql.join(moved.map((metric) => sql`${postMetricSql(metric, { facts, rate, row: 'each' })} as ${sql.ref(metric)}`))}
    from (
      select r.subject, ${sql.join(facts.map((fact) => signedSum(columnOf(fact), period)))}
      from ${rowsOf('post_rollup', [span], which)} r group by 1
    ) each
    join analytics.post p on p.workspace_id = ${scope.workspaceId} and p.subject = each.subject`.execute(db)
  return rows
}

/** What came in the period less what came before. */
function signedSum(column: string, { from }: Period): RawBuilder<unknown> {
  const ref = sql.ref(`r.${column}`)
  return sql`sum(case when r.bucket >= ${from}::date then ${ref}::float8 else -${ref}::float8 end) as ${sql.ref(column)}`
}
