import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { By, Per, Period } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import type { MeasuredAccount, Scope } from './scope.ts'
import { bucketSql, rowsOf, spansOf } from './spans.ts'
import type { Sums } from './sums.ts'

interface Asked {
  readonly scope: Scope
  readonly period: Period
  readonly by: By
  readonly per: Per | undefined
  readonly facts: readonly FactMetric[]
}

/** Which rollups answer a question about posts: those of the only dimension it names; undefined where it names several, and posts must be looked at one by one. */
export function dimensionOf({ filter }: Pick<Scope, 'filter'>, by: By): 'account' | 'type' | 'campaign' | 'label' | undefined {
  const named = new Set<'type' | 'campaign' | 'label'>()
  if (filter.types) named.add('type')
  if (filter.campaignIds) named.add('campaign')
  if (filter.labelIds) named.add('label')
  if (by === 'type' || by === 'campaign' || by === 'label') named.add(by)
  const [only = 'account', ...others] = named
  // A post with two of the labels must not count twice.
  const overlaps = only === 'label' && by !== 'label' && (filter.labelIds?.length ?? 0) > 1
  return others.length > 0 || overlaps ? undefined : only
}

/** What happened in a period, off the rollups of accounts. */
export async function byRollups(db: Db, asked: Asked): Promise<Sums[]> {
  const { scope, period, by, per, facts } = asked
  const { accounts } = scope
  const dimension = dimensionOf(scope, by) ?? 'account'
  const dimensions = scope.postsOnly ? [dimension] : ['account', 'profile']
  const wanted = membersWanted(scope, dimension)
  const which = sql`r.workspace_id = ${scope.workspaceId} and r.dimension in (${sql.join(dimensions.map((each) => sql.lit(each)))})
    and r.account_id = any(${accounts.map(({ accountId }) => accountId)}::uuid[]) and ${wanted ? sql`r.member = any(${[...wanted]}::text[])` : sql`true`}`
  const { rows } = await sql<SumsRow>`
    select ${by === 'account' ? sql`a.account_id::text` : sql`a.network`} as group, a.network, r.dimension,
      ${by === dimension ? sql`r.member` : sql`''`} as member, ${bucketSql(per, sql`r.bucket`)} as bucket,
      ${sumsOf(facts, 'r')}, coalesce(sum(r.reach_days), 0)::float8 as reach_count
    from ${rowsOf('rollup', spansOf(period, { per, timeZone: scope.timeZone }), which)} r
    join ${accountRows(accounts)} on a.account_id = r.account_id
    group by 1, 2, 3, 4, 5`.execute(db)
  return rows.map((row) => toSums(row, facts, row.dimension === 'profile' ? 'profile' : 'posts'))
}

function membersWanted({ filter }: Scope, dimension: string): readonly string[] | undefined {
  if (dimension === 'type') return filter.types
  if (dimension === 'campaign') return filter.campaignIds
  return dimension === 'label' ? filter.labelIds : undefined
}

export interface SumsRow extends Record<string, unknown> {
  readonly group: string
  readonly network: string
  readonly dimension: string
  readonly member: string
  readonly bucket: string | null
  readonly reach_count: number
}

/** Added up as floating point, which holds whole numbers up to 2^53 exactly. */
export function sumsOf(facts: readonly FactMetric[], row: string): RawBuilder<unknown> {
  const columns = factMetrics.filter((metric) => facts.includes(metric) && !levels.has(metric)).map(columnOf)
  return columns.length === 0
    ? sql`0 as nothing`
    : sql.join(columns.map((column) => sql`sum(${sql.ref(`${row}.${column}`)}::float8) as ${sql.ref(column)}`))
}

export function accountRows(accounts: readonly MeasuredAccount[]): RawBuilder<unknown> {
  return sql`unnest(
    ${accounts.map(({ accountId }) => accountId)}::uuid[], ${accounts.map(({ network }) => network)}::text[]
  ) as a (account_id, network)`
}

export function toSums(row: SumsRow, facts: readonly FactMetric[], side: Sums['side']): Sums {
  const found = facts.map((metric) => [metric, numberIn(row, columnOf(metric))] as const)
  return {
    group: row.group,
    network: row.network,
    side,
    member: row.member,
    bucket: row.bucket,
    facts: Object.fromEntries(found),
    reachCount: row.reach_count,
  }
}

export function numberIn(row: Record<string, unknown>, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}
