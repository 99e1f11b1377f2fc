import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { JobSender } from '#kit/jobs'

import { nextDaily } from '../choices/next-daily.ts'
import { rhythmOf } from '../choices/rhythms-of.ts'
import { browsersOf } from '../push/browsers-of.ts'
import { pushJob } from '../push/push-job.ts'
import { sendLetterJob } from './send-letter-job.ts'

export interface ReleaseNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: JobSender
}

interface Group {
  readonly workspace_id: string
  readonly member_id: string
  readonly channel: 'mail' | 'push'
  readonly day: string | null
}

/** Lets go what is due: one daily letter for each member, and together what quiet hours held back. */
export async function releaseDue(needs: ReleaseNeeds): Promise<void> {
  const now = needs.clock.now()
  for (const group of await dueGroups(needs.db, now)) await needs.db.transaction().execute((tx) => release(tx, needs, { group, now }))
}

/** Who else has something due is there in a minute again. */
function dueGroups(db: Db, now: Temporal.Instant): Promise<Group[]> {
  return db
    .selectFrom('notifications.waiting')
    .select(['workspace_id', 'member_id', 'channel', 'day'])
    .where('due_at', '<=', new Date(now.epochMilliseconds))
    .groupBy(['workspace_id', 'member_id', 'channel', 'day'])
    .limit(2000)
    .execute()
}

async function release(tx: Tx, { jobs }: ReleaseNeeds, { group, now }: { group: Group; now: Temporal.Instant }): Promise<void> {
  const { workspace_id: workspaceId, member_id: memberId, channel, day } = group
  const taken = await tx
    .deleteFrom('notifications.waiting')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('channel', '=', channel)
    .where('day', 'is not distinct from', day)
    .where('due_at', '<=', new Date(now.epochMilliseconds))
    .returning('notice_id')
    .execute()
  const noticeIds = taken.map(({ notice_id: id }) => id)
  if (noticeIds.length === 0) return
  if (channel === 'push') {
    const browsers = await browsersOf(tx, { workspaceId, memberIds: [memberId] })
    for (const browserId of browsers.get(memberId) ?? []) await jobs.send(tx, pushJob, { payload: { workspaceId, browserId, noticeIds } })
    return
  }
  const letterId = await addLetter(tx, group, { noticeIds, now })
  if (letterId !== undefined) await jobs.send(tx, sendLetterJob, { payload: { workspaceId, letterId } })
  else await waitAnotherDay(tx, group, { noticeIds, now })
}

/** Undefined where this day has had its letter. */
async function addLetter(
  tx: Tx,
  { workspace_id, member_id, day }: Group,
  { noticeIds, now }: { noticeIds: string[]; now: Temporal.Instant },
): Promise<string | undefined> {
  const row = await tx
    .insertInto('notifications.letter')
    .values({ workspace_id, id: uuidv7(), member_id, day, notice_ids: noticeIds, state: 'waiting', made_at: now.toString() })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id', 'day']).where('day', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** The hour was moved back after the letter of the day had left. */
async function waitAnotherDay(
  tx: Tx,
  { workspace_id, member_id, day }: Group,
  { noticeIds, now }: { noticeIds: readonly string[]; now: Temporal.Instant },
): Promise<void> {
  const rhythm = await rhythmOf(tx, { workspaceId: workspace_id, memberId: member_id })
  const next = nextDaily(now, rhythm, day ?? undefined)
  const times = { due_at: next.dueAt.toString(), day: next.day }
  await tx
    .insertInto('notifications.waiting')
    .values(
      noticeIds.map((notice_id) => ({ workspace_id, member_id, notice_id, channel: 'mail' as const, why: 'daily' as const, ...times })),
    )
    .execute()
}
