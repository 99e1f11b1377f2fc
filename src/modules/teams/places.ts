import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

/** Where something stands: the brand that owns it, and the accounts it is on. Without accounts it is a matter of the whole brand. */
export interface Place {
  readonly brandId: string
  readonly accountIds?: readonly string[]
}

/** Where the things with these ids stand, in any order; what is not there is left out. */
export type FindPlaces = (db: Db, asked: { workspaceId: string; ids: readonly string[] }) => Promise<readonly Place[]>

/**
 * How the door finds what a request is about: by the name of a field of its input, or, where a name means different things
 * in two modules, by module and name: `reports.linkId`. Each module says it for the fields of its own ids.
 */
export type PlaceFinders = Readonly<Record<string, FindPlaces>>

/** Finds rows by their id: `from` is what follows FROM, with `brand_id`, `workspace_id` and the column named `id` in it. */
export function placesFrom(from: RawBuilder<unknown>, columns: { id?: string; accountIds?: RawBuilder<unknown> } = {}): FindPlaces {
  const accounts = columns.accountIds ? sql`, ${columns.accountIds} as "accountIds"` : sql``
  const id = sql.ref(columns.id ?? 'id')
  return async (db, { workspaceId, ids }) => {
    const { rows } = await sql<Place>`
      select brand_id as "brandId"${accounts} from ${from} where workspace_id = ${workspaceId} and ${id} = any(${[...ids]}::uuid[])`.execute(
      db,
    )
    return rows
  }
}
