import { sql } from 'kysely'

import type { Db } from '#kit/database'

/**
 * Makes sure that the months in which these instants (milliseconds since 1970) fall have tables of their own. Outside of any transaction
 * that writes facts: the table of what has none is locked while what belongs to a new month moves over.
 */
export async function makeFactMonths(db: Db, instants: Iterable<number>): Promise<void> {
  const wanted = [...new Set(Array.from(instants, monthOf))]
  if (wanted.length === 0) return
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'analytics.fact'::regclass`.execute(db)
  const there = new Set(rows.map(({ name }) => name))
  for (const month of wanted) if (!there.has(tableOf(month))) await makeMonth(db, month)
}

/** What lies in the table of what has no month, as after a restore, gets its months. */
export async function sortFactMonths(db: Db): Promise<void> {
  const { rows } = await sql<{ month: Date }>`
    select distinct date_trunc('month', at, 'UTC') as month from analytics.fact_rest`.execute(db)
  await makeFactMonths(
    db,
    rows.map(({ month }) => month.getTime()),
  )
}

/** 2026-11 */
function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7)
}

function tableOf(month: string): string {
  return `fact_${month.replace('-', '_')}`
}

async function makeMonth(db: Db, month: string): Promise<void> {
  const from = sql.lit(`${month}-01T00:00:00Z`)
  const to = sql.lit(`${Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString()}-01T00:00:00Z`)
  const table = sql.table(`analytics.${tableOf(month)}`)
  await db.transaction().execute(async (tx) => {
    // Two processes may meet a month at once.
    await sql`select pg_advisory_xact_lock(hashtext('analytics.fact'))`.execute(tx)
    const { rows } = await sql<{ there: boolean }>`select to_regclass(${`analytics.${tableOf(month)}`}) is not null as there`.execute(tx)
    if (rows[0]?.there) return
    await sql`lock table analytics.fact_rest in access exclusive mode`.execute(tx)
    await sql`create table ${table} (like analytics.fact including defaults including constraints)`.execute(tx)
    await sql`
      with moved as (delete from analytics.fact_rest where at >= ${from} and at < ${to} returning *)
      insert into ${table} select * from moved`.execute(tx)
    await sql`alter table analytics.fact attach partition ${table} for values from (${from}) to (${to})`.execute(tx)
  })
}
