import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'

import type { Assigning } from '../contract.ts'
import { caresOf } from '../deadlines/cares-of.ts'
import { topicsOf } from '../topics.ts'
import { attendanceOf } from './attendance.ts'
import { chooseMember, type Desk } from './choose-member.ts'

const mostAtOnce = 500

interface Which {
  readonly workspaceId: string
  readonly brandId: string
}

/** Gives what nobody is on to members who are here, where brands want it so. What nobody can take waits for the next time. May run twice. */
export async function shareOut(db: Db): Promise<void> {
  const brands = await db
    .selectFrom('inbox.care')
    .select(['workspace_id as workspaceId', 'brand_id as brandId'])
    .where(sql<boolean>`assigning->>'how' <> 'by-hand'`)
    .execute()
  for (const brand of brands) await db.transaction().execute((tx) => shareOutOf(tx, brand))
}

/** One at a time for each brand: whoever comes second leaves it to the first. */
async function shareOutOf(tx: Tx, which: Which): Promise<void> {
  const care = await tx
    .selectFrom('inbox.care')
    .select('assigning')
    .where('workspace_id', '=', which.workspaceId)
    .where('brand_id', '=', which.brandId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!care || care.assigning.how === 'by-hand' || !(await areAtWork(tx, which))) return
  const desks = await desksOf(tx, which, care.assigning)
  if (desks.length === 0) return
  const threadIds = await threadsOfNobody(tx, which)
  const given = share(threadIds, { desks, assigning: care.assigning })
  if (given.length > 0) await give(tx, which, { given, how: care.assigning.how })
}

async function areAtWork(tx: Tx, { workspaceId, brandId }: Which): Promise<boolean> {
  const care = (await caresOf(tx, { workspaceId, brandIds: [brandId] })).get(brandId)
  const now = Temporal.Now.instant()
  return care !== undefined && care.hours.between(now, now.add({ milliseconds: 1 })) > 0
}

/** Of the members chosen, in their order, those who are here. */
async function desksOf(
  tx: Tx,
  { workspaceId, brandId }: Which,
  { memberIds }: Exclude<Assigning, { how: 'by-hand' }>,
): Promise<readonly Desk[]> {
  const attendance = await attendanceOf(tx, { workspaceId, at: { brandId } })
  const here = memberIds.filter((id) => attendance.some(({ memberId, state }) => memberId === id && state === 'here'))
  if (here.length === 0) return []
  const { rows } = await sql<{ memberId: string; open: number; given: Date | null }>`
    select a.member_id as "memberId", a.given_at as given, (
      select count(*)::integer from inbox.thread t where t.workspace_id = a.workspace_id and t.assignee_id = a.member_id and t.state = 'open'
    ) as open
    from inbox.attendance a where a.workspace_id = ${workspaceId} and a.member_id = any(${here}::uuid[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.memberId, row]))
  return here.map((memberId) => ({ memberId, open: known.get(memberId)?.open ?? 0, givenAt: known.get(memberId)?.given?.getTime() ?? 0 }))
}

/** What is due first is given first. */
async function threadsOfNobody(tx: Tx, { workspaceId, brandId }: Which): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from inbox.thread
    where workspace_id = ${workspaceId} and brand_id = ${brandId} and state = 'open' and assignee_id is null and shared_out_at is null
    order by coalesce(due_at, 'infinity'), last_at limit ${mostAtOnce}
    for update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

interface Given {
  readonly threadId: string
  readonly memberId: string
}

function share(threadIds: readonly string[], { desks, assigning }: { desks: readonly Desk[]; assigning: Assigning }): readonly Given[] {
  const given: Given[] = []
  let now = Date.now()
  let standing = desks
  for (const threadId of threadIds) {
    const next = chooseMember(assigning, standing)
    if (!next) break
    given.push({ threadId, memberId: next.memberId })
    now += 1
    const after = { memberId: next.memberId, open: next.open + 1, givenAt: now }
    standing = standing.map((desk) => (desk === next ? after : desk))
  }
  return given
}

/** Each with its line in the history of the thread, by nobody. */
async function give(
  tx: Tx,
  { workspaceId }: Which,
  { given, how }: { given: readonly Given[]; how: 'by-turn' | 'by-room' },
): Promise<void> {
  const rows = given.map(({ threadId, memberId }, place) => ({
    id: uuidv7(),
    thread_id: threadId,
    member_id: memberId,
    detail: { to: memberId, how },
    place,
  }))
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, thread_id uuid, member_id uuid, detail jsonb, place integer)
    ), on_it as (
      update inbox.thread t set assignee_id = given.member_id, shared_out_at = clock_timestamp()
      from given where t.workspace_id = ${workspaceId} and t.id = given.thread_id
    ), had as (
      update inbox.attendance a set given_at = latest.at
      from (select member_id, clock_timestamp() + max(place) * interval '1 millisecond' as at from given group by member_id) latest
      where a.workspace_id = ${workspaceId} and a.member_id = latest.member_id
    )
    insert into inbox.deed (workspace_id, id, thread_id, kind, detail)
    select ${workspaceId}, id, thread_id, 'assigned', detail from given`.execute(tx)
  await announce(tx, { to: workspaceId, topics: topicsOf(...given.map(({ threadId }) => threadId)) })
}
