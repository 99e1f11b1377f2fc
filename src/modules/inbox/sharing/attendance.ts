import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { announce } from '#kit/live'
import { type Acting, members, membersWith } from '#modules/teams'

import type { Attendance } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { shareOutSoon } from './share-out-job.ts'

/** Who says nothing for so long is not at their desk: three times the pause after which a page says it again. */
const hereFor = sql`interval '3 minutes'`

/** Said by a member's page every minute while they work, and whenever they leave their desk or come back to it. */
export async function attend(
  { db, jobs }: Pick<InboxNeeds, 'db' | 'jobs'>,
  { workspaceId, memberId }: Acting,
  { away }: { away?: boolean | undefined },
): Promise<{ away: boolean }> {
  const { rows } = await sql<{ away: boolean; was_here: boolean | null }>`
    with before as (
      select seen_at > clock_timestamp() - ${hereFor} and not away as was_here from inbox.attendance
      where workspace_id = ${workspaceId} and member_id = ${memberId}
    )
    insert into inbox.attendance as a (workspace_id, member_id, seen_at, away)
    values (${workspaceId}, ${memberId}, clock_timestamp(), ${away ?? false})
    on conflict (workspace_id, member_id) do update set seen_at = excluded.seen_at, away = coalesce(${away ?? null}::boolean, a.away)
    returning away, (select was_here from before) as was_here`.execute(db)
  const [said] = rows
  const isHere = said?.away === false
  if (isHere !== (said?.was_here ?? false)) {
    if (isHere) await shareOutSoon(jobs, db)
    await announce(db, { to: workspaceId, topics: ['attendance'] })
  }
  return { away: said?.away ?? false }
}

/** Which members work in the inbox, and which of them are at their desks, as far as the one who asks works with them. */
export async function listAttendance(db: Db, acting: Pick<Acting, 'workspaceId' | 'standing'>): Promise<Attendance[]> {
  const seen = new Set((await members(db, acting)).map(({ id }) => id))
  const all = await attendanceOf(db, { workspaceId: acting.workspaceId, at: 'anywhere' })
  return all.filter(({ memberId }) => seen.has(memberId))
}

/** The same of those who work in one brand, or anywhere. */
export async function attendanceOf(
  db: Db,
  { workspaceId, at }: { workspaceId: string; at: 'anywhere' | { readonly brandId: string } },
): Promise<Attendance[]> {
  const who = await membersWith(db, { workspaceId, permission: 'inbox.work', at: at === 'anywhere' ? at : async () => [at] })
  const rows = await db
    .selectFrom('inbox.attendance')
    .select(['member_id', 'away', sql<boolean | null>`seen_at > clock_timestamp() - ${hereFor}`.as('seen')])
    .where('workspace_id', '=', workspaceId)
    .execute()
  const known = new Map(rows.map((row) => [row.member_id, row]))
  return who.map(({ memberId }) => {
    const row = known.get(memberId)
    return { memberId, state: row?.away === true ? 'away' : row?.seen === true ? 'here' : 'gone' }
  })
}
