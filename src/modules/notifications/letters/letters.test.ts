import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { type TestWorkspace, testWorkspace } from '#testing/workspace'

import { preferences } from '../choices/preferences.ts'
import { setPreferences } from '../choices/set-preferences.ts'
import type { NoticeKind, Preferences } from '../contract.ts'
import { markRead } from '../mark-read.ts'
import { notificationNeeds } from '../test-room.ts'
import { mailNoticeJob } from './mail-notice-job.ts'
import { releaseDue } from './release-due.ts'
import { sendLetterJob } from './send-letter-job.ts'
import { sendLetter } from './send-letter.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

test('what waits for the day comes in one letter, in the member’s language, grouped, and each line opens its page', async () => {
  await using room = await open('2026-11-24T01:00:00Z')
  const { workspace, clock, tell, letters, release, choose } = room
  await database.db.updateTable('teams.login').set({ language: 'zh-TW' }).where('id', '=', workspace.owner.userId).execute()
  await tell('member-joined', { name: 'Kim' }, '/settings/members')
  await tell(
    'unusual-figures',
    { account: '@tea', metric: 'reach', direction: 'fell', value: '3', from: '10', to: '20', day: '2026-11-23' },
    '/analytics/of/account/7',
  )
  await tell('must-know', { meaning: 'complaint', name: '<b>Lee</b>', firstLine: 'Cold' }, '/inbox?thread=9')
  await release()
  expect(letters).toEqual([])
  const [read] = await database.db
    .selectFrom('notifications.notice')
    .select('id')
    .where('workspace_id', '=', workspace.workspaceId)
    .where('kind', '=', 'member-joined')
    .execute()
  await markRead(database.db, workspace.owner.call('notifications.markRead'), { ids: [read?.id ?? ''] })
  clock.set('2026-11-25T00:00:00Z')
  await Promise.all([release(), release()])
  await release()
  expect(letters).toHaveLength(1)
  expect(letters[0]).toMatchObject({ to: workspace.owner.email, subject: 'Hearth 每日摘要：2 則通知' })
  const { text = '', html = '' } = letters[0] ?? {}
  expect(text).toContain('收件匣\n')
  expect(text).toContain(`https://hearth.tea.example/inbox?thread=9&workspace=${workspace.workspaceId}`)
  expect(text).toContain('/analytics/of/account/7')
  expect(text).not.toContain('Kim')
  expect(html).not.toContain('<b>Lee')
  // The hour is moved to later on the same day: what comes now waits for tomorrow all the same.
  await choose({ rhythm: { timeZone: 'Asia/Taipei', dailyHour: 18 } })
  await tell('member-joined', { name: 'Ann' }, '/settings/members')
  clock.set('2026-11-25T10:00:00Z')
  await release()
  expect(letters).toHaveLength(1)
  clock.set('2026-11-26T10:00:00Z')
  await release()
  expect(letters).toHaveLength(2)
})

test('quiet hours hold letters back and bring them together; a crisis comes through', async () => {
  await using room = await open('2026-11-24T15:00:00Z')
  const { clock, tell, letters, release, choose, needs } = room
  await choose({ rhythm: { timeZone: 'Asia/Taipei', dailyHour: 8, quiet: { from: '22:00', to: '07:00', days: [2] } } })
  await tell('post-rejected', { account: '@tea', firstLine: 'One' }, '/posts/1')
  await tell('report-failed', { name: 'November', what: 'not-made' }, '/analytics/reports/2')
  await tell('crisis-began', { name: 'Kim', reason: 'Tea was cold' }, '/crisis/3')
  expect(needs.sent.map(({ name }) => name)).toEqual([mailNoticeJob.name])
  await release()
  expect(letters).toEqual([])
  clock.set('2026-11-24T23:00:00Z')
  await release()
  expect(letters.map(({ subject }) => subject)).toEqual(['While it was quiet: 2 notices'])
  expect(letters[0]?.text).toMatch(
    /Posts and accounts\n- @tea refused a post[^]*Numbers and reports\n- The report November could not be made/,
  )
})

test('a letter that the server did not take is tried again, one of which nobody knows is not', async () => {
  await using room = await open('2026-11-24T01:00:00Z')
  const { tell, clock, needs, workspace, letters } = room
  await tell('member-joined', { name: 'Kim' }, '/settings/members')
  clock.set('2026-11-25T00:00:00Z')
  await releaseDue(needs)
  const payload = sendLetterJob.schema.parse(needs.sent.at(-1)?.payload)
  // Nobody listens there.
  const away = openMail({ url: 'smtp://127.0.0.1:1', from: 'Hearth <hearth@tea.example>' })
  await expect(sendLetter({ ...needs, mail: away }, payload)).rejects.toThrow('ECONNREFUSED')
  await sendLetter(needs, payload)
  await sendLetter(needs, payload)
  expect(letters).toHaveLength(1)
  // A process that died while it sent left this behind.
  await database.db
    .updateTable('notifications.letter')
    .set({ state: 'sending' })
    .where('workspace_id', '=', workspace.workspaceId)
    .execute()
  await sendLetter(needs, payload)
  expect(letters).toHaveLength(1)
})

async function open(now: string) {
  const workspace = await testWorkspace(database.db)
  const mailServer = await testMailServer()
  const clock = testClock(now)
  const needs = notificationNeeds(database.db, { clock, mail: openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' }) })
  const { owner } = workspace
  let done = 0
  return {
    workspace,
    clock,
    needs,
    letters: mailServer.letters,
    tell: (kind: NoticeKind, params: Record<string, string>, href: string) => tellOwner(workspace, needs, { kind, params, href }),
    release: async () => {
      await releaseDue(needs)
      const jobs = needs.sent.slice(done).filter(({ name }) => name === sendLetterJob.name)
      done = needs.sent.length
      for (const { payload } of jobs) await sendLetter(needs, sendLetterJob.schema.parse(payload))
    },
    choose: async (wanted: Partial<Preferences>) => {
      const before = await preferences(database.db, owner.call('').acting)
      await setPreferences(needs, owner.call('notifications.setPreferences'), { ...before, ...wanted })
    },
    [Symbol.asyncDispose]: () => mailServer[Symbol.asyncDispose](),
  }
}

function tellOwner(
  { workspaceId, owner }: TestWorkspace,
  { notify }: ReturnType<typeof notificationNeeds>,
  notice: { kind: NoticeKind; params: Record<string, string>; href: string },
): Promise<void> {
  const key = `${notice.kind}/${JSON.stringify(notice.params)}`
  return database.db
    .transaction()
    .execute((tx) => notify(tx, { workspaceId, key, about: 'workspace', members: [owner.memberId], ...notice }))
}
