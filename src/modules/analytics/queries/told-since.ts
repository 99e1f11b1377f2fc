import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { columnOf, levels } from '../facts/metric-columns.ts'
import type { FactMetric } from '../metrics-contract.ts'
import type { GroupedAccount, Scope, Side } from './scope.ts'

/** Since which month a metric is told, by account, or group of accounts, and side. Before it, a number is not known; after it, nothing told means that nothing happened. */
export type ToldSince = (name: string, side: Side, metric: FactMetric) => string | undefined

export async function toldSince(db: Db, { scope, facts }: { scope: Scope; facts: readonly FactMetric[] }): Promise<ToldSince> {
  const columns = facts.filter((metric) => !levels.has(metric)).map(columnOf)
  if (columns.length === 0) return () => undefined
  const { rows } = await sql<Record<string, string | null>>`
    select r.account_id, r.dimension,
      ${sql.join(
        columns.map(
          (column) =>
            sql`to_char(min(r.bucket) filter (where ${sql.ref(`r.${column}`)} is not null) at time zone 'UTC', 'YYYY-MM-DD') as ${sql.ref(column)}`,
        ),
      )}
    from analytics.rollup r
    where r.workspace_id = ${scope.workspaceId} and r.dimension in ('profile', 'account') and r.grain = 'month'
      and r.account_id = any(${scope.accounts.map(({ accountId }) => accountId)}::uuid[])
    group by 1, 2`.execute(db)
  const found = new Map(rows.map((row) => [`${row['account_id']}/${row['dimension'] === 'profile' ? 'profile' : 'posts'}`, row]))
  return (accountId, side, metric) => found.get(`${accountId}/${side}`)?.[columnOf(metric)] ?? undefined
}

/** Of groups: since the first of them told it. */
export function toldByGroup(told: ToldSince, accounts: readonly GroupedAccount[]): ToldSince {
  const members = Map.groupBy(accounts, ({ group }) => group)
  const known = new Map<string, string | undefined>()
  return (group, side, metric) => {
    const key = `${group}/${side}/${metric}`
    if (!known.has(key)) known.set(key, firstOf((members.get(group) ?? []).map(({ accountId }) => told(accountId, side, metric))))
    return known.get(key)
  }
}

function firstOf(months: readonly (string | undefined)[]): string | undefined {
  return months.filter((month) => month !== undefined).toSorted()[0]
}
