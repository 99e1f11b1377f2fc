import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import { type Call, change } from '#modules/teams'

import { NoticeKind, type Preferences, type Rhythm } from '../contract.ts'
import { nextDaily } from './next-daily.ts'
import { preferences } from './preferences.ts'
import { quietUntil } from './quiet-until.ts'

interface Member {
  readonly workspaceId: string
  readonly memberId: string
}

/** Keeps how and when a member wants to hear; what waits already follows the new times. */
export function setPreferences({ db, clock }: { db: Db; clock: Clock }, call: Call, wanted: Preferences): Promise<Preferences> {
  const { workspaceId, memberId } = call.acting
  return change(db, call, async (tx) => {
    const before = await preferences(tx, { workspaceId, memberId })
    await keepWays(tx, { workspaceId, memberId }, wanted)
    await keepRhythm(tx, { workspaceId, memberId }, wanted.rhythm)
    await moveWaiting(tx, { workspaceId, memberId }, { now: clock.now(), rhythm: wanted.rhythm })
    return {
      value: await preferences(tx, { workspaceId, memberId }),
      subject: { kind: 'member', id: memberId },
      before: said(before),
      after: said(wanted),
      topics: ['notifications'],
    }
  })
}

/** For the log: which kinds come in which way, and when. */
function said({ kinds, rhythm }: Preferences) {
  const { quiet, ...times } = rhythm
  const those = (wants: (ways: Preferences['kinds'][NoticeKind]) => boolean) => NoticeKind.options.filter((kind) => wants(kinds[kind]))
  return {
    ...times,
    quiet: quiet ? `${quiet.from}–${quiet.to}` : undefined,
    quietDays: quiet?.days,
    inApp: those(({ inApp }) => inApp),
    atOnce: those(({ email }) => email === 'at-once'),
    daily: those(({ email }) => email === 'daily'),
    push: those(({ push }) => push),
  }
}

async function keepWays(tx: Tx, { workspaceId, memberId }: Member, { kinds }: Preferences): Promise<void> {
  await tx
    .insertInto('notifications.preference')
    .values(
      NoticeKind.options.map((kind) => ({
        workspace_id: workspaceId,
        member_id: memberId,
        kind,
        in_app: kinds[kind].inApp,
        email: kinds[kind].email,
        push: kinds[kind].push,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'member_id', 'kind']).doUpdateSet((excluded) => ({
        in_app: excluded.ref('excluded.in_app'),
        email: excluded.ref('excluded.email'),
        push: excluded.ref('excluded.push'),
      })),
    )
    .execute()
}

async function keepRhythm(tx: Tx, { workspaceId, memberId }: Member, { timeZone, dailyHour, quiet }: Rhythm): Promise<void> {
  const times = {
    time_zone: timeZone,
    daily_hour: dailyHour,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    quiet_days: quiet?.days.toSorted((a, b) => a - b) ?? null,
  }
  await tx
    .insertInto('notifications.rhythm')
    .values({ workspace_id: workspaceId, member_id: memberId, ...times })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet(times))
    .execute()
}

async function moveWaiting(tx: Tx, { workspaceId, memberId }: Member, { now, rhythm }: { now: Temporal.Instant; rhythm: Rhythm }) {
  const daily = nextDaily(now, rhythm)
  const moved = {
    daily: { due_at: daily.dueAt.toString(), day: daily.day },
    quiet: { due_at: (quietUntil(now, rhythm) ?? now).toString() },
  }
  for (const why of ['daily', 'quiet'] as const) {
    await tx
      .updateTable('notifications.waiting')
      .set(moved[why])
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .where('why', '=', why)
      .execute()
  }
}
