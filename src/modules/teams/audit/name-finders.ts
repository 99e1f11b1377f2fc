import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { AuditName } from '../contract.ts'

/** What something is called; `gone` where it is kept and yet not there for people any more. */
export interface Name {
  readonly id: string
  readonly name: string
  readonly gone?: boolean
}

/** What the things with these ids are called, in any order; what is not there is left out. */
export type FindNames = (db: Db, asked: { workspaceId: string; ids: readonly string[] }) => Promise<readonly Name[]>

/** A kind of thing that entries of the log name by its id; without `find` it stands, with its name, within the entry itself. */
export interface Nameable {
  readonly kind: AuditName['kind']
  readonly find?: FindNames
}

/** By the field in which an id stands, alone or in a list. Each module says it for the fields of its own rows, which are those of its `seen.ts`. */
export type NameFinders = Readonly<Record<string, Nameable>>

/** Finds names by id: `from` is what follows FROM, with `workspace_id`, `id` and `name` in it, or what `columns` names instead. */
export function namesFrom(from: RawBuilder<unknown>, columns: { name?: string; gone?: RawBuilder<unknown> } = {}): FindNames {
  const name = sql.ref(columns.name ?? 'name')
  const gone = columns.gone ? sql`, ${columns.gone} as gone` : sql``
  return async (db, { workspaceId, ids }) => {
    const { rows } = await sql<Name>`
      select id, ${name} as name${gone} from ${from} where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`.execute(db)
    return rows
  }
}
