import { sql } from 'kysely'

import type { Tables, Tx } from '#kit/database'
import type { Json } from '#kit/json'

import type { Call } from '../acting.ts'

/** A row that a change is about. Only the columns named are looked at, so that no secret can slip into the log. */
interface Row<Table extends keyof Tables> {
  readonly table: Table
  readonly workspaceId: string
  /** What finds it within the workspace; absent where the workspace has one. */
  readonly key?: Readonly<Partial<Record<keyof Tables[Table] & string, string | null>>>
  readonly columns: readonly (keyof Tables[Table] & string)[]
}

/** A call whose change says in the audit log how this row stood before it, and how it stands after. */
export function watching<Table extends keyof Tables>(call: Call, row: Row<Table>): Call {
  return { ...call, watches: (tx) => asItStands(tx, row) }
}

/** By the names that the API has for the columns. */
type Standing = Readonly<Record<string, Json>>

/**
 * The row, held until the transaction ends; undefined where there is none. By itself for work that must hold something else first:
 * its result is what `before` and `after` of a change are.
 */
export async function asItStands<Table extends keyof Tables>(
  tx: Tx,
  { table, workspaceId, key, columns }: Row<Table>,
): Promise<Standing | undefined> {
  const shown = sql.join(columns.map((column) => sql`${sql.lit(camelCase(column))}, to_jsonb(${sql.ref(column)})`))
  const found = Object.entries<string | null | undefined>(key ?? {}).map(([name, value]) =>
    value === null || value === undefined ? sql`${sql.ref(name)} is null` : sql`${sql.ref(name)} = ${value}`,
  )
  const { rows } = await sql<{ row: Standing }>`
    select jsonb_build_object(${shown}) as row from ${sql.table(table)}
    where ${sql.join([sql`workspace_id = ${workspaceId}`, ...found], sql` and `)} for no key update`.execute(tx)
  return rows[0]?.row
}

function camelCase(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
