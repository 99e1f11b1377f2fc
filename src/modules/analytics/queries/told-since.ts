import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { By } from '../contract.ts'
import { columnOf, levels } from '../facts/metric-columns.ts'
import type { FactMetric } from '../metrics-contract.ts'
import { accountRows } from './by-rollups.ts'
import type { Scope, Side } from './scope.ts'

/** Since which month a metric is told, by group and side. Before it, a number is not known; after it, nothing told means that nothing happened. */
export type ToldSince = (group: string, side: Side, metric: FactMetric) => string | undefined

export async function toldSince(db: Db, { scope, by, facts }: { scope: Scope; by: By; facts: readonly FactMetric[] }): Promise<ToldSince> {
  const columns = facts.filter((metric) => !levels.has(metric)).map(columnOf)
  if (columns.length === 0) return () => undefined
  const { rows } = await sql<Record<string, string | null>>`
    select ${by === 'account' ? sql`a.account_id::text` : sql`a.network`} as group, r.dimension,
      ${sql.join(
        columns.map(
          (column) =>
            sql`to_char(min(r.bucket) filter (where ${sql.ref(`r.${column}`)} is not null) at time zone 'UTC', 'YYYY-MM-DD') as ${sql.ref(column)}`,
        ),
      )}
    from ${accountRows(scope.accounts)}
    join analytics.rollup r on r.workspace_id = ${scope.workspaceId} and r.account_id = a.account_id
      and r.dimension in ('profile', 'account') and r.grain = 'month'
    group by 1, 2`.execute(db)
  const found = new Map(rows.map((row) => [`${row['group']}/${row['dimension'] === 'profile' ? 'profile' : 'posts'}`, row]))
  return (group, side, metric) => found.get(`${group}/${side}`)?.[columnOf(metric)] ?? undefined
}
