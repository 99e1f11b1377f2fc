import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** For how many months every saying is kept; of what is older, the sums of days. */
const kept = 24

/**
 * Puts the facts of months that are older than two years together: of each day of a subject and metric one row stays, with what the day added and
 * what was said last. No sum changes by it. May run twice.
 */
export async function putTogetherOld(db: Db, now: Temporal.Instant): Promise<void> {
  const limit = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ months: kept }).toPlainYearMonth().toString().replace('-', '_')
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'analytics.fact'::regclass and c.relname ~ '^fact_[0-9]{4}_[0-9]{2}$' and c.relname < ${`fact_${limit}`} order by 1`.execute(
    db,
  )
  for (const { name } of rows) await putTogether(db, name)
}

async function putTogether(db: Db, name: string): Promise<void> {
  const table = sql.table(`analytics.${name}`)
  const { rows } = await sql<{ work: boolean }>`select exists (select from ${table} where kind <> 'sum') as work`.execute(db)
  if (!rows[0]?.work) return
  await db.transaction().execute(async (tx) => {
    // Nobody adds to it meanwhile; whoever reads sees it as it was.
    await sql`lock table ${table} in share row exclusive mode`.execute(tx)
    await sql`
      with old as (delete from ${table} returning *)
      insert into ${table} (workspace_id, subject, at, fetched_at, value, change, day, source, kind, metric)
      select workspace_id, subject, max(at), max(fetched_at), (array_agg(value order by at desc, fetched_at desc))[1], sum(change), day,
        (array_agg(source order by at desc, fetched_at desc))[1], 'sum', metric
      from old group by workspace_id, subject, metric, day`.execute(tx)
  })
  await sql`vacuum analyze ${table}`.execute(db)
}
