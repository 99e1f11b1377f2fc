import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { testClock } from '#kit/clock'
import { closeServers, http } from '#kit/test-servers'
import { type TestDatabase, testDatabase } from '#testing/database'
import { addMember, testWorkspace } from '#testing/workspace'

import { releaseDue } from '../letters/release-due.ts'
import { markRead } from '../mark-read.ts'
import { notificationNeeds } from '../test-room.ts'
import { addPushBrowser, pushBrowsers, removePushBrowser } from './push-browsers.ts'
import { pushJob } from './push-job.ts'
import { pushKeys } from './push-keys.ts'
import { sendPush } from './send-push.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterEach(closeServers)
afterAll(() => database[Symbol.asyncDispose]())

test('a browser is sent a notice that only it can read, signed by this installation, and forgotten once its push service is', async () => {
  const { service, browser, room } = await open()
  const { workspace, needs, tell, push } = room
  await addPushBrowser(needs, workspace.owner.call('notifications.addPushBrowser'), { address: browser.address, name: 'Firefox on Linux' })
  await tell('post-rejected', '/posts/7')
  await push()
  const [pushed] = service.pushed
  expect(pushed?.headers).toMatchObject({ ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' })
  expect(browser.read(pushed?.body ?? Buffer.alloc(0))).toEqual({
    title: '@tea refused a post',
    body: expect.stringContaining('Spring tea'),
    url: `https://hearth.tea.example/posts/7?workspace=${workspace.workspaceId}`,
    tag: expect.any(String),
  })
  const { publicKey } = await pushKeys(needs)
  const claims = checkVapid(pushed?.headers['authorization'] ?? '', publicKey)
  expect(claims).toMatchObject({ aud: new URL(browser.address.endpoint).origin, sub: 'https://hearth.tea.example' })
  const seconds = claims.exp - Date.now() / 1000
  expect(seconds).toBeGreaterThan(60)
  expect(seconds).toBeLessThanOrEqual(24 * 60 * 60)
  // Neither the address nor the private key stands in the database in the open.
  const kept = await database.db
    .selectFrom('notifications.push_browser')
    .selectAll()
    .where('workspace_id', '=', workspace.workspaceId)
    .execute()
  expect(JSON.stringify(kept)).not.toContain(browser.address.endpoint)
  service.answer = 503
  await tell('post-rejected', '/posts/8')
  await expect(push()).rejects.toThrow('503')
  service.answer = 410
  await push()
  expect((await pushBrowsers(needs, workspace.owner.call('').acting)).browsers).toEqual([])
  await tell('post-rejected', '/posts/9')
  await push()
  expect(service.pushed).toHaveLength(3)
})

test('quiet hours hold notices back from the browser, and what was read meanwhile does not come', async () => {
  const { service, browser, room } = await open()
  const { workspace, needs, clock, tell, push } = room
  await addPushBrowser(needs, workspace.owner.call('notifications.addPushBrowser'), { address: browser.address, name: 'Chrome on Android' })
  await database.db
    .insertInto('notifications.rhythm')
    .values({
      workspace_id: workspace.workspaceId,
      member_id: workspace.owner.memberId,
      time_zone: 'UTC',
      daily_hour: 8,
      quiet_from: '00:00',
      quiet_to: '06:00',
      quiet_days: [2],
    })
    .execute()
  await tell('post-rejected', '/posts/1')
  await tell('post-missed', '/posts/2')
  await tell('thread-overdue', '/inbox?thread=3')
  await push()
  expect(service.pushed).toEqual([])
  const [first] = await database.db
    .selectFrom('notifications.notice')
    .select('id')
    .where('workspace_id', '=', workspace.workspaceId)
    .where('kind', '=', 'post-missed')
    .execute()
  await markRead(database.db, workspace.owner.call('notifications.markRead'), { ids: [first?.id ?? ''] })
  clock.set('2026-11-24T06:00:00Z')
  await releaseDue(needs)
  await push()
  const shown = service.pushed.map(({ body }) => browser.read(body))
  expect(shown).toMatchObject([{ title: 'While it was quiet: 2 notices', url: expect.stringContaining('#notices') }])
})

test('an address is https and outside, belongs to whoever used the browser last, and is its owner’s alone to remove', async () => {
  const { browser, room } = await open()
  const { workspace, needs } = room
  const { workspaceId, owner, publisher } = workspace
  const add = (member: typeof owner, endpoint: string) =>
    addPushBrowser(needs, member.call('notifications.addPushBrowser'), { address: { ...browser.address, endpoint }, name: 'Edge' })
  await expect(add(owner, 'http://push.tea.example/1')).rejects.toMatchObject({ code: 'PUSH_ADDRESS_WRONG' })
  await add(owner, browser.address.endpoint)
  const taken = await add(publisher, browser.address.endpoint)
  expect((await pushBrowsers(needs, owner.call('').acting)).browsers).toEqual([])
  const other = await addMember(database.db, { workspaceId, role: 'admin' })
  const remove = (member: typeof owner) =>
    removePushBrowser(database.db, member.call('notifications.removePushBrowser'), { browserId: taken.id })
  expect(await remove(other)).toEqual({ removed: false })
  expect(await remove(publisher)).toEqual({ removed: true })
  // The guarded client asks nothing inside this network, whatever a browser says.
  const inside = await add(owner, 'https://127.0.0.1:1/push')
  const [notice] = await database.db
    .insertInto('notifications.notice')
    .values({
      workspace_id: workspaceId,
      id: '00000000-0000-7000-8000-000000000001',
      member_id: owner.memberId,
      key: 'k',
      kind: 'post-missed',
      params: '{}',
      href: '/',
      at: new Date(),
      read_at: null,
    })
    .returning('id')
    .execute()
  await expect(sendPush(needs, { workspaceId, browserId: inside.id, noticeIds: [notice?.id ?? ''] })).rejects.toThrow('127.0.0.1')
})

test('the keys are made once, however many ask at the same time', async () => {
  const needs = notificationNeeds(database.db)
  const keys = await Promise.all(Array.from({ length: 4 }, () => pushKeys(needs)))
  expect(new Set(keys.map(({ privateKey }) => privateKey)).size).toBe(1)
})

interface Pushed {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

async function open() {
  const service = { answer: 201, pushed: [] as Pushed[] }
  const origin = await http((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      service.pushed.push({ headers, body: Buffer.concat(chunks) })
      response.writeHead(service.answer).end()
    })
  })
  const workspace = await testWorkspace(database.db)
  const clock = testClock('2026-11-24T02:00:00Z')
  const needs = notificationNeeds(database.db, { clock, origins: [origin] })
  const { workspaceId, owner } = workspace
  const tell = (kind: 'post-rejected' | 'post-missed' | 'thread-overdue', href: string) =>
    database.db.transaction().execute((tx) =>
      needs.notify(tx, {
        workspaceId,
        key: href,
        kind,
        params: { account: '@tea', firstLine: 'Spring tea', name: 'Kim' },
        href,
        about: 'workspace',
        members: [owner.memberId],
      }),
    )
  let done = 0
  /** A job that failed is there to be tried again. */
  const push = async () => {
    while (done < needs.sent.length) {
      const { name, payload } = needs.sent[done] ?? { name: '', payload: undefined }
      if (name === pushJob.name) await sendPush(needs, pushJob.schema.parse(payload))
      done += 1
    }
  }
  return { service, browser: testBrowser(`${origin}/push/abc`), room: { workspace, needs, clock, tell, push } }
}

/** What a browser does with its keys (RFC 8291). */
function testBrowser(endpoint: string) {
  const ecdh = createECDH('prime256v1')
  const p256dh = ecdh.generateKeys()
  const auth = randomBytes(16)
  const read = (body: Buffer): unknown => {
    const salt = body.subarray(0, 16)
    const keyLength = body.readUInt8(20)
    const sender = body.subarray(21, 21 + keyLength)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender])
    const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32))
    const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
    const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
    const sealed = body.subarray(21 + keyLength)
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'))
  }
  return { address: { endpoint, keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') } }, read }
}

const Claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string() })

/** What a push service does with the header (RFC 8292): the key is ours, and the token is signed with it. */
function checkVapid(authorization: string, publicKey: string): z.output<typeof Claims> {
  const [, token = '', key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? []
  expect(key).toBe(publicKey)
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const signer = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } })
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: signer, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  expect(isSigned).toBe(true)
  return Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')))
}
