import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { MetricSource } from '#networks/network'

import type { FactMetric } from '../metrics-contract.ts'
import { numberOf } from './metric-columns.ts'

export interface SourcesOf {
  readonly network: string
  readonly of: 'profile' | 'post'
  readonly sources: readonly (Omit<MetricSource, 'metric'> & { readonly metric: FactMetric })[]
  /** Of a profile's days. */
  readonly zone?: string
}

export type SourceIds = ReadonlyMap<FactMetric, number>

/** By what numbers facts name where a network's metrics come from. What is new is written down; what was once written down never changes. */
export async function sourceIds(tx: Tx, { network, of, sources, zone = '' }: SourcesOf): Promise<SourceIds> {
  const wanted = sources.map(({ metric, source }) => ({ metric: numberOf[metric], source }))
  const find = async () =>
    sql<{ id: number; metric: number }>`
      select s.id, s.metric from analytics.source s
      join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(metric smallint, source text) on w.metric = s.metric and w.source = s.source
      where s.network = ${network} and s.said_of = ${of} and s.zone = ${zone}`.execute(tx)
  let { rows } = await find()
  if (rows.length < wanted.length) {
    // One writer at a time, so that numbers follow one another.
    await sql`select pg_advisory_xact_lock(hashtext('analytics.source'))`.execute(tx)
    await sql`
      insert into analytics.source (id, network, said_of, metric, source, zone)
      select coalesce((select max(id) from analytics.source), 0) + row_number() over (), ${network}, ${of}, metric, source, ${zone}
      from (select distinct metric, source from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(metric smallint, source text)) w
      where not exists (
        select from analytics.source s
        where s.network = ${network} and s.said_of = ${of} and s.zone = ${zone} and s.metric = w.metric and s.source = w.source)`.execute(
      tx,
    )
    rows = (await find()).rows
  }
  const idOf = new Map(rows.map(({ id, metric }) => [metric, id]))
  return new Map(sources.flatMap(({ metric }) => (idOf.has(numberOf[metric]) ? [[metric, idOf.get(numberOf[metric]) ?? 0]] : [])))
}
