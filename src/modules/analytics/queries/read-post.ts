import { sql } from 'kysely'
import type { z } from 'zod'

import { refuse } from '#kit/errors'

import { type analytics, analyticsRefusals, type Metric, metrics as dictionary, type Rate, type Values } from '../contract.ts'
import { numberOf, toldByHour } from '../facts/metric-columns.ts'
import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { engagementParts, factsBehind } from './facts-behind.ts'
import { measuredPosts } from './measured-posts.ts'
import { postMetricSql } from './post-values.ts'
import { scopeOf, standingOf } from './scope.ts'
import { usualOfPosts } from './usual-of-posts.ts'

type Answer = z.output<NonNullable<(typeof analytics.post)['~orpc']['outputSchema']>>

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
const ofPosts = (Object.keys(dictionary) as Metric[]).filter(
  (metric) => metric !== 'posts' && dictionary[metric].of.some((of) => of === 'post'),
)

interface Asked {
  readonly workspaceId: string
  readonly id: string
  /** Of the engagement rate; reach unless given. */
  readonly base?: Rate['base']
}

/** A post with everything known of it, and what it had gathered at each reading that said something new. */
export async function readPost(needs: AnalyticsNeeds, { workspaceId, id, base = 'reach' }: Asked): Promise<Answer> {
  const rate = { base, average: 'sums' } as const
  const post = await needs.db
    .selectFrom('analytics.post')
    .select(['subject', 'brand_id', 'account_id', 'published_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!post) throw refuse(analyticsRefusals, 'NOT_FOUND')
  const { subject } = post
  const filter = { accountIds: [post.account_id] }
  const scope = await scopeOf(needs, { workspaceId, brandId: post.brand_id, filter, by: 'post', basis: 'published' })
  const [values, growth, usual, standing] = await Promise.all([
    valuesNow(needs, { workspaceId, subject }, rate),
    growthOf(needs, { workspaceId, subject, publishedAt: post.published_at }),
    usualOfPosts(needs, { scope, besides: subject, metrics: ofPosts, rate }),
    standingOf(needs, scope, { metrics: ofPosts, rate }),
  ])
  const [measured] = await measuredPosts(needs.db, { workspaceId, values: new Map([[subject, values]]) })
  if (!measured) throw refuse(analyticsRefusals, 'NOT_FOUND')
  return { ...standing, ...(measured.readAt ? { readAt: measured.readAt } : {}), post: measured, ...(usual ? { usual } : {}), growth }
}

interface Which {
  readonly workspaceId: string
  readonly subject: number
}

async function valuesNow({ db }: AnalyticsNeeds, { workspaceId, subject }: Which, rate: Rate): Promise<Values> {
  const facts = factsBehind(ofPosts, rate)
  const { rows } = await sql<Record<string, number | null>>`
    select ${sql.join(ofPosts.map((metric) => sql`${postMetricSql(metric, { facts, rate, row: 'each' })} as ${sql.ref(metric)}`))}
    from (
      select l.*, p.followers as base_followers from analytics.latest l
      join analytics.post p on p.workspace_id = l.workspace_id and p.account_id = l.account_id and p.subject = l.subject
      where p.workspace_id = ${workspaceId} and p.subject = ${subject}
    ) each`.execute(db)
  return Object.fromEntries(ofPosts.map((metric) => [metric, rows[0]?.[metric] ?? null]))
}

/** Told values stand until others are told; what is told by the hour adds up. An hour may have begun before the post was published in it. */
async function growthOf(
  { db }: AnalyticsNeeds,
  { workspaceId, subject, publishedAt }: Which & { publishedAt: Date },
): Promise<Answer['growth']> {
  const { rows } = await sql<{ at: Date; metric: number; value: number; change: number }>`
    select greatest(at, ${publishedAt}) as at, metric, (array_agg(value order by at desc, fetched_at desc))[1] as value, sum(change)::float8 as change
    from analytics.fact where workspace_id = ${workspaceId} and subject = ${subject} group by 1, metric order by 1`.execute(db)
  const known: Partial<Record<FactMetric, number>> = {}
  return [...Map.groupBy(rows, ({ at }) => at.toISOString())].map(([at, told]) => {
    for (const { metric, value, change } of told) {
      const name = nameOf.get(metric)
      if (name) known[name] = toldByHour.has(name) ? (known[name] ?? 0) + change : value
    }
    return { at, values: { ...known, engagements: engagementsIn(known) } }
  })
}

const nameOf = new Map(factMetrics.map((metric) => [numberOf[metric], metric]))

function engagementsIn(known: Partial<Record<FactMetric, number>>): number | null {
  const parts = engagementParts.flatMap((part) => known[part] ?? [])
  return parts.length === 0 ? null : parts.reduce((all, value) => all + value, 0)
}
