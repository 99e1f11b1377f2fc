import { sql } from 'kysely'

import { type Clock, systemClock } from '#kit/clock'
import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { JobSender } from '#kit/jobs'
import { announce } from '#kit/live'
import { type FindPlaces, membersWith, type Permission, type Place } from '#modules/teams'

import { waysOf } from './choices/preferences.ts'
import type { NoticeKind } from './contract.ts'
import { handOut, type Told } from './hand-out.ts'
import { tellHooks } from './hooks/tell-hooks.ts'
import type { NewNotice, Notify } from './new-notice.ts'

export interface NotifierOptions {
  readonly finder?: FinderOf
  readonly clock?: Clock
}

/** Tells members in the caller's transaction: a row for each, the live announcement, and work for the other ways in which they want to hear. */
export function notifier(jobs: JobSender, { finder = () => undefined, clock = systemClock }: NotifierOptions = {}): Notify {
  return async (tx, notice) => {
    const { workspaceId, kind, about, members, permission = concerned[kind] } = notice
    let found: Promise<readonly Place[]> | undefined
    const places = (which: Readonly<Record<string, string>>) => (found ??= placesOf(tx, { workspaceId, about: which, finder }))
    const at = about === 'workspace' || about === 'anywhere' ? about : () => places(about)
    await tellHooks(tx, { jobs, clock }, { notice, at })
    const readers = await membersWith(tx, { workspaceId, permission, members, at })
    const ways = await waysOf(tx, { workspaceId, kind, memberIds: readers.map(({ memberId }) => memberId) })
    const told: Told[] = []
    for (const [memberId, wanted] of ways) {
      const noticeId = await addNotice(tx, notice, { memberId, inApp: wanted.inApp })
      if (noticeId !== undefined) told.push({ noticeId, memberId, ways: wanted })
    }
    if (told.length === 0) return
    await announce(tx, { to: workspaceId, topics: ['notifications'] })
    await handOut(tx, { jobs, clock }, { workspaceId, kind, told })
  }
}

/** How the ids of the contract are looked up: see `PlaceFinders` of teams. */
type FinderOf = (field: string) => FindPlaces | undefined

async function placesOf(
  tx: Tx,
  { workspaceId, about, finder }: { workspaceId: string; about: Readonly<Record<string, string>>; finder: FinderOf },
): Promise<readonly Place[]> {
  const found = Object.entries(about).map(async ([field, id]) => (await finder(field)?.(tx, { workspaceId, ids: [id] })) ?? [])
  return (await Promise.all(found)).flat()
}

const concerned: Readonly<Record<NoticeKind, Permission>> = {
  'post-rejected': 'posts.publish',
  'post-needs-a-person': 'posts.publish',
  'post-missed': 'posts.publish',
  'post-left-out': 'posts.publish',
  'note-mention': 'inbox.work',
  'account-signed-out': 'accounts.manage',
  'member-joined': 'members.manage',
  'rule-alert': 'inbox.work',
  'thread-due-soon': 'inbox.work',
  'thread-overdue': 'inbox.work',
  'must-know': 'inbox.work',
  'unusual-figures': 'numbers.work',
  'report-failed': 'workspace.manage',
  'crisis-began': 'crisis.read',
  'crisis-urgent': 'posts.publish',
  'crisis-proposed': 'crisis.read',
  training: 'workspace.read',
  'hook-off': 'hooks.manage',
  'approval-asked': 'approvals.decide',
  'approval-given': 'approvals.read',
  'approval-refused': 'approvals.read',
  'approval-due': 'approvals.decide',
  'approval-late': 'approvals.read',
  'approval-comment': 'approvals.read',
}

async function addNotice(
  tx: Tx,
  notice: NewNotice,
  { memberId, inApp }: { memberId: string; inApp: boolean },
): Promise<string | undefined> {
  const row = await tx
    .insertInto('notifications.notice')
    .values({
      workspace_id: notice.workspaceId,
      id: uuidv7(),
      member_id: memberId,
      key: notice.key,
      kind: notice.kind,
      params: JSON.stringify(notice.params),
      href: notice.href,
      at: sql<Date>`clock_timestamp()`,
      read_at: null,
      in_app: inApp,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
