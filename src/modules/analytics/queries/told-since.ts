import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { columnOf, levels } from '../facts/metric-columns.ts'
import type { FactMetric } from '../metrics-contract.ts'
import type { Scope, Side } from './scope.ts'

/** Since which month a metric is told, by account or network and side. Before it, a number is not known; after it, nothing told means that nothing happened. */
export type ToldSince = (group: string, side: Side, metric: FactMetric) => string | undefined

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
  const networkOf = new Map(scope.accounts.map(({ accountId, network }) => [accountId, network]))
  const found = new Map<string, string>()
  for (const row of rows) {
    const accountId = row['account_id'] ?? ''
    const side = row['dimension'] === 'profile' ? 'profile' : 'posts'
    for (const group of [accountId, networkOf.get(accountId)]) {
      for (const column of columns) {
        const [key, since] = [`${group}/${side}/${column}`, row[column]]
        const before = found.get(key)
        if (since && (before === undefined || since < before)) found.set(key, since)
      }
    }
  }
  return (group, side, metric) => found.get(`${group}/${side}/${columnOf(metric)}`)
}
