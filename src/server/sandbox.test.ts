import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { guardedFetch, requestFailureIn } from '#kit/http'
import { openLog } from '#kit/log'

import { mountSandbox } from './mount-sandbox.ts'
import { guardOrigins } from './origin-guard.ts'
import { type LazySandbox, lazySandbox } from './sandbox.ts'

const publicUrl = 'http://127.0.0.1:4600'
let dataDir: string
let allowedOrigins: Set<string>
let lazy: LazySandbox
let app: FastifyInstance
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hearth-'))
  allowedOrigins = new Set()
  lazy = lazySandbox({ dataDir, allowedOrigins, log: openLog({ level: 'error' }), config: { publicUrl } })
  app = fastify()
  guardOrigins(app, { publicUrl, host: '127.0.0.1' })
  mountSandbox(app, { sandbox: () => lazy.opened(), isMember: async ({ headers }) => headers.cookie === 'member' })
})
afterEach(async () => {
  await app.close()
  await lazy.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('until a demo needs it there is nothing, neither at its address nor in the data folder', async () => {
  await lazy.openIfUsed()
  expect(lazy.opened()).toBeUndefined()
  expect((await app.inject({ url: '/sandbox/', headers: { cookie: 'member' } })).statusCode).toBe(404)
  expect(existsSync(join(dataDir, 'sandbox'))).toBe(false)
})

test('members see it, strangers are sent to sign in, and nothing on it runs', async () => {
  const sandbox = await lazy.open()
  const bluesky = sandbox.standIn('bluesky')
  const { id } = bluesky.addProfile({ handle: 'ember', displayName: 'Ember' })
  bluesky.act({ kind: 'post', by: id, text: 'Hello' })
  const url = (bluesky.posts()[0]?.url ?? '').slice(publicUrl.length)
  expect((await app.inject({ url })).statusCode).toBe(303)
  const page = await app.inject({ url, headers: { cookie: 'member' } })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Hello')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  const foreign = await app.inject({ method: 'POST', url, headers: { cookie: 'member', origin: 'https://evil.example' } })
  expect(foreign.statusCode).toBe(403)
})

test('the guarded client reaches the stand-ins by exact origin while the sandbox is open, and no other port', async () => {
  const fetch = guardedFetch({ allowOrigins: allowedOrigins })
  const sandbox = await lazy.open()
  const [origin = ''] = sandbox.origins
  expect((await fetch(`${origin}/xrpc/com.atproto.server.describeServer`)).status).toBe(200)
  const other = await fetch('http://127.0.0.1:1/').catch((error: unknown) => requestFailureIn(error)?.stage)
  expect(other).toBe('refused')
  await lazy.close()
  expect(await fetch(origin).catch((error: unknown) => requestFailureIn(error)?.stage)).toBe('refused')
})

test('it is there again after a restart, and gone with all it kept when it is removed', async () => {
  const before = await lazy.open()
  before.standIn('bluesky').addProfile({ handle: 'ember', displayName: 'Ember' })
  await lazy.close()
  await lazy.openIfUsed()
  expect((await lazy.opened())?.standIn('bluesky').profiles()).toHaveLength(1)
  await lazy.remove()
  expect(existsSync(join(dataDir, 'sandbox'))).toBe(false)
  expect(allowedOrigins.size).toBe(0)
})
