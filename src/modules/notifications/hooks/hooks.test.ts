import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { closeServers, http } from '#kit/test-servers'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testWorkspace } from '#testing/workspace'

import type { HookKind } from '../contract.ts'
import { listNotices } from '../list-notices.ts'
import { notificationNeeds } from '../test-room.ts'
import { hookJob } from './hook-job.ts'
import { hookOrigins } from './hook-needs.ts'
import { addHook, changeHook, listHooks } from './hooks.ts'
import { readAddress } from './read-address.ts'
import { tellHook } from './tell-hook.ts'
import { testHook } from './test-hook.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterEach(closeServers)
afterAll(() => database[Symbol.asyncDispose]())

const paths = { slack: '/services/T0TEA/B0TEA/abcdefgh12345678', discord: `/api/webhooks/123456789012345678/${'a-B_'.repeat(10)}` }

test('an address is one of an incoming webhook of these services, as it stands there, and nothing else', () => {
  expect(readAddress(`https://hooks.slack.com${paths.slack}`, hookOrigins)).toEqual({
    service: 'slack',
    address: `https://hooks.slack.com${paths.slack}`,
  })
  expect(readAddress(`https://discord.com${paths.discord}?wait=true`, hookOrigins)).toEqual({
    service: 'discord',
    address: `https://discord.com${paths.discord}`,
  })
})

test.each([
  `https://discord.com.tea.example${paths.discord}`,
  `https://hooks.slack.com@tea.example${paths.slack}`,
  `https://someone:word@hooks.slack.com${paths.slack}`,
  `http://hooks.slack.com${paths.slack}`,
  `https://hooks.slack.com:8443${paths.slack}`,
  'https://discord.com/api/users/@me',
  'hooks.slack.com',
])('%s is no address of an incoming webhook', (text) => {
  expect(() => readAddress(text, hookOrigins)).toThrow(expect.objectContaining({ code: 'HOOK_ADDRESS_WRONG' }))
})

test('a channel is told of the kinds and brands it is for, once, and what strangers wrote calls nobody', async () => {
  const room = await open()
  const { workspace, needs, service, tell, work } = room
  await database.db.updateTable('teams.workspace').set({ language: 'zh-TW' }).where('workspace_id', '=', workspace.workspaceId).execute()
  await room.add('slack', { kinds: ['must-know'], brandIds: [workspace.brandId] })
  await room.add('discord', { kinds: ['must-know', 'crisis-began'] })
  await tell('must-know', 'a', workspace.brandId)
  await tell('must-know', 'a', workspace.brandId)
  await tell('must-know', 'b')
  await tell('post-rejected', 'c', workspace.brandId)
  await work()
  const slack = service.told.filter(({ path }) => path === paths.slack)
  const discord = service.told.filter(({ path }) => path === paths.discord)
  expect([slack.length, discord.length]).toEqual([1, 2])
  const text = String(slack[0]?.body['text'])
  expect(text).toContain('&lt;!channel&gt; &amp; *Kim*')
  expect(text).not.toContain('<!channel>')
  expect(text).toContain(`<https://hearth.tea.example/inbox?thread=9&amp;workspace=${workspace.workspaceId}|開啟對話>`)
  expect(discord[0]?.body).toMatchObject({ allowed_mentions: { parse: [] }, flags: 4 })
  expect(String(discord[0]?.body['content'])).toContain('\\@everyone')
  const rows = await database.db
    .selectFrom('notifications.hook')
    .select('sealed')
    .where('workspace_id', '=', workspace.workspaceId)
    .execute()
  expect(JSON.stringify(rows)).not.toContain('B0TEA')
  expect(await listHooks(database.db, workspace)).toMatchObject([{ lastSentAt: expect.any(String) }, { lastSentAt: expect.any(String) }])
  expect(needs.sent.filter(({ name }) => name === hookJob.name)).toHaveLength(3)
})

test('a channel that asks to wait is left alone so long, one that is away is tried again, and neither counts against it', async () => {
  const room = await open()
  const { service, needs, tell, work } = room
  await room.add('discord', { kinds: ['must-know'] })
  await tell('must-know', 'a')
  service.answer = { status: 429, headers: { 'retry-after': '90.5' }, body: '{"message":"You are being rate limited."}' }
  await work()
  expect(needs.sent.at(-1)).toMatchObject({ name: hookJob.name, startAfter: Temporal.Instant.from('2026-11-24T02:01:31Z') })
  service.answer = { status: 502, headers: {}, body: 'Bad gateway' }
  await expect(work()).rejects.toThrow('502')
  expect(await room.hook()).toMatchObject({ failure: { status: 502, says: 'Bad gateway' } })
  service.answer = { status: 204, headers: {}, body: '' }
  await work()
  const after = await room.hook()
  expect(after).not.toHaveProperty('failure')
  expect(after).not.toHaveProperty('offAt')
})

test('a channel that refuses five times is switched off, its maker hears of it, and saving it switches it on', async () => {
  const room = await open()
  const { workspace, service, needs, tell, work } = room
  const { id: hookId } = await room.add('slack', { kinds: ['must-know'] })
  service.answer = { status: 404, headers: {}, body: 'no_service' }
  await expect(testHook(needs, workspace.owner.call('notifications.testHook'), { hookId })).rejects.toMatchObject({
    code: 'HOOK_FAILED',
    data: { status: 404, says: 'no_service' },
  })
  for (const key of ['1', '2', '3', '4', '5', '6']) await tell('must-know', key)
  await work()
  expect(service.told).toHaveLength(6)
  expect(await room.hook()).toMatchObject({ offAt: expect.any(String), failure: { status: 404, says: 'no_service' } })
  const { notices } = await listNotices(database.db, workspace.owner.call('').acting, { limit: 50 })
  expect(notices.filter(({ kind }) => kind === 'hook-off')).toMatchObject([{ params: { name: '#tea' }, href: '/settings/hooks' }])
  await tell('must-know', '7')
  await work()
  expect(service.told).toHaveLength(6)
  service.answer = { status: 200, headers: {}, body: 'ok' }
  const choices = { hookId, name: '#tea', kinds: ['must-know' as const] }
  await changeHook(needs, workspace.owner.call('notifications.changeHook'), choices)
  await tell('must-know', '8')
  await work()
  expect(service.told).toHaveLength(7)
  expect(await room.hook()).not.toHaveProperty('offAt')
  await testHook(needs, workspace.owner.call('notifications.testHook'), { hookId })
  expect(String(service.told[7]?.body['text'])).toContain('A test from Hearth')
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function open() {
  const told: { path: string; body: Record<string, unknown> }[] = []
  const service: { answer: Answer; told: typeof told } = { answer: { status: 200, headers: {}, body: 'ok' }, told }
  const origin = await http((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    request.on('end', () => {
      told.push({ path: request.url ?? '', body: JSON.parse(text) })
      response.writeHead(service.answer.status, service.answer.headers).end(service.answer.status === 204 ? undefined : service.answer.body)
    })
  })
  const workspace = await testWorkspace(database.db)
  const { workspaceId, owner } = workspace
  const clock = testClock('2026-11-24T02:00:00Z')
  const needs = notificationNeeds(database.db, { clock, origins: [origin], hookOrigins: { slack: origin, discord: origin } })
  let done = 0
  return {
    workspace,
    needs,
    service,
    add: (name: 'slack' | 'discord', choices: { kinds: HookKind[]; brandIds?: string[] }) =>
      addHook(needs, owner.call('notifications.addHook'), { name: '#tea', address: `${origin}${paths[name]}`, ...choices }),
    hook: async () => (await listHooks(database.db, workspace))[0],
    tell: (kind: HookKind, key: string, brandId?: string) => {
      const params = { meaning: 'complaint', name: '<!channel> & *Kim*', firstLine: 'Cold @everyone', account: '@tea' }
      return database.db.transaction().execute((tx) =>
        needs.notify(tx, {
          workspaceId,
          key,
          kind,
          params,
          href: '/inbox?thread=9',
          about: brandId === undefined ? 'workspace' : { brandId },
          members: [owner.memberId],
        }),
      )
    },
    /** A job that failed is there to be tried again. */
    work: async () => {
      const jobs = needs.sent.length
      for (; done < jobs; done += 1) {
        const { name, payload } = needs.sent[done] ?? { name: '', payload: undefined }
        if (name === hookJob.name) await tellHook(needs, hookJob.schema.parse(payload))
      }
    },
  }
}
