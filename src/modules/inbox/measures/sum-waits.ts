import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { InboxKind } from '#networks/network'

import type { Asked, Periods } from './asked.ts'

export interface EndedRow {
  readonly is_now: boolean
  readonly first_count: number
  readonly first_median: number | null
  readonly first_mean: number | null
  readonly answer_count: number
  readonly answer_median: number | null
  readonly answer_mean: number | null
  readonly resolution_count: number
  readonly resolution_median: number | null
  readonly resolution_mean: number | null
  readonly handling_count: number
  readonly handling_median: number | null
  readonly handling_mean: number | null
  readonly answers_due: number
  readonly answers_in_time: number
  readonly resolutions_due: number
  readonly resolutions_in_time: number
}

/** What ended in the period, and in the one before. A wait belongs to the moment at which it ended. */
export async function endedIn(db: Db, asked: Asked, { before, from, to }: Periods): Promise<readonly EndedRow[]> {
  const columns = sql.join([
    ...lasting({ name: 'first', column: secondsOf(asked), where: sql`what = 'answer' and first` }),
    ...lasting({ name: 'answer', column: secondsOf(asked), where: sql`what = 'answer'` }),
    ...lasting({ name: 'resolution', column: secondsOf(asked), where: sql`what = 'resolution'` }),
    ...lasting({ name: 'handling', column: handlingOf(asked), where: sql`what = 'resolution' and handling_seconds is not null` }),
    sql`count(due_at) filter (where what = 'answer')::integer as answers_due`,
    sql`count(*) filter (where what = 'answer' and ended_at <= due_at)::integer as answers_in_time`,
    sql`count(due_at) filter (where what = 'resolution')::integer as resolutions_due`,
    sql`count(*) filter (where what = 'resolution' and ended_at <= due_at)::integer as resolutions_in_time`,
  ])
  const { rows } = await sql<EndedRow>`
    select ended_at >= ${from} as is_now, ${columns} from inbox.wait
    where workspace_id = ${asked.workspaceId} and brand_id = ${asked.brandId} and what in ('answer', 'resolution')
      and ended_at >= ${before} and ended_at < ${to}
    group by 1`.execute(db)
  return rows
}

const secondsOf = ({ counts }: Asked) => sql.ref(counts === 'working' ? 'working_seconds' : 'seconds')
const handlingOf = ({ counts }: Asked) => sql.ref(counts === 'working' ? 'working_handling_seconds' : 'handling_seconds')

interface Lasted {
  readonly name: string
  readonly column: ReturnType<typeof sql.ref>
  readonly where: ReturnType<typeof sql>
}

function lasting({ name, column, where }: Lasted) {
  return [
    sql`count(*) filter (where ${where})::integer as ${sql.ref(`${name}_count`)}`,
    sql`percentile_cont(0.5) within group (order by ${column}) filter (where ${where}) as ${sql.ref(`${name}_median`)}`,
    sql`avg(${column}) filter (where ${where}) as ${sql.ref(`${name}_mean`)}`,
  ]
}

/** Of one network, one kind or one member; what it is not of is null. Without all three: in the network's own app. */
export interface Answered {
  readonly network: string | null
  readonly kind: InboxKind | null
  readonly member_id: string | null
  readonly answers: number
  readonly median: number | null
  readonly resolutions: number
}

/** What was answered and finished in the period, by network, by kind and by member. */
export async function answeredBy(db: Db, asked: Asked, { from, to }: Periods): Promise<readonly Answered[]> {
  const { rows } = await sql<Answered>`
    select network, kind, member_id, count(*) filter (where what = 'answer')::integer as answers,
      percentile_cont(0.5) within group (order by ${secondsOf(asked)}) filter (where what = 'answer') as median,
      count(*) filter (where what = 'resolution')::integer as resolutions
    from inbox.wait
    where workspace_id = ${asked.workspaceId} and brand_id = ${asked.brandId} and what in ('answer', 'resolution')
      and ended_at >= ${from} and ended_at < ${to}
    group by grouping sets ((network), (kind), (member_id))`.execute(db)
  return rows
}
