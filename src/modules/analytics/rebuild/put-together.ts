import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'

import { usualKeeping } from '../keeping-contract.ts'

/**
 * Puts the facts of months together that are older than their workspace keeps every saying: of each day of a subject and metric one row stays, with what the day
 * added and what was said last. No sum changes by it. May run twice.
 */
export async function putTogetherOld(db: Db, now: Temporal.Instant): Promise<void> {
  const thisMonth = now.toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth()
  const keeping = await db.selectFrom('analytics.keeping').selectAll().execute()
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'analytics.fact'::regclass and c.relname ~ '^fact_[0-9]{4}_[0-9]{2}$' order by 1`.execute(db)
  for (const { name } of rows) {
    const month = Temporal.PlainYearMonth.from(name.slice('fact_'.length).replace('_', '-'))
    const whose = tooOldFor(month.until(thisMonth, { largestUnit: 'month' }).months, keeping)
    if (whose) await putTogether(db, name, whose)
  }
}

/** Whose facts of so many months ago are too old; undefined: nobody's. */
function tooOldFor(age: number, keeping: readonly { workspace_id: string; months: number }[]): RawBuilder<boolean> | undefined {
  const isUsual = age > usualKeeping
  const others = keeping.filter(({ months }) => age > months !== isUsual).map(({ workspace_id }) => workspace_id)
  if (isUsual) return sql<boolean>`workspace_id <> all(${others}::uuid[])`
  return others.length > 0 ? sql<boolean>`workspace_id = any(${others}::uuid[])` : undefined
}

async function putTogether(db: Db, name: string, whose: RawBuilder<boolean>): Promise<void> {
  const table = sql.table(`analytics.${name}`)
  const { rows } = await sql<{ work: boolean }>`select exists (select from ${table} where kind <> 'sum' and ${whose}) as work`.execute(db)
  if (!rows[0]?.work) return
  await db.transaction().execute(async (tx) => {
    // Nobody adds to it meanwhile; whoever reads sees it as it was.
    await sql`lock table ${table} in share row exclusive mode`.execute(tx)
    await sql`
      with old as (delete from ${table} where ${whose} returning *)
      insert into ${table} (workspace_id, subject, at, fetched_at, value, change, day, source, kind, metric)
      select workspace_id, subject, max(at), max(fetched_at), (array_agg(value order by at desc, fetched_at desc))[1], sum(change), day,
        (array_agg(source order by at desc, fetched_at desc))[1], 'sum', metric
      from old group by workspace_id, subject, metric, day`.execute(tx)
  })
  await sql`vacuum analyze ${table}`.execute(db)
}
