import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { InboxKind } from '#networks/network'

import type { Asked, Periods } from './asked.ts'

/** Of one hour of the day, one network or one kind; with none of them, of everything. */
export interface HeardRow {
  readonly is_now: boolean
  readonly hour: number | null
  readonly network: string | null
  readonly kind: InboxKind | null
  readonly received: number
  readonly acted: number
}

/** How much others said in the period, and in the one before. Shares say nothing that could be answered. Of a long time there are many rows: they are first put together by all that is asked about. */
export async function heardBy(
  db: Db,
  { workspaceId, brandId }: Asked,
  { before, from, to, timeZone }: Periods,
): Promise<readonly HeardRow[]> {
  const { rows } = await sql<HeardRow>`
    with heard as (
      select quarter >= ${from} as is_now, date_part('hour', quarter at time zone ${timeZone})::integer as hour, network, kind,
        sum(received) as received, sum(acted) as acted
      from inbox.tally
      where workspace_id = ${workspaceId} and brand_id = ${brandId} and quarter >= ${before} and quarter < ${to} and kind <> 'share'
      group by 1, 2, 3, 4
    )
    select is_now, hour, network, kind, sum(received)::integer as received, sum(acted)::integer as acted from heard
    group by grouping sets ((is_now), (is_now, hour), (is_now, network), (is_now, kind))`.execute(db)
  return rows
}
