import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { JobSender } from '#kit/jobs'
import { announce } from '#kit/live'
import { type FindPlaces, membersWith, type Permission, type Place } from '#modules/teams'

import type { NoticeKind } from './contract.ts'
import { mailNoticeJob } from './mail-notice-job.ts'
import { wantsMail } from './preferences.ts'

/** Something to tell: to those whose work it is, or who have the permission; of them to the members named, if any are. Only to those who reach what it is about. */
export interface NewNotice {
  readonly workspaceId: string
  /** What it is about: the same key never reaches a member twice. */
  readonly key: string
  readonly kind: NoticeKind
  /** Fills the sentence: `account` and `firstLine` for posts, `account` for accounts, `name` for members and threads; `rule`, `name` and `firstLine` for what a rule found; `meaning`, `name` and `firstLine` for what a playbook says somebody must know; `account`, `metric`, `direction`, `value`, `from`, `to` and `day` for figures; `name`, `what` (`not-made`, `not-sent`, `unclear`) and `recipient` of a report; `name`, `reason`, `rehearsal` (`yes` or empty) and `firstLine` of a crisis; `name`, `messages`, `usual` and `complaints` (per cent) of one that is proposed; `name`, `what` (`new`, `asked`, `soon`, `overdue`) and `due` of something to read. */
  readonly params: Readonly<Record<string, string>>
  /** The page that deals with it, from the root: `/posts/…`. */
  readonly href: string
  /** What it is about, by the name that the contract has for its id: `{ threadId: … }`. Or it is a matter of the whole workspace, or for everybody wherever they work. */
  readonly about: Readonly<Record<string, string>> | 'workspace' | 'anywhere'
  readonly members?: readonly string[]
  readonly permission?: Permission
}

export type Notify = (tx: Tx, notice: NewNotice) => Promise<void>

/** Tells members in the caller's transaction: a row for each, the live announcement, and a job for the e-mail of those who want one. */
export function notifier(jobs: JobSender, finder: FinderOf = () => undefined): Notify {
  return async (tx, notice) => {
    const { workspaceId } = notice
    const { about, members, permission = concerned[notice.kind] } = notice
    const at = about === 'workspace' || about === 'anywhere' ? about : () => placesOf(tx, { workspaceId, about, finder })
    const readers = await membersWith(tx, { workspaceId, permission, members, at })
    const told: { id: string; memberId: string }[] = []
    for (const { memberId } of readers) {
      const id = await addNotice(tx, notice, memberId)
      if (id !== undefined) told.push({ id, memberId })
    }
    if (told.length === 0) return
    await announce(tx, { to: workspaceId, topics: ['notifications'] })
    const byMail = await wantsMail(tx, { workspaceId, kind: notice.kind, memberIds: told.map(({ memberId }) => memberId) })
    for (const { id, memberId } of told) {
      if (byMail.has(memberId)) await jobs.send(tx, mailNoticeJob, { payload: { workspaceId, noticeId: id } })
    }
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
}

async function addNotice(tx: Tx, notice: NewNotice, memberId: string): Promise<string | undefined> {
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
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
