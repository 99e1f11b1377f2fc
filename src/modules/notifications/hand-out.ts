import type { Insertable } from 'kysely'

import type { Clock } from '#kit/clock'
import type { Tx } from '#kit/database'
import type { JobSender } from '#kit/jobs'

import { nextDaily } from './choices/next-daily.ts'
import { quietUntil } from './choices/quiet-until.ts'
import { rhythmsOf } from './choices/rhythms-of.ts'
import { comesAtOnce, type NoticeKind, type Rhythm, type Ways } from './contract.ts'
import { mailNoticeJob } from './letters/mail-notice-job.ts'
import { browsersOf } from './push/browsers-of.ts'
import { pushJob } from './push/push-job.ts'
import type { WaitingTable } from './tables.ts'

export interface Told {
  readonly noticeId: string
  readonly memberId: string
  readonly ways: Ways
}

/** Sends a notice the other ways its members chose: now, after their quiet hours, or with the daily letter. */
export async function handOut(
  tx: Tx,
  { jobs, clock }: { jobs: JobSender; clock: Clock },
  { workspaceId, kind, told }: { workspaceId: string; kind: NoticeKind; told: readonly Told[] },
): Promise<void> {
  const browsers = await browsersOf(tx, { workspaceId, memberIds: membersOf(told.filter(({ ways }) => ways.push)) })
  const outward = told.filter(({ memberId, ways }) => ways.email !== 'off' || browsers.has(memberId))
  const rhythms = await rhythmsOf(tx, { workspaceId, memberIds: membersOf(outward) })
  const waiting: Insertable<WaitingTable>[] = []
  const now = clock.now()
  for (const { noticeId, memberId, ways } of outward) {
    const rhythm = rhythms.get(memberId)
    if (!rhythm) continue
    const quiet = comesAtOnce(kind) ? undefined : quietUntil(now, rhythm)
    const row = { workspace_id: workspaceId, notice_id: noticeId, member_id: memberId }
    if (ways.email === 'daily') waiting.push({ ...row, channel: 'mail', why: 'daily', ...dailyOf(now, rhythm) })
    else if (ways.email === 'at-once' && quiet) waiting.push({ ...row, channel: 'mail', ...untilEnd(quiet) })
    else if (ways.email === 'at-once') await jobs.send(tx, mailNoticeJob, { payload: { workspaceId, noticeId } })
    const shownIn = ways.push ? (browsers.get(memberId) ?? []) : []
    if (shownIn.length > 0 && quiet) waiting.push({ ...row, channel: 'push', ...untilEnd(quiet) })
    else for (const browserId of shownIn) await jobs.send(tx, pushJob, { payload: { workspaceId, browserId, noticeIds: [noticeId] } })
  }
  if (waiting.length > 0) await tx.insertInto('notifications.waiting').values(waiting).execute()
}

function membersOf(told: readonly Told[]): string[] {
  return told.map(({ memberId }) => memberId)
}

function dailyOf(now: Temporal.Instant, rhythm: Rhythm) {
  const { dueAt, day } = nextDaily(now, rhythm)
  return { due_at: new Date(dueAt.epochMilliseconds), day }
}

function untilEnd(quiet: Temporal.Instant) {
  return { why: 'quiet' as const, due_at: new Date(quiet.epochMilliseconds), day: null }
}
