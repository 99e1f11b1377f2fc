import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { type BrandCare, type Due, dueAfter } from '../deadlines/deadlines-of.ts'
import { asked, type Timed, type TimedThread } from '../deadlines/timed-thread.ts'
import { workingTime, type WorkingTime } from '../deadlines/working-time.ts'

/** A wait that is over, as its messages and deeds say. */
interface Ended {
  readonly thread_id: string
  readonly what: Due
  readonly since: Date
  readonly ended_at: Date
  readonly member_id: string | null
  /** Of a resolution: when it was answered first. */
  readonly handled_from: Date | null
}

/**
 * Writes down which waits in these threads are over, how long they took, and until when they should have been. It is read off what was said and
 * done, so it is right however late a message arrives; what was written down once is judged by the hours and targets of its time.
 */
export async function recordWaits(tx: Tx, { workspaceId, threads, cares }: Timed): Promise<void> {
  const begun = threads.filter(({ first_answer_at, state }) => first_answer_at !== null || state === 'done')
  if (begun.length === 0) return
  const threadIds = begun.map(({ id }) => id)
  const ended = await endedIn(tx, { workspaceId, threadIds })
  const kept = await keptOf(tx, { workspaceId, threadIds })
  const over = new Set(ended.map(keyOf))
  const gone = kept.filter((each) => !over.has(keyOf(each)))
  const known = new Map(kept.map((each) => [keyOf(each), howOf(each)]))
  const news = ended.filter((each) => known.get(keyOf(each)) !== howOf(each))
  if (gone.length > 0) await forgetWaits(tx, { workspaceId, gone })
  if (news.length > 0) await keepWaits(tx, { workspaceId, rows: rowsOf(news, { threads: begun, cares }) })
}

const keyOf = ({ thread_id, what, since }: Pick<Ended, 'thread_id' | 'what' | 'since'>) => `${thread_id}/${what}/${since.toISOString()}`

const howOf = ({ ended_at, member_id }: Pick<Ended, 'ended_at' | 'member_id'>) => `${ended_at.toISOString()}/${member_id}`

interface Which {
  readonly workspaceId: string
  readonly threadIds: readonly string[]
}

/**
 * An answer ends the wait that began with the first thing said after our word before, unless that was taken back in between. A matter ends when
 * its thread is done by our doing, be the answer still on its way: what only vanished on the network was resolved by nobody.
 */
async function endedIn(tx: Tx, { workspaceId, threadIds }: Which): Promise<readonly Ended[]> {
  const ids = sql`${[...threadIds]}::uuid[]`
  const { rows } = await sql<Ended>`
    with ours as (
      select m.thread_id, m.at, m.member_id, lag(m.at) over (partition by m.thread_id order by m.at, m.id) as at_before
      from inbox.message m
      where m.workspace_id = ${workspaceId} and m.thread_id = any(${ids}) and m.by_us and m.gone_at is null
    ), spoken as (
      select thread_id, at, member_id from ours
      union all
      select a.thread_id, a.created_at, a.member_id from inbox.answer a
      where a.workspace_id = ${workspaceId} and a.thread_id = any(${ids}) and a.ended_at is null
    )
    select ours.thread_id, 'answer' as what, date_trunc('milliseconds', said.at) as since, ours.at as ended_at, ours.member_id, null::timestamptz as handled_from
    from ours cross join lateral (
      select m.at from inbox.message m
      where m.workspace_id = ${workspaceId} and m.thread_id = ours.thread_id and not m.by_us and m.kind <> 'share'
        and m.at < ours.at and (ours.at_before is null or m.at > ours.at_before) and (m.gone_at is null or m.gone_at > ours.at)
      order by m.at limit 1
    ) said
    union all
    select t.id, 'resolution', date_trunc('milliseconds', t.matter_since), t.done_at, last.member_id, handled.at
    from inbox.thread t
    cross join lateral (
      select done.member_id from (
        select spoken.member_id, spoken.at from spoken where spoken.thread_id = t.id and spoken.at >= t.matter_since
        union all
        select d.member_id, d.at from inbox.deed d
        where d.workspace_id = ${workspaceId} and d.thread_id = t.id and d.at >= t.matter_since and d.member_id is not null
          and d.kind in ('done', 'hidden', 'removed')
      ) done order by done.at desc limit 1
    ) last
    left join lateral (select min(spoken.at) as at from spoken where spoken.thread_id = t.id and spoken.at >= t.matter_since) handled on true
    where t.workspace_id = ${workspaceId} and t.id = any(${ids}) and t.state = 'done' and t.done_at >= t.matter_since`.execute(tx)
  return rows
}

/** Of resolutions only that of the matter in hand; earlier ones stay as they are. */
async function keptOf(tx: Tx, { workspaceId, threadIds }: Which) {
  const { rows } = await sql<Pick<Ended, 'thread_id' | 'what' | 'since' | 'ended_at' | 'member_id'>>`
    select w.thread_id, w.what, w.since, w.ended_at, w.member_id from inbox.wait w
    join inbox.thread t on t.workspace_id = w.workspace_id and t.id = w.thread_id
    where w.workspace_id = ${workspaceId} and w.thread_id = any(${[...threadIds]}::uuid[])
      and (w.what = 'answer' or w.since = date_trunc('milliseconds', t.matter_since))`.execute(tx)
  return rows
}

function rowsOf(ended: readonly Ended[], { threads, cares }: Pick<Timed, 'threads' | 'cares'>) {
  const threadOf = new Map(threads.map((thread) => [thread.id, thread]))
  return ended.flatMap((each) => {
    const thread = threadOf.get(each.thread_id)
    return thread ? [rowOf(each, { thread, care: cares.get(thread.brand_id) })] : []
  })
}

function rowOf(ended: Ended, { thread, care }: { thread: TimedThread; care: BrandCare | undefined }) {
  const { handled_from, ...wait } = ended
  const hours = care?.hours ?? everyHour
  return {
    ...wait,
    brand_id: thread.brand_id,
    network: thread.network,
    kind: thread.kind,
    first: thread.first_inbound_at !== null && wait.since.getTime() <= thread.first_inbound_at.getTime(),
    seconds: seconds(wait.since, wait.ended_at),
    working_seconds: workingSeconds(hours, wait.since, wait.ended_at),
    handling_seconds: handled_from && seconds(handled_from, wait.ended_at),
    working_handling_seconds: handled_from && workingSeconds(hours, handled_from, wait.ended_at),
    due_at: (care && dueAfter(care, asked(thread), wait)) ?? null,
  }
}

/** The zone means nothing where every hour counts. */
const everyHour = workingTime({ timeZone: 'UTC', week: [], holidays: [] })

function seconds(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / 1000
}

function workingSeconds(hours: WorkingTime, from: Date, to: Date): number {
  return hours.between(from.toTemporalInstant(), to.toTemporalInstant()) / 1000
}

async function keepWaits(tx: Tx, { workspaceId, rows }: { workspaceId: string; rows: readonly object[] }): Promise<void> {
  await sql`
    insert into inbox.wait as w (workspace_id, thread_id, what, since, ended_at, brand_id, network, kind, member_id, first, seconds, working_seconds, handling_seconds, working_handling_seconds, due_at)
    select ${workspaceId}, thread_id, what, since, ended_at, brand_id, network, kind, member_id, first, seconds, working_seconds, handling_seconds, working_handling_seconds, due_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      thread_id uuid, what text, since timestamptz, ended_at timestamptz, brand_id uuid, network text, kind text, member_id uuid, first boolean,
      seconds double precision, working_seconds double precision, handling_seconds double precision, working_handling_seconds double precision, due_at timestamptz)
    on conflict (workspace_id, thread_id, what, since) do update set
      ended_at = excluded.ended_at, member_id = excluded.member_id, first = excluded.first, seconds = excluded.seconds, working_seconds = excluded.working_seconds,
      handling_seconds = excluded.handling_seconds, working_handling_seconds = excluded.working_handling_seconds, due_at = excluded.due_at`.execute(
    tx,
  )
}

/** An answer was deleted there, or a thread is open again: then they wait on. */
async function forgetWaits(
  tx: Tx,
  { workspaceId, gone }: { workspaceId: string; gone: readonly Pick<Ended, 'thread_id' | 'what' | 'since'>[] },
): Promise<void> {
  await sql`
    delete from inbox.wait w using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as r(thread_id uuid, what text, since timestamptz)
    where w.workspace_id = ${workspaceId} and w.thread_id = r.thread_id and w.what = r.what and w.since = r.since`.execute(tx)
}
