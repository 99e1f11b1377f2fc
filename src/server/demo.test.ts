import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { Figures, MeasuredPost, Overview } from '#contract/analytics'
import { Account } from '#contract/connections'
import { DemoStatus } from '#contract/demo'
import { Post, PostSummary } from '#contract/publishing'
import { Me } from '#contract/teams'
import { openLog } from '#kit/log'
import { type TestDatabase, testDatabase } from '#testing/database'

import { build } from './build.ts'
import { readConfig } from './config.ts'
import { layFoundation } from './foundation.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const patient = { timeout: 240_000, interval: 100 }

const logged: string[] = []
let database: TestDatabase
let dataDir: string
let outside: { origin: string; asked: number; close: () => Promise<void> }
let port: number
let hearth: { stop: () => Promise<void> }
let cookie: string

beforeAll(async () => {
  database = await testDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'hearth-demo-'))
  outside = await listen()
  port = await freePort()
  hearth = await start('all')
  const person = { name: 'Mei', email: 'mei@tea.example', password: 'a-quiet-hearth-27' }
  const brand = { name: 'The real one', language: 'en', timeZone: 'Asia/Taipei' }
  await ask('POST', '/api/v1/setup', { ...person, workspaceName: 'The real one', brand, language: 'en' })
  const signedIn = await request('POST', '/api/auth/sign-in/email', person, { origin: `http://127.0.0.1:${port}` })
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
})
afterAll(async () => {
  await hearth.stop()
  await outside.close()
  await database[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
})

test('a demo is offered only where its networks can run, in one process', async () => {
  await hearth.stop()
  hearth = await start('web')
  expect(await status()).toEqual({ state: 'none', possible: false })
  await expect(ask('POST', '/api/v1/demo', { language: 'en' })).rejects.toThrow('DEMO_NOT_HERE')
  await hearth.stop()
  hearth = await start('all')
  expect(await status()).toEqual({ state: 'none', possible: true })
})

test('a demo that is cut off while it is made is gone on with at the next start, and nothing is there twice', async () => {
  const begun = DemoStatus.parse(await ask('POST', '/api/v1/demo', { language: 'en', timeZone: 'Asia/Taipei' }))
  expect(begun.state).toBe('making')
  await expect(ask('POST', '/api/v1/demo', { language: 'en' })).rejects.toThrow('DEMO_EXISTS')
  await vi.waitUntil(async () => isBeyond(await status(), 'plan'), patient)
  await hearth.stop()
  // As if it had been killed before it could note the end.
  await database.pool.query(`update demo.demo set state = 'making'`)
  hearth = await start('all')
  await vi.waitUntil(async () => (await status()).state === 'ready', patient)
  const { posts, drafts, accounts } = await whole()
  expect(accounts.map(({ network }) => network).toSorted()).toEqual(['bluesky', 'instagram', 'mastodon', 'x'])
  expect(new Set(posts.map(({ firstLine, planned }) => `${planned?.local} ${firstLine}`)).size).toBe(posts.length)
  expect(posts.length).toBeGreaterThan(18)
  expect(drafts.length).toBeGreaterThan(1)
  await vi.waitUntil(async () => (await whole()).posts.filter(({ state }) => state === 'attention').length === 1, patient)
  expect(logged).toEqual([])
})

test('its numbers are read from its networks when it opens: people came after the film that went around', async () => {
  const { brandId } = await whole()
  const today = Temporal.Now.plainDateISO('Asia/Taipei')
  const period = { from: today.subtract({ days: 27 }).toString(), to: today.toString() }
  const { measures, byAccount } = Overview.parse(await there('POST', '/analytics/overview', { brandId, period }))
  const followers = byAccount.reduce((sum, { values }) => sum + (values.followers ?? 0), 0)
  expect(measures.find(({ metric }) => metric === 'followers')?.now).toBe(followers)
  const against = { from: today.subtract({ days: 55 }).toString(), to: today.subtract({ days: 28 }).toString() }
  const metrics = ['engagements', 'followerGrowth']
  const { total, before } = Figures.parse(await there('POST', '/analytics/figures', { brandId, period, against, metrics }))
  expect(total.values.followerGrowth).toBeGreaterThan(100)
  expect(total.values.engagements).toBeGreaterThan((before?.values.engagements ?? Infinity) * 1.1)
  const ranked = await there('POST', '/analytics/posts', {
    brandId,
    period,
    metrics: ['engagements'],
    by: 'engagements',
    basis: 'published',
  })
  const { posts, count } = z.object({ posts: z.array(MeasuredPost), count: z.int() }).parse(ranked)
  expect(posts[0]).toMatchObject({ network: 'instagram', type: 'short', firstLine: expect.stringContaining('How a tea leaf wakes up.') })
  expect(count).toBeGreaterThan(50)
})

test('people came by its links and bought, once each, which is held against what that cost; what was unusual is told, and a report is made', async () => {
  const { brandId } = await whole()
  const listed = z.object({ links: z.array(z.object({ target: z.url(), clicks: z.object({ persons: z.int(), uniques: z.int() }) })) })
  const byHand = listed.parse(await there('GET', `/links?brandId=${brandId}&made=by-hand`)).links
  expect(byHand.length).toBe(new Set(byHand.map(({ target }) => target)).size)
  expect(byHand.filter(({ clicks }) => clicks.persons < 50)).toEqual([])
  expect(byHand.some(({ clicks }) => clicks.uniques < clicks.persons)).toBe(true)
  const inPosts = listed.parse(await there('GET', `/links?brandId=${brandId}&made=for-posts`)).links
  expect(inPosts.filter(({ clicks }) => clicks.persons === 0)).toEqual([])
  expect(inPosts.length).toBeGreaterThan(3)
  const cameBack = await there('GET', `/return?brandId=${brandId}&from=${monthAgo(80)}&to=${monthAgo(0)}`)
  const { byCurrency } = z.object({ byCurrency: z.array(z.object({ currency: z.string(), roi: z.number() })) }).parse(cameBack)
  expect(byCurrency).toMatchObject([{ currency: 'TWD' }])
  expect(byCurrency[0]?.roi).toBeGreaterThan(20)
  expect(byCurrency[0]?.roi).toBeLessThan(400)
  const unusual = await there('GET', `/analytics/announcements?brandId=${brandId}`)
  expect(unusual).toContainEqual(expect.objectContaining({ metric: 'followerGrowth', direction: 'grew' }))
  await vi.waitUntil(async () => JSON.stringify(await there('GET', `/reports?brandId=${brandId}`)).includes('"made"'), patient)
  expect(await there('GET', `/reports?brandId=${brandId}`)).toMatchObject([{ recipients: 1, nextAt: expect.any(String) }])
})

function monthAgo(days: number): string {
  return Temporal.Now.plainDateISO('Asia/Taipei').subtract({ days }).toPlainYearMonth().toString()
}

test('it stands beside the real workspace, which nothing of it touches', async () => {
  const demo = await demoId()
  const me = await ask('GET', '/api/v1/me')
  expect(Me.parse(me)).toMatchObject({ workspace: { name: 'The real one', demo: false } })
  expect(Me.parse(me).workspaces.map(({ id, demo: isDemo }) => (isDemo ? id : ''))).toEqual(['', demo])
  expect(await ask('GET', '/api/v1/accounts')).toEqual([])
})

test('what is published there is live on the stand-in, and its page is for members of the demo only', async () => {
  const { posts } = await whole()
  const now = posts.find(({ firstLine }) => firstLine.startsWith('The kettle is on.'))
  const live = await vi.waitUntil(async () => {
    const post = Post.parse(await there('GET', `/posts/${now?.id}`))
    return post.state === 'published' && post
  }, patient)
  for (const { url = '' } of live.deliveries) {
    expect(url).toContain(`http://127.0.0.1:${port}/sandbox/`)
    const page = await request('GET', url.slice(`http://127.0.0.1:${port}`.length))
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('The kettle is on.')])
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  }
})

test('nothing leaves the machine: an account of a real server cannot be connected in a demo, and is in the real workspace', async () => {
  const fields = { identifier: 'ember.example', password: 'abcd-efgh-ijkl-mnop', server: outside.origin }
  const wanted = { network: 'bluesky', way: 'app-password', fields }
  const { brandId } = await whole()
  await expect(there('POST', '/accounts', { ...wanted, brandId })).rejects.toThrow('CONNECT_FAILED')
  expect(outside.asked).toBe(0)
  const real = Me.parse(await ask('GET', '/api/v1/me')).brands[0]?.id
  await expect(ask('POST', '/api/v1/accounts', { ...wanted, brandId: real })).rejects.toThrow('CONNECT_FAILED')
  expect(outside.asked).toBeGreaterThan(0)
})

test('removed in one action, it leaves no row of its workspace and no file', async () => {
  const demo = await demoId()
  expect(await ask('DELETE', '/api/v1/demo')).toEqual({ removed: true })
  await vi.waitUntil(async () => (await status()).state === 'none', patient)
  await vi.waitUntil(async () => (await rowsOf(demo)).length === 0 && (await filesBelow(join(dataDir, 'media'))).length === 0, patient)
  expect(existsSync(join(dataDir, 'sandbox'))).toBe(false)
  await expect(ask('DELETE', '/api/v1/demo')).rejects.toThrow('NOT_FOUND')
  expect(Me.parse(await ask('GET', '/api/v1/me')).workspaces).toHaveLength(1)
})

test('the other language is a story of its own, and one that is removed while it is made is gone', async () => {
  await ask('POST', '/api/v1/demo', { language: 'zh-TW' })
  const demo = await demoId()
  await vi.waitUntil(async () => isBeyond(await status(), 'accounts'), patient)
  expect(Me.parse(await there('GET', '/me')).brands[0]).toMatchObject({ name: '巷口茶焙', language: 'zh-TW', timeZone: 'Asia/Taipei' })
  await ask('DELETE', '/api/v1/demo')
  await vi.waitUntil(async () => (await status()).state === 'none', patient)
  await vi.waitUntil(async () => (await rowsOf(demo)).length === 0, patient)
  expect(logged).toEqual([])
})

async function start(role: 'all' | 'web') {
  const config = readConfig({
    DATABASE_URL: database.url,
    HEARTH_DATA: dataDir,
    HEARTH_PORT: String(port),
    HEARTH_SECRET_KEY: '07'.repeat(32),
    HEARTH_ALLOW_ORIGINS: outside.origin,
  })
  const log = openLog({ level: 'warn', write: (line) => logged.push(line) })
  const foundation = await layFoundation(config, { log, tell: () => undefined, connections: 10 })
  const built = await build(foundation, role)
  await built.start()
  return {
    stop: async () => {
      await built.stop()
      await foundation.close()
    },
  }
}

async function status(): Promise<DemoStatus> {
  return DemoStatus.parse(await ask('GET', '/api/v1/demo'))
}

function isBeyond(now: DemoStatus, step: 'accounts' | 'plan'): boolean {
  if (now.state !== 'making') return true
  return now.share >= { accounts: 20, plan: 96 }[step]
}

async function demoId(): Promise<string> {
  const now = await status()
  return 'workspaceId' in now ? now.workspaceId : ''
}

async function there(method: string, path: string, body?: unknown): Promise<unknown> {
  return ask(method, `/api/v1${path}`, body, { 'hearth-workspace': await demoId() })
}

async function whole() {
  const brandId = Me.parse(await there('GET', '/me')).brands[0]?.id ?? ''
  const listed = z.object({ posts: z.array(PostSummary) })
  const always = `brandId=${brandId}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`
  return {
    brandId,
    posts: listed.parse(await there('GET', `/posts?${always}`)).posts,
    drafts: listed.parse(await there('GET', `/drafts?brandId=${brandId}`)).posts,
    accounts: z.array(Account).parse(await there('GET', '/accounts')),
  }
}

async function ask(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const answer = await request(method, path, body, headers)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

function request(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  return fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { ...(cookie && { cookie }), ...json, ...headers }, ...sent })
}

/** Tables in which something of the workspace is left. */
async function rowsOf(workspaceId: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns where column_name = 'workspace_id'`,
  )
  expect(rows.length).toBeGreaterThan(15)
  const counts = await Promise.all(
    rows.map(async ({ name }) => {
      const { rowCount } = await database.pool.query(`select from ${name} where workspace_id = $1 limit 1`, [workspaceId])
      return rowCount === 0 ? [] : [name]
    }),
  )
  return counts.flat()
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** A server that is not of the sandbox and counts who asks it. */
async function listen() {
  const counted = { origin: '', asked: 0, close: async () => void server.close() }
  const server = createServer((_request, response) => {
    counted.asked += 1
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"AuthenticationRequired","message":"No."}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  counted.origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
  return counted
}

async function freePort(): Promise<number> {
  const passing = await listen()
  await passing.close()
  return Number(new URL(passing.origin).port)
}
