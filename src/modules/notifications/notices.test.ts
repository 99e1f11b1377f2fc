import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { brandPlaces } from '#modules/teams'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { type Sent, teamsNeeds } from '#testing/teams'
import { addMember, type TestMember, testWorkspace } from '#testing/workspace'

import { preferences } from './choices/preferences.ts'
import { setPreferences } from './choices/set-preferences.ts'
import { mailNoticeJob } from './letters/mail-notice-job.ts'
import { mailNotice } from './letters/mail-notice.ts'
import { listNotices } from './list-notices.ts'
import { markRead } from './mark-read.ts'
import type { NewNotice } from './new-notice.ts'
import { notifier } from './notify.ts'
import { onMemberJoined } from './on-member-joined.ts'
import { onMemberRemoved } from './on-member-removed.ts'

const publicUrl = 'https://hearth.tea.example'
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

test('a notice reaches each member whose work it is once, however often it is told', async () => {
  const { workspace, tell, sent } = await room()
  await tell({})
  await Promise.all([tell({}), tell({})])
  expect(await unread(workspace.owner)).toBe(1)
  expect(await unread(workspace.publisher)).toBe(1)
  expect(await unread(workspace.agent)).toBe(0)
  expect(sent.map(({ name }) => name)).toEqual([mailNoticeJob.name, mailNoticeJob.name])
  await tell({ key: 'another', members: [workspace.agent.memberId] })
  expect(await unread(workspace.agent)).toBe(0)
  await tell({ key: 'another', kind: 'must-know', members: [workspace.agent.memberId] })
  expect(await unread(workspace.agent)).toBe(1)
  expect(await unread(workspace.owner)).toBe(1)
})

test('only those who reach what a notice is about hear of it', async () => {
  const { workspace, tell } = await room()
  const { workspaceId, brandId } = workspace
  const other = { workspace_id: workspaceId, id: randomUUID(), name: 'Coffee', language: 'en' as const, time_zone: 'Asia/Taipei' }
  await database.db.insertInto('teams.brand').values(other).execute()
  const within = await addMember(database.db, { workspaceId, grants: [{ brandId, role: 'publisher' }] })
  const outside = await addMember(database.db, { workspaceId, grants: [{ brandId: other.id, role: 'publisher' }] })
  await tell({})
  await tell({ key: 'named', members: [within.memberId, outside.memberId] })
  expect([await unread(within), await unread(outside), await unread(workspace.publisher)]).toEqual([2, 0, 1])
})

test('a notice told in a transaction that fails was never told', async () => {
  const { workspace, notify, notice } = await room()
  const failing = database.db.transaction().execute(async (tx) => {
    await notify(tx, notice)
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await unread(workspace.owner)).toBe(0)
})

test('reading marks one’s own notices and nobody else’s', async () => {
  const { workspace, tell } = await room()
  const { owner, publisher } = workspace
  await tell({ key: 'a' })
  await tell({ key: 'b' })
  const { notices } = await listNotices(database.db, owner.call('').acting, { limit: 10 })
  expect(notices.map(({ kind, href }) => ({ kind, href }))).toEqual([
    { kind: 'post-rejected', href: '/posts/7' },
    { kind: 'post-rejected', href: '/posts/7' },
  ])
  const [newest] = notices
  const mark = (member: TestMember, ids?: string[]) => markRead(database.db, member.call('notifications.markRead'), { ids })
  expect(await mark(publisher, [newest?.id ?? ''])).toEqual({ unread: 2 })
  expect(await mark(owner, [])).toEqual({ unread: 2 })
  expect(await mark(owner, [newest?.id ?? ''])).toEqual({ unread: 1 })
  expect(await mark(owner)).toEqual({ unread: 0 })
  expect((await listNotices(database.db, owner.call('').acting, { limit: 1 })).notices).toMatchObject([{ readAt: expect.any(String) }])
})

test('a member chooses how a kind comes; the rest stays as it was', async () => {
  const { workspace, tell, sent } = await room()
  const { owner, publisher } = workspace
  const before = await preferences(database.db, owner.call('').acting)
  expect(before).toMatchObject({
    kinds: {
      'post-rejected': { inApp: true, email: 'at-once', push: true },
      'member-joined': { inApp: true, email: 'daily', push: false },
    },
    rhythm: { timeZone: 'Asia/Taipei', dailyHour: 8 },
  })
  const wanted = { ...before, kinds: { ...before.kinds, 'post-rejected': { inApp: false, email: 'off' as const, push: false } } }
  await setPreferences({ db: database.db, clock: systemClock }, owner.call('notifications.setPreferences'), wanted)
  expect(await preferences(database.db, owner.call('').acting)).toEqual(wanted)
  await tell({})
  expect(await unread(owner)).toBe(0)
  const { notices } = await listNotices(database.db, publisher.call('').acting, { limit: 1 })
  expect(sent.map(({ payload }) => payload)).toEqual([{ workspaceId: workspace.workspaceId, noticeId: notices[0]?.id }])
})

test('the e-mail is in the member’s language, links to the page that deals with it, and escapes what others wrote', async () => {
  await using mailServer = await testMailServer()
  const { workspace, tell, sent } = await room()
  const mail = openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' })
  await database.db.updateTable('teams.login').set({ language: 'zh-TW' }).where('id', '=', workspace.publisher.userId).execute()
  await tell({ params: { account: '@tea.example', firstLine: 'Tea & <script>alert(1)</script>' } })
  for (const { payload } of sent) await mailNotice({ db: database.db, publicUrl, mail }, mailNoticeJob.schema.parse(payload))
  const [english, chinese] = mailServer.letters
  expect(english).toMatchObject({ to: workspace.owner.email, subject: '@tea.example refused a post' })
  expect(chinese).toMatchObject({ to: workspace.publisher.email, subject: '@tea.example 拒絕了一則貼文' })
  for (const letter of mailServer.letters) {
    expect(letter.text).toContain(`${publicUrl}/posts/7`)
    expect(letter.text).toContain('Tea & <script>alert(1)</script>')
    expect(letter.html).not.toContain('<script>')
  }
})

test('what was read meanwhile, and who is gone, gets no e-mail', async () => {
  await using mailServer = await testMailServer()
  const { workspace, tell, sent } = await room()
  const mail = openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' })
  await tell({})
  await markRead(database.db, workspace.owner.call('notifications.markRead'), {})
  await database.db.deleteFrom('teams.member').where('id', '=', workspace.publisher.memberId).execute()
  for (const { payload } of sent) await mailNotice({ db: database.db, publicUrl, mail }, mailNoticeJob.schema.parse(payload))
  expect(sent).toHaveLength(2)
  expect(mailServer.letters).toEqual([])
})

test('owners hear of a new member, and what a removed member could read is removed', async () => {
  const { workspace, notify } = await room()
  const { workspaceId, owner, publisher } = workspace
  const joined = { workspaceId, memberId: publisher.memberId, name: publisher.name }
  await onMemberJoined({ db: database.db, notify }, joined)
  await onMemberJoined({ db: database.db, notify }, joined)
  const { notices } = await listNotices(database.db, owner.call('').acting, { limit: 10 })
  expect(notices).toMatchObject([{ kind: 'member-joined', params: { name: publisher.name } }])
  expect(await unread(publisher)).toBe(0)
  await onMemberRemoved(database.db, { workspaceId, memberId: owner.memberId })
  expect(await unread(owner)).toBe(0)
})

async function room() {
  const workspace = await testWorkspace(database.db)
  const { jobs, sent } = teamsNeeds(database.db)
  const notify = notifier(jobs, { finder: (field) => brandPlaces[field] })
  const notice: NewNotice = {
    workspaceId: workspace.workspaceId,
    key: 'post-rejected:7',
    kind: 'post-rejected',
    params: { account: '@tea.example', firstLine: 'Spring tea' },
    href: '/posts/7',
    about: { brandId: workspace.brandId },
  }
  const tell = (more: Partial<NewNotice>) => database.db.transaction().execute((tx) => notify(tx, { ...notice, ...more }))
  return { workspace, notify, notice, tell, sent } satisfies { sent: readonly Sent[] } & Record<string, unknown>
}

async function unread(member: TestMember): Promise<number> {
  return (await listNotices(database.db, member.call('').acting, { limit: 100 })).unread
}
