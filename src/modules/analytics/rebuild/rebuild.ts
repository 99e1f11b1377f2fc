import { type RawBuilder, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

import { hoursAreKept } from '../facts/keep-posts.ts'
import { type Shadow, shadowsOf } from './shadow.ts'

export interface Rebuilt {
  readonly facts: number
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    /** Rows in which a number is not what the facts add up to. */
    readonly different: number
    /** Some of them: what they are of, and both numbers by column. */
    readonly examples: readonly string[]
  }[]
}

interface Wanted {
  /** Puts what the facts say in the place of what differs; nobody writes meanwhile. */
  readonly repair: boolean
  readonly now: Temporal.Instant
}

/** Works out every rollup from the facts and compares it with what is kept: a number that was never told counts as nothing. All of one moment. */
export function rebuild(db: Db, { repair, now }: Wanted): Promise<Rebuilt> {
  // A day later than hours are thrown away.
  const hoursFrom = new Date(now.epochMilliseconds - hoursAreKept + 86_400_000)
  const transaction = db.transaction()
  const at = repair ? transaction : transaction.setIsolationLevel('repeatable read')
  return at.execute(async (tx) => {
    if (repair) await sql`select from analytics.profile order by workspace_id, account_id for update`.execute(tx)
    const shadows = await shadowsOf(tx, hoursFrom)
    const tables: Rebuilt['tables'][number][] = []
    for (const shadow of shadows) {
      const compared = await compare(tx, shadow)
      tables.push(compared)
      if (repair && compared.different > 0) await replace(tx, shadow)
    }
    const { rows } = await sql<{ facts: number }>`select count(*) as facts from analytics.fact`.execute(tx)
    return { facts: rows[0]?.facts ?? 0, tables }
  })
}

/** How many rows differ, and of some both numbers of each column in which they do: what is kept, and what the facts add up to. */
async function compare(tx: Tx, shadow: Shadow): Promise<Rebuilt['tables'][number]> {
  const keys = sql.join(shadow.key.map((column) => sql.ref(column)))
  const both = sql`
    (select * from ${sql.raw(shadow.table)} where ${shadow.within}) kept full join ${sql.raw(shadow.shadow)} told using (${keys})
    where ${sql.join(shadow.columns.map(isOther), sql` or `)}`
  const { rows } = await sql<{ rows: number; different: number }>`
    select (select count(*) from ${sql.raw(shadow.table)} where ${shadow.within}) as rows, (select count(*) from ${both}) as different`.execute(
    tx,
  )
  const [{ rows: all, different } = { rows: 0, different: 0 }] = rows
  if (different === 0) return { table: shadow.table, rows: all, different, examples: [] }
  const { rows: examples } = await sql<{ what: string }>`
    select jsonb_strip_nulls(to_jsonb(d))::text as what from (select ${keys}, ${sql.join(shadow.columns.map(bothOf))} from ${both} limit 5) d`.execute(
    tx,
  )
  return { table: shadow.table, rows: all, different, examples: examples.map(({ what }) => what) }
}

function bothOf(column: string): RawBuilder<unknown> {
  return sql`case when ${isOther(column)} then jsonb_build_array(kept.${sql.ref(column)}, told.${sql.ref(column)}) end as ${sql.ref(column)}`
}

function isOther(column: string): RawBuilder<unknown> {
  return sql`coalesce(kept.${sql.ref(column)}, 0) <> coalesce(told.${sql.ref(column)}, 0)`
}

/** Rows that are as the facts say are left alone. */
async function replace(tx: Tx, { table, shadow, key, columns, order, within }: Shadow): Promise<void> {
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const all = sql.join(columns.map((column) => sql.ref(column)))
  const same = sql.join(
    key.map((column) => sql`kept.${sql.ref(column)} = told.${sql.ref(column)}`),
    sql` and `,
  )
  await sql`
    delete from ${sql.raw(table)} kept
    where ${within} and not exists (select from ${sql.raw(shadow)} told where ${same})`.execute(tx)
  await sql`
    insert into ${sql.raw(table)} as kept (${keys}, ${all})
    select ${keys}, ${sql.join(columns.map((column) => sql`told.${sql.ref(column)}`))} from ${sql.raw(shadow)} told
    left join (select true as there, * from ${sql.raw(table)}) kept using (${keys})
    where kept.there is null or ${sql.join(columns.map(isOther), sql` or `)}
    order by ${sql.join(order.map((column) => sql.ref(column)))}
    on conflict (${keys}) do update set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}`.execute(
    tx,
  )
}
