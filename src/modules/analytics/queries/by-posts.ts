import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { By, Filter, Per, Period, Rate } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import { groupRows, numberIn, type SumsRow, sumsOf, toSums } from './by-rollups.ts'
import { engagementParts } from './facts-behind.ts'
import type { GroupedAccount, Scope } from './scope.ts'
import { bucketSql, rowsOf, spansOf } from './spans.ts'
import type { Sums } from './sums.ts'

interface Asked {
  readonly scope: Scope
  readonly accounts: readonly GroupedAccount[]
  readonly period: Period
  readonly by: By
  readonly per: Per | undefined
  readonly facts: readonly FactMetric[]
  readonly rate: Rate
}

/** What happened on posts in a period, post by post: for questions that name several dimensions. */
export function activityByPosts(db: Db, asked: Asked): Promise<Sums[]> {
  const { scope, accounts, period, per, facts } = asked
  // Hours are kept of accounts alone.
  const spans = spansOf(period, { per: per === 'hour' ? 'day' : per, timeZone: scope.timeZone })
  const columns = columnsOf(facts)
  const each = sql`
    select p.subject, p.account_id, a.network, a.kin, p.type, p.followers as base_followers, ${bucketSql(per, sql`r.bucket::timestamp at time zone 'UTC'`)} as bucket,
      ${sql.join(columns.map((column) => sql`sum(${sql.ref(`r.${column}`)}::float8) as ${sql.ref(column)}`))}
    from ${rowsOf('post_rollup', spans, sql`r.workspace_id = ${scope.workspaceId}`)} r
    join analytics.post p on p.workspace_id = r.workspace_id and p.subject = r.subject
    join ${groupRows(accounts)} on a.account_id = p.account_id
    where ${postMatches(scope, sql`p`)}
    group by 1, 2, 3, 4, 5, 6, 7`
  return summed(db, asked, each)
}

/** What posts published in a period have gathered until now. */
export function publishedByPosts(db: Db, asked: Asked): Promise<Sums[]> {
  const { scope, accounts, period, per, facts } = asked
  const columns = columnsOf(facts)
  const each = sql`
    select p.subject, p.account_id, a.network, a.kin, p.type, p.followers as base_followers, ${publishedBucket(per, scope.timeZone)} as bucket,
      ${sql.join(columns.map((column) => sql`${sql.ref(`l.${column}`)}::float8 as ${sql.ref(column)}`))}
    from analytics.post p
    join ${groupRows(accounts)} on a.account_id = p.account_id
    left join analytics.latest l on l.workspace_id = p.workspace_id and l.account_id = p.account_id and l.subject = p.subject
    where ${publishedIn(scope, period)} and ${postMatches(scope, sql`p`)}`
  return summed(db, asked, each)
}

function columnsOf(facts: readonly FactMetric[]): string[] {
  const columns = factMetrics.filter((metric) => facts.includes(metric) && !levels.has(metric)).map(columnOf)
  return columns.length > 0 ? columns : ['reactions']
}

async function summed(db: Db, { scope, by, facts, rate }: Omit<Asked, 'accounts'>, each: RawBuilder<unknown>): Promise<Sums[]> {
  const dimension = by === 'campaign' || by === 'label' ? by : undefined
  const member = dimension ? sql`b.member` : by === 'type' ? sql`each.type` : sql`''`
  const engaged = engagementSql(facts, 'each')
  const base = baseSql(rate, facts, 'each')
  const { rows } = await sql<
    SumsRow & { paired_engagements: number | null; paired_base: number | null; ratio_sum: number; ratio_count: number }
  >`
    select ${by === 'account' ? sql`each.account_id::text` : sql`each.kin`} as group, each.network, '' as dimension,
      ${member} as member, each.bucket, ${sumsOf(facts, 'each')},
      ${facts.includes('reach') ? sql`count(each.reach)` : sql`0`}::float8 as reach_count,
      sum(${engaged}) filter (where ${base} is not null) as paired_engagements,
      sum(${base}) filter (where ${engaged} is not null) as paired_base,
      coalesce(sum(${engaged} / nullif(${base}, 0) * 100), 0) as ratio_sum,
      count(${engaged} / nullif(${base}, 0))::float8 as ratio_count
    from (${each}) each
    ${
      dimension
        ? sql`join analytics.belonging b on b.workspace_id = ${scope.workspaceId} and b.subject = each.subject and b.dimension = ${dimension}
            and ${wantedMembers(scope.filter, dimension)}`
        : sql``
    }
    group by 1, 2, 3, 4, 5`.execute(db)
  return rows.map((row) => ({
    ...toSums(row, facts, 'posts'),
    ratios: { sum: numberIn(row, 'ratio_sum') ?? 0, count: row.ratio_count },
    paired: { engagements: numberIn(row, 'paired_engagements'), base: numberIn(row, 'paired_base') },
  }))
}

function wantedMembers({ campaignIds, labelIds }: Filter, dimension: 'campaign' | 'label'): RawBuilder<unknown> {
  const wanted = dimension === 'campaign' ? campaignIds : labelIds
  return wanted ? sql`b.member = any(${[...wanted]}::text[])` : sql`true`
}

/** What people did with a post, of a row with the columns of facts: null where nothing of it is told. */
export function engagementSql(facts: readonly FactMetric[], row: string): RawBuilder<number | null> {
  const parts = engagementParts.filter((part) => facts.includes(part)).map((part) => sql.ref(`${row}.${part}`))
  if (parts.length === 0) return sql`null::float8`
  return sql`case when coalesce(${sql.join(parts)}) is not null then ${sql.join(
    parts.map((part) => sql`coalesce(${part}, 0)`),
    sql` + `,
  )} end::float8`
}

/** The base of a post's rate. Followers: as many as there were when it was published. */
export function baseSql({ base }: Rate, facts: readonly FactMetric[], row: string): RawBuilder<number | null> {
  if (base === 'followers') return sql`${sql.ref(`${row}.base_followers`)}::float8`
  return facts.includes(base) ? sql`${sql.ref(`${row}.${base}`)}::float8` : sql`null::float8`
}

/** The posts within a filter; accounts and networks are narrowed before. */
export function postMatches({ workspaceId, filter }: Scope, post: RawBuilder<unknown>): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [sql`${post}.workspace_id = ${workspaceId}`]
  const belongs = (dimension: string, members: readonly string[]) => sql`${post}.subject in (
    select b.subject from analytics.belonging b
    where b.workspace_id = ${workspaceId} and b.dimension = ${dimension} and b.member = any(${[...members]}::text[]))`
  if (filter.types) conditions.push(sql`${post}.type = any(${[...filter.types]}::text[])`)
  if (filter.campaignIds) conditions.push(belongs('campaign', filter.campaignIds))
  if (filter.labelIds) conditions.push(belongs('label', filter.labelIds))
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

export function publishedIn({ timeZone, workspaceId, brandId }: Scope, { from, to }: Period): RawBuilder<boolean> {
  const begin = Temporal.PlainDate.from(from).toZonedDateTime(timeZone).toInstant().toString()
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(timeZone).toInstant().toString()
  return sql<boolean>`p.workspace_id = ${workspaceId} and p.brand_id = ${brandId} and p.published_at >= ${begin} and p.published_at < ${end}`
}

/** The bucket in which a post was published. */
export function publishedBucket(per: Per | undefined, timeZone: string): RawBuilder<string | null> {
  if (per === undefined) return sql`null::text`
  if (per === 'hour') return bucketSql('hour', sql`date_trunc('hour', p.published_at, 'UTC')`)
  return sql`to_char(date_trunc(${sql.lit(per)}, p.published_at at time zone ${timeZone}), 'YYYY-MM-DD')`
}
