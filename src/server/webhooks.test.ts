import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { Account, NetworkInfo } from '#contract/connections'
import { Thread, ThreadSummary } from '#contract/inbox'
import { Me } from '#contract/teams'
import { openLog } from '#kit/log'
import { testDatabase, type TestDatabase } from '#testing/database'

import { facebookStandIn } from '../networks/facebook/stand-in.ts'
import { serve, serveStandIn } from '../networks/serve-stand-in.ts'
import type { StandIn } from '../networks/stand-in.ts'
import { build } from './build.ts'
import { readConfig } from './config.ts'
import { layFoundation } from './foundation.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const patient = { timeout: 120_000, interval: 50 }

let database: TestDatabase
let dataDir: string
let served: Awaited<ReturnType<typeof serveStandIn>>
let standIn: StandIn
let hearth: { stop: () => Promise<void> }
let url: string
let cookie = ''
let brandId: string
let page: { id: string; accountId: string }
let guest: string
let post: string

beforeAll(async () => {
  database = await testDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'hearth-webhooks-'))
  served = await serveStandIn((origin) =>
    facebookStandIn().open({ now: () => Temporal.Now.instant(), origin, webOrigin: origin, fetch, changed: () => undefined }),
  )
  standIn = served.standIn
  url = `http://localhost:${await freePort()}`
  hearth = await start()
  const person = { name: 'Mei', email: 'mei@tea.example', password: 'a-quiet-hearth-27' }
  const brand = { name: 'Tea House', language: 'en', timeZone: 'Asia/Taipei' }
  await ask('POST', '/api/v1/setup', { ...person, workspaceName: 'Tea House', brand, language: 'en' })
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify(person),
    headers: { 'content-type': 'application/json', origin: url },
  })
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  brandId = Me.parse(await ask('GET', '/api/v1/me')).brands[0]?.id ?? ''
  const { id } = standIn.addProfile({ handle: 'tea.house', displayName: 'Tea House', business: true })
  guest = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
  post = standIn.act({ kind: 'post', by: id, text: 'Spring teas are here' }).id
  page = { id, accountId: (await connect(id)).id }
  await standIn.webhooks?.enter({ address: door(), token: 'kettle' })
})
afterAll(async () => {
  await hearth?.stop()
  await served?.close()
  await database?.[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
})

/** As the network writes it. Times are counted from an hour ago, one second each. */
function event(
  verb: 'add' | 'edited' | 'remove',
  { id, text, second, of = page.id }: { id: string; text?: string; second: number; of?: string },
) {
  const time = began + second
  const value = {
    from: { id: `guest-of-${id}`, name: 'A guest' },
    post_id: post,
    comment_id: id,
    parent_id: post,
    created_time: began,
    item: 'comment',
    verb,
    ...(text === undefined ? {} : { message: text }),
  }
  return { id: of, time, changes: [{ field: 'feed', value }] }
}
const began = Math.floor(Date.now() / 1000) - 3600

test('of a storm with repeats, wrong signatures and no order, each message is kept once and as it was last', async () => {
  const ids = Array.from({ length: 120 }, (_, index) => `12_storm${index}`)
  const entries = ids.flatMap((id, index) => [
    event('add', { id, text: `First words ${index}`, second: index }),
    ...(index % 3 === 0 ? [event('edited', { id, text: `Other words ${index}`, second: 1000 + index })] : []),
    ...(index % 5 === 0 ? [event('remove', { id, second: 2000 + index })] : []),
  ])
  const strangers = Array.from({ length: 7 }, (_, index) =>
    event('add', { id: `9_${index}`, text: 'Hello', second: index, of: 'another-page' }),
  )
  const messages = [...entries.map((entry) => [entry]), ...strangers.map((entry) => [entry]), ...pairs(entries)].map((entry) =>
    JSON.stringify({ object: 'page', entry }),
  )
  const sent = shuffled([...messages, ...messages, ...messages.slice(0, 60)])
  const forged = Array.from({ length: 80 }, (_, index) =>
    JSON.stringify({ object: 'page', entry: [event('add', { id: `forged${index}`, text: 'Buy gold', second: 1 })] }),
  )
  const statuses = await Promise.all([
    ...sent.map((body) => deliver(body)),
    ...forged.map((body, index) => deliver(body, { secret: index % 2 === 0 ? 'another secret' : null })),
  ])
  expect(statuses.filter((status) => status === 200)).toHaveLength(sent.length)
  expect(statuses.filter((status) => status === 403)).toHaveLength(forged.length)
  await allHandled()
  const rows = await messagesKept()
  // What was deleted before it was heard of has left no gap.
  const gone = ids.filter((_, index) => index % 5 === 0)
  expect(rows.filter((row) => row.gone && !(gone.includes(row.external_id) && row.text === ''))).toEqual([])
  const alive = rows.filter((row) => !row.gone).map(({ external_id: id, text }) => [id, text])
  const wanted = ids.flatMap((id, index) =>
    index % 5 === 0 ? [] : [[id, index % 3 === 0 ? `Other words ${index}` : `First words ${index}`]],
  )
  expect(Object.fromEntries(alive)).toEqual(Object.fromEntries(wanted))
  expect(alive).toHaveLength(wanted.length)
  const counts = z.object({ open: z.int() }).parse(await ask('GET', `/api/v1/inbox/counts?brandId=${brandId}`))
  expect(counts.open).toBe(wanted.length)
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain(`hearth_webhooks_total{network="facebook",what="refused"} ${forged.length}`)
  expect(metrics).toContain(`hearth_webhooks_total{network="facebook",what="kept"} ${messages.length}`)
  expect(metrics).toContain('hearth_webhook_events_dropped_total{network="facebook"} 7')
})

test('whoever asks for the address without its token, at a door that is none, or with too much, is refused', async () => {
  expect(await (await asked(door(), 'kettle')).text()).toBe('42')
  expect((await asked(door(), 'teapot')).status).toBe(403)
  for (const where of ['mastodon', 'nowhere', 'facebook/not-a-workspace']) {
    expect((await fetch(`${url}/webhooks/${where}`, { method: 'POST', body: '{}' })).status).toBe(404)
  }
  expect(await deliver(`{"object":"page","entry":[],"more":"${'x'.repeat(4 * 1024 * 1024)}"}`)).toBe(413)
})

test('a workspace has a door of its own, which the page names with its token', async () => {
  const networks = z.array(NetworkInfo).parse(await ask('GET', '/api/v1/networks'))
  const { address = '', token = '' } = networks.find(({ id }) => id === 'facebook')?.app?.webhook ?? {}
  expect(await (await asked(address, token)).text()).toBe('42')
  expect((await asked(address, 'kettle')).status).toBe(403)
  const body = JSON.stringify({ object: 'page', entry: [event('add', { id: '12_own', text: 'At our own door', second: 1 })] })
  expect(await deliver(body, { at: address })).toBe(200)
  await allHandled()
  expect((await messagesKept()).find(({ external_id: id }) => id === '12_own')?.text).toBe('At our own door')
  expect(await deliver(body, { at: `${door()}/${crypto.randomUUID()}` })).toBe(200)
  await allHandled()
  const { rowCount } = await database.pool.query(
    'select from inbox.webhook where dropped = 1 and workspace_id not in (select workspace_id from teams.workspace) and workspace_id <> $1',
    ['00000000-0000-0000-0000-000000000000'],
  )
  expect(rowCount).toBe(1)
})

test('an account that is disconnected and connected again misses nothing', async () => {
  const before = await says('Before')
  await ask('DELETE', `/api/v1/accounts/${page.accountId}`)
  const between = await says('Between')
  await standIn.webhooks?.told()
  await allHandled()
  page.accountId = (await connect(page.id)).id
  const after = await says('After')
  const there = async () => (await messagesKept()).filter(({ external_id: id }) => [before, between, after].includes(id))
  await vi.waitUntil(async () => (await there()).length === 3, patient)
  const { threads } = z
    .object({ threads: z.array(ThreadSummary) })
    .parse(await ask('GET', `/api/v1/inbox/threads?brandId=${brandId}&text=Between`))
  const thread = Thread.parse(await ask('GET', `/api/v1/inbox/threads/${threads[0]?.id ?? ''}`))
  expect(thread).toMatchObject({ about: { text: 'Spring teas are here' }, items: [{ text: 'Between', hideable: true, answerable: true }] })
})

async function says(text: string): Promise<string> {
  const { id } = standIn.act({ kind: 'reply', by: guest, post, text })
  await standIn.webhooks?.told()
  return id
}

function asked(at: string, token: string): Promise<Response> {
  return fetch(`${at}?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`)
}

function door(): string {
  return `${url}/webhooks/facebook`
}

interface Delivering {
  /** null: it is not signed at all. */
  readonly secret?: string | null
  readonly at?: string
}

async function deliver(body: string, { secret = standIn.options['client_secret'] ?? '', at = door() }: Delivering = {}): Promise<number> {
  const signature = secret === null ? '' : `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
  const answer = await fetch(at, { method: 'POST', body, headers })
  await answer.arrayBuffer()
  return answer.status
}

async function allHandled(): Promise<void> {
  await vi.waitUntil(async () => {
    const { rowCount } = await database.pool.query('select from inbox.webhook where handled_at is null limit 1')
    return rowCount === 0
  }, patient)
}

async function messagesKept(): Promise<{ external_id: string; text: string; gone: boolean }[]> {
  const { rows } = await database.pool.query('select external_id, text, gone_at is not null as gone from inbox.message')
  return z.array(z.object({ external_id: z.string(), text: z.string(), gone: z.boolean() })).parse(rows)
}

function pairs<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.flatMap((item, index) => (index % 2 === 1 ? [[item, items[index - 1] ?? item]] : []))
}

/** The same each time. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  let seed = 7
  const next = () => (seed = (seed * 48_271) % 2_147_483_647)
  return items
    .map((item) => ({ item, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

async function connect(profileId: string): Promise<Account> {
  const begun = z
    .object({ redirect: z.string() })
    .parse(await ask('POST', '/api/v1/accounts', { brandId, network: 'facebook', way: 'login', fields: {} }))
  const back = new URL(await standIn.approve(begun.redirect, { profileId }))
  const finished = await ask('POST', '/api/v1/accounts/finish', { network: 'facebook', parameters: Object.fromEntries(back.searchParams) })
  return z.object({ account: Account }).parse(finished).account
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { cookie, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

async function start(): Promise<{ stop: () => Promise<void> }> {
  const options = Object.entries({ ...standIn.options, webhook_token: 'kettle' }).map(([name, value]) => [
    `HEARTH_FACEBOOK_${name.toUpperCase()}`,
    value,
  ])
  const config = readConfig(
    {
      HEARTH_PORT: new URL(url).port,
      HEARTH_PUBLIC_URL: url,
      HEARTH_DATA: dataDir,
      DATABASE_URL: database.url,
      HEARTH_ALLOW_ORIGINS: served.origin,
      ...Object.fromEntries(options),
    },
    ['facebook'],
  )
  const log = openLog({ level: 'error' })
  const foundation = await layFoundation(config, { log, tell: () => undefined, connections: 5 })
  const built = await build(foundation, 'all')
  await built.start()
  return {
    stop: async () => {
      await built.stop()
      await foundation.close()
    },
  }
}

async function freePort(): Promise<number> {
  const passing = await serve(async () => new Response(''))
  await passing.close()
  return Number(new URL(passing.origin).port)
}
