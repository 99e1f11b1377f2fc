import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '#kit/database'

import { type FactMetric, factMetrics } from '../metrics-contract.ts'
import type { NewFact } from './fact.ts'
import {
  addedColumns,
  addedTo,
  addedUp,
  allColumns,
  columnOf,
  laterLevel,
  numberOf,
  pivoted,
  pivotedLevel,
  toldByHour,
} from './metric-columns.ts'
import type { SourceIds } from './source-ids.ts'

export interface Written {
  readonly workspaceId: string
  readonly accountId: string
  readonly of: 'profile' | 'post'
  readonly sources: SourceIds
  readonly facts: readonly NewFact[]
  /** In milliseconds since 1970: hours are kept only from here on. */
  readonly hoursFrom: number
}

/**
 * Writes facts of one account and brings every rollup up to date with them: all in one statement. Whoever calls holds the account's row, so that
 * nobody else writes to the same rollups, and has made room for the months.
 */
export async function writeFacts(tx: Tx, written: Written): Promise<void> {
  if (written.facts.length === 0) return
  const { workspaceId, accountId, of } = written
  await sql`
    with fact as materialized (${asRows(written)}),
    kept_facts as (
      insert into analytics.fact (workspace_id, subject, at, fetched_at, value, change, day, source, kind, metric)
      select ${workspaceId}, subject, at, fetched_at, value, change, day, source, kind, metric from fact
    ),
    kept_latest as (
      insert into analytics.latest as kept (workspace_id, account_id, subject, ${allColumns})
      select ${workspaceId}, ${accountId}::uuid, subject, ${latestValues} from fact where is_latest group by subject
      on conflict (workspace_id, account_id, subject) do update set ${latestTo}
    ),
    ${of === 'post' ? postRollups(workspaceId, accountId) : profileRollups(workspaceId, accountId)}
    select 1`.execute(tx)
}

function asRows({ facts, sources, hoursFrom }: Written): RawBuilder<unknown> {
  const instant = instants()
  const column = <Value>(of: (fact: NewFact) => Value) => facts.map(of)
  return sql`select * from unnest(
    ${column(({ subject }) => subject)}::bigint[], ${column(({ metric }) => numberOf[metric])}::smallint[],
    ${column(({ at }) => instant(at))}::timestamptz[], ${column(({ fetchedAt }) => instant(fetchedAt))}::timestamptz[],
    ${column(({ day }) => day)}::date[], ${column(({ at }) => (at < hoursFrom ? null : instant(at - (at % hour))))}::timestamptz[],
    ${column(({ value }) => value)}::bigint[], ${column(({ change }) => change)}::bigint[],
    ${column(({ metric }) => sources.get(metric))}::integer[], ${column(({ kind }) => kind)}::analytics.fact_kind[],
    ${column(({ isLatest }) => isLatest)}::boolean[], ${column(({ isFirst }) => isFirst)}::boolean[]
  ) as fact (subject, metric, at, fetched_at, day, hour, value, change, source, kind, is_latest, is_first)`
}

const hour = 3_600_000

function instants(): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const text = known.get(at) ?? new Date(at).toISOString()
    known.set(at, text)
    return text
  }
}

const latestValues = sql.join(factMetrics.map((metric) => sql`${latestValue(metric)} filter (where metric = ${sql.lit(numberOf[metric])})`))
const latestTo = sql.join(
  factMetrics.map((metric) => {
    const column = sql.raw(columnOf(metric))
    const both = toldByHour.has(metric) ? sql`kept.${column} + excluded.${column}, ` : sql``
    return sql`${column} = coalesce(${both}excluded.${column}, kept.${column})`
  }),
)

function latestValue(metric: FactMetric): RawBuilder<unknown> {
  return toldByHour.has(metric) ? sql`sum(change)` : sql`max(value)`
}

/** What had gathered before anybody looked counts on a day, but in no hour. */
export const hourOf = sql`case when (hour at time zone 'UTC')::date between day - 1 and day + 1 then hour end`

function postRollups(workspaceId: string, accountId: string): RawBuilder<unknown> {
  return sql`
    by_post as materialized (select subject, day, ${hourOf} as hour, ${pivoted} from fact group by 1, 2, 3),
    kept_by_post as (
      insert into analytics.post_rollup as kept (workspace_id, subject, grain, bucket, ${addedColumns})
      select ${workspaceId}, subject, g.grain, g.bucket, ${addedUp}
      from by_post cross join lateral (values ('day', day), ('month', date_trunc('month', day)::date)) g (grain, bucket)
      group by 2, 3, 4
      on conflict (workspace_id, subject, grain, bucket) do update set ${addedTo}
    ),
    by_member as (
      select dimension, member, day, hour, ${addedUp} from by_post
      cross join lateral (
        select 'account' as dimension, '' as member
        union all select dimension, member from analytics.belonging b where b.workspace_id = ${workspaceId} and b.subject = by_post.subject
      ) d
      group by 1, 2, 3, 4
    ),
    kept_by_member as (
      insert into analytics.rollup as kept (workspace_id, dimension, grain, bucket, account_id, member, ${addedColumns})
      select ${workspaceId}, dimension, g.grain, g.bucket, ${accountId}::uuid, member, ${addedUp}
      from by_member cross join lateral (
        values ('hour', case when dimension = 'account' then hour end), ${bucketsOfDay}
      ) g (grain, bucket)
      where g.bucket is not null group by dimension, g.grain, g.bucket, member
      on conflict (workspace_id, dimension, grain, bucket, account_id, member) do update set ${addedTo}
    )`
}

/** Days, weeks and months by their first day, as its midnight in UTC. */
export const bucketsOfDay = sql`('day', day::timestamp at time zone 'UTC'), ('week', date_trunc('week', day::timestamp) at time zone 'UTC'),
        ('month', date_trunc('month', day::timestamp) at time zone 'UTC')`

function profileRollups(workspaceId: string, accountId: string): RawBuilder<unknown> {
  return sql`
    kept_by_day as (
      insert into analytics.rollup as kept (
        workspace_id, dimension, grain, bucket, account_id, member, ${addedColumns}, followers, followers_at, reach_days, told_at)
      select ${workspaceId}, 'profile', g.grain, g.bucket, ${accountId}::uuid, '', ${pivoted}, ${pivotedLevel}, ${reachDays},
        max(fetched_at) filter (where g.grain = 'day')
      from fact cross join lateral (values ${bucketsOfDay}) g (grain, bucket)
      group by g.grain, g.bucket
      on conflict (workspace_id, dimension, grain, bucket, account_id, member) do update set ${addedTo}, ${laterLevel},
        reach_days = coalesce(kept.reach_days + excluded.reach_days, kept.reach_days, excluded.reach_days),
        told_at = greatest(kept.told_at, excluded.told_at)
    )`
}

const reachDays = sql`nullif(count(*) filter (where is_first and metric = ${sql.lit(numberOf.reach)}), 0)::integer as reach_days`
