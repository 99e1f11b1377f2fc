import type { Kysely, Transaction } from 'kysely'

/**
 * Every table by its schema-qualified name. Each module adds its own in `tables.ts`:
 * `declare module '#kit/database' { interface Tables { 'publishing.post': PostTable } }`.
 * A module reads and writes only its own schema; the architecture test checks it.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by the modules
export interface Tables {}

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
