import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { By, Per, Period } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import type { GroupedAccount, MeasuredAccount, Scope } from './scope.ts'
import { bucketBegin, bucketSql, rowsOf, spansOf } from './spans.ts'
import type { Sums } from './sums.ts'

interface Asked {
  readonly scope: Scope
  readonly accounts: readonly GroupedAccount[]
  readonly period: Period
  readonly facts: readonly FactMetric[]
}

/** A way of adding up rows. */
export interface Cut {
  readonly by: Exclude<By, 'post'>
  readonly per: Per | undefined
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

/** What happened in a period, off the rollups of accounts, added up in each of these ways, while every row is read once. They name one dimension at most, and one kind of bucket. */
export async function byRollups(db: Db, { scope, accounts, period, facts }: Asked, cuts: readonly Cut[]): Promise<Sums[][]> {
  const { timeZone } = scope
  const per = cuts.find((cut) => cut.per !== undefined)?.per
  const dimension = cuts.map(({ by }) => dimensionOf(scope, by)).find((each) => each !== 'account') ?? 'account'
  const dimensions = scope.postsOnly ? [dimension] : ['account', 'profile']
  const wanted = membersWanted(scope, dimension)
  const which = sql`r.workspace_id = ${scope.workspaceId} and r.dimension in (${sql.join(dimensions.map((each) => sql.lit(each)))})
    and r.account_id = any(${accounts.map(({ accountId }) => accountId)}::uuid[]) and ${wanted ? sql`r.member = any(${[...wanted]}::text[])` : sql`true`}`
  const sets = cuts.map((cut) => keysOf(cut, dimension))
  const used = keys.filter((key) => sets.some((set) => set.includes(key)))
  const ofKey = (key: Key, otherwise: RawBuilder<unknown>) =>
    used.includes(key) ? sql`coalesce(${sql.ref(`r.${key}`)}::text, ${otherwise})` : otherwise
  const { rows } = await sql<SumsRow & { readonly mask: number }>`
    select ${ofKey('account_id', sql`r.kin`)} as group, r.network, r.dimension, ${ofKey('member', sql`''`)} as member,
      ${used.includes('begun') ? bucketSql(per, sql`r.begun`) : sql`null`} as bucket, ${maskSql(used)} as mask,
      ${sumsOf(facts, 'r')}, coalesce(sum(r.reach_days), 0)::float8 as reach_count
    from (
      select a.network, a.kin, ${bucketBegin(per, sql`r.bucket`)} as begun, r.*
      from ${rowsOf('rollup', spansOf(period, { per, timeZone }), which)} r join ${groupRows(accounts)} on a.account_id = r.account_id
    ) r
    group by grouping sets (${sql.join(sets.map(setSql))})`.execute(db)
  const byMask = Map.groupBy(rows, ({ mask }) => mask)
  return sets.map((set) =>
    (byMask.get(maskOf(used, set)) ?? []).map((row) => toSums(row, facts, row.dimension === 'profile' ? 'profile' : 'posts')),
  )
}

/** What rows are told apart by, besides network and side. */
const keys = ['account_id', 'member', 'begun'] as const
type Key = (typeof keys)[number]

function keysOf({ by, per }: Cut, dimension: By): Key[] {
  const told = { account_id: by === 'account', member: by === dimension && by !== 'account', begun: per !== undefined }
  return keys.filter((key) => told[key])
}

function setSql(set: readonly Key[]): RawBuilder<unknown> {
  return sql`(${sql.join(['network', 'kin', 'dimension', ...set].map((column) => sql.ref(`r.${column}`)))})`
}

/** By which of the ways a row was added up: a bit for each key that is not told in it. */
function maskSql(used: readonly Key[]): RawBuilder<number> {
  return used.length === 0 ? sql`0` : sql`grouping(${sql.join(used.map((key) => sql.ref(`r.${key}`)))})`
}

function maskOf(used: readonly Key[], set: readonly Key[]): number {
  return used.reduce((mask, key) => mask * 2 + (set.includes(key) ? 0 : 1), 0)
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

/** The same with the group that each belongs to, `kin`. */
export function groupRows(accounts: readonly GroupedAccount[]): RawBuilder<unknown> {
  return sql`unnest(
    ${accounts.map(({ accountId }) => accountId)}::uuid[], ${accounts.map(({ network }) => network)}::text[],
    ${accounts.map(({ group }) => group)}::text[]
  ) as a (account_id, network, kin)`
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
