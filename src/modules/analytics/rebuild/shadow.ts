import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '#kit/database'

import { addedColumns, addedUp, allColumns, columnOf, levels, numberOf, pivoted, pivotedLevel } from '../facts/metric-columns.ts'
import { bucketsOfDay, hourOf } from '../facts/write-facts.ts'
import { factMetrics } from '../metrics-contract.ts'

/** What is worked out anew, beside the table it is compared with. */
export interface Shadow {
  readonly table: string
  readonly shadow: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** The order in which rows come to be, so that what is looked at together lies together. */
  readonly order: readonly string[]
  /** Which rows of the table are compared. */
  readonly within: RawBuilder<unknown>
}

const facts = factMetrics.map(columnOf)
const added = factMetrics.filter((metric) => !levels.has(metric)).map(columnOf)

/**
 * Works out every rollup from the facts alone, in tables that are gone with the transaction. Month by month, so that no more than a month has
 * to be held at a time. `hoursFrom`: from when on there are figures by the hour.
 */
export async function shadowsOf(tx: Tx, hoursFrom: Date): Promise<readonly Shadow[]> {
  await sql`set local work_mem = '128MB'`.execute(tx)
  await daysOfSubjects(tx)
  await latest(tx)
  await ofPosts(tx)
  await ofAccounts(tx, hoursFrom)
  // Nobody else does it for tables of a transaction, and without it the database would compare row by row.
  await sql`analyze shadow_latest, shadow_post_rollup, shadow_rollup`.execute(tx)
  const all = sql`true`
  const withinHours = sql`(grain <> 'hour' or bucket >= ${hoursFrom})`
  return [
    {
      table: 'analytics.latest',
      shadow: 'shadow_latest',
      key: ['workspace_id', 'account_id', 'subject'],
      columns: facts,
      order: ['workspace_id', 'account_id', 'subject'],
      within: all,
    },
    {
      table: 'analytics.post_rollup',
      shadow: 'shadow_post_rollup',
      key: ['workspace_id', 'subject', 'grain', 'bucket'],
      columns: added,
      order: ['grain', 'bucket', 'workspace_id', 'subject'],
      within: all,
    },
    {
      table: 'analytics.rollup',
      shadow: 'shadow_rollup',
      key: ['workspace_id', 'dimension', 'grain', 'bucket', 'account_id', 'member'],
      columns: [...facts, 'reach_days'],
      order: ['grain', 'bucket', 'workspace_id', 'dimension', 'account_id', 'member'],
      within: withinHours,
    },
  ]
}

async function daysOfSubjects(tx: Tx): Promise<void> {
  await sql`create temp table shadow_part (workspace_id uuid, subject bigint, day date, ${typed(added)}) on commit drop`.execute(tx)
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'analytics.fact'::regclass`.execute(
    tx,
  )
  for (const { name } of rows) {
    await sql`
      insert into shadow_part select workspace_id, subject, day, ${pivoted} from ${sql.table(`analytics.${name}`)} group by 1, 2, 3`.execute(
      tx,
    )
  }
  await sql`
    create temp table shadow_day on commit drop as
    select workspace_id, subject, day, ${addedUp} from shadow_part group by 1, 2, 3`.execute(tx)
  await sql`analyze shadow_day`.execute(tx)
}

/** A counter is what its changes add up to; a level what was said of it last. */
async function latest(tx: Tx): Promise<void> {
  await sql`
    create temp table shadow_latest on commit drop as
    with counters as (
      select d.workspace_id, p.account_id, d.subject, ${addedUp} from shadow_day d
      join analytics.post p on p.workspace_id = d.workspace_id and p.subject = d.subject group by 1, 2, 3
    ), levels as (
      select f.workspace_id, p.account_id, f.subject, (array_agg(value order by at desc, fetched_at desc))[1] as followers
      from analytics.fact f join analytics.profile p on p.workspace_id = f.workspace_id and p.subject = f.subject
      where f.metric = ${sql.lit(numberOf.followers)} group by 1, 2, 3
    )
    select workspace_id, account_id, subject, ${allColumns} from counters full join levels using (workspace_id, account_id, subject)`.execute(
    tx,
  )
}

async function ofPosts(tx: Tx): Promise<void> {
  await sql`
    create temp table shadow_post_rollup on commit drop as
    select d.workspace_id, d.subject, 'day' as grain, d.day as bucket, ${addedColumns} from shadow_day d
    join analytics.post p on p.workspace_id = d.workspace_id and p.subject = d.subject`.execute(tx)
  await sql`
    insert into shadow_post_rollup
    select workspace_id, subject, 'month', date_trunc('month', bucket)::date, ${addedUp} from shadow_post_rollup group by 1, 2, 3, 4`.execute(
    tx,
  )
}

async function ofAccounts(tx: Tx, hoursFrom: Date): Promise<void> {
  await sql`create temp table shadow_rollup (
    workspace_id uuid, dimension text, grain text, bucket timestamptz, account_id uuid, member text, ${typed(facts)}, reach_days integer
  ) on commit drop`.execute(tx)
  await sql`
    create temp table shadow_member on commit drop as
    select workspace_id, subject, account_id, 'account' as dimension, '' as member from analytics.post
    union all select b.workspace_id, b.subject, p.account_id, b.dimension, b.member from analytics.belonging b
    join analytics.post p on p.workspace_id = b.workspace_id and p.subject = b.subject`.execute(tx)
  await sql`analyze shadow_member, shadow_post_rollup`.execute(tx)
  await sql`
    create temp table shadow_member_day on commit drop as
    select m.workspace_id, m.dimension, m.account_id, m.member, d.bucket as day, ${addedUp}
    from shadow_post_rollup d join shadow_member m on m.workspace_id = d.workspace_id and m.subject = d.subject
    where d.grain = 'day' group by 1, 2, 3, 4, 5`.execute(tx)
  for (const grain of ['day', 'week', 'month'] as const) {
    await sql`
      insert into shadow_rollup (workspace_id, dimension, grain, bucket, account_id, member, ${addedColumns})
      select workspace_id, dimension, ${sql.lit(grain)}, date_trunc(${sql.lit(grain)}, day::timestamp) at time zone 'UTC', account_id, member, ${addedUp}
      from shadow_member_day group by 1, 2, 3, 4, 5, 6`.execute(tx)
  }
  await sql`
    insert into shadow_rollup (workspace_id, dimension, grain, bucket, account_id, member, ${addedColumns})
    select workspace_id, 'account', 'hour', hour, account_id, '', ${pivoted} from (
      select p.workspace_id, p.account_id, f.metric, f.change, ${hourOf} as hour
      from (select *, date_trunc('hour', at, 'UTC') as hour from analytics.fact where at >= ${hoursFrom}) f
      join analytics.post p on p.workspace_id = f.workspace_id and p.subject = f.subject
    ) f where hour is not null group by workspace_id, account_id, hour`.execute(tx)
  await ofProfiles(tx)
}

async function ofProfiles(tx: Tx): Promise<void> {
  await sql`
    insert into shadow_rollup (workspace_id, dimension, grain, bucket, account_id, member, ${addedColumns}, followers, reach_days)
    select workspace_id, 'profile', grain, bucket, account_id, '', ${addedColumns}, followers, reach_days from (
      select p.workspace_id, p.account_id, g.grain, g.bucket, ${pivoted}, ${pivotedLevel},
        nullif(count(distinct f.day) filter (where f.metric = ${sql.lit(numberOf.reach)}), 0)::integer as reach_days
      from analytics.profile p join analytics.fact f on f.workspace_id = p.workspace_id and f.subject = p.subject
      cross join lateral (values ${bucketsOfDay}) g (grain, bucket) group by 1, 2, 3, 4
    ) r`.execute(tx)
}

function typed(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql`${sql.ref(column)} bigint`))
}
