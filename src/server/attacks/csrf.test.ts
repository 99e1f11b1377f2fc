import { implement } from '@orpc/server'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeEach, expect, test } from 'vitest'

import { procedure } from '#kit/contract'
import { openLog } from '#kit/log'

import { mountApi } from '../api.ts'
import { bareServer } from '../bare-server.ts'
import { guardOrigins } from '../origin-guard.ts'

const origin = 'https://hearth.tea.example'
const done: string[] = []
const app = smallHearth()
beforeEach(() => void done.splice(0))
afterAll(() => app.close())

const signedIn = { host: 'hearth.tea.example', cookie: 'hearth.session_token=whoever' }

const foreign: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a sister of our name', { origin: 'https://blog.tea.example' }],
  ['a longer name', { origin: 'https://hearth.tea.example.evil.example' }],
  ['another port', { origin: 'https://hearth.tea.example:8443' }],
  ['our name over plain HTTP', { origin: 'http://hearth.tea.example' }],
  ['a frame in a box', { origin: 'null' }],
  ['a browser that hides the origin', { 'sec-fetch-site': 'cross-site' }],
]
const contents = [
  ['application/json', '{}'],
  ['text/plain', '{}'],
  ['application/x-www-form-urlencoded', 'a=b'],
  ['multipart/form-data; boundary=x', '--x--\r\n'],
] as const

test.each(foreign)('%s changes nothing in a member’s name, by no method and no kind of content', async (_who, headers) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    for (const [type, payload] of contents) {
      for (const url of ['/api/v1/change', '/api/rpc/change', '/api/auth/sign-out']) {
        const answer = await app.inject({ method, url, payload, headers: { ...signedIn, ...headers, 'content-type': type } })
        expect([answer.statusCode, answer.json()], `${method} ${url} ${type}`).toMatchObject([403, { code: 'FOREIGN_ORIGIN' }])
      }
    }
  }
  expect(done).toEqual([])
})

test('our own page, a program without an origin and a reader from elsewhere are let in; only the first two change anything', async () => {
  const change = (headers: Readonly<Record<string, string>>, more: InjectOptions = {}) =>
    app.inject({ method: 'POST', url: '/api/v1/change', payload: {}, headers: { host: signedIn.host, ...headers }, ...more })
  expect((await change({ ...signedIn, origin, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  expect((await change({ authorization: 'Bearer hearth_key' })).statusCode).toBe(200)
  expect(done).toHaveLength(2)
  const link = await app.inject({ url: '/api/v1/change', headers: { ...signedIn, 'sec-fetch-site': 'cross-site' } })
  expect(link.statusCode).toBe(404)
  expect(done).toHaveLength(2)
})

test('under a name that is not ours nothing answers, so that no foreign name can be pointed here', async () => {
  for (const host of ['evil.example', 'hearth.tea.example.evil.example', 'evil.example:443', '127.0.0.1.evil.example']) {
    const answer = await app.inject({ url: '/api/v1/change', headers: { ...signedIn, host } })
    expect([answer.statusCode, answer.json()]).toMatchObject([421, { code: 'WRONG_HOST' }])
  }
})

function smallHearth() {
  const change = procedure({ permission: 'anyone', does: 'changes' }).route({ method: 'POST', path: '/change' })
  const server = bareServer({ trustProxy: false })
  guardOrigins(server, { publicUrl: origin, host: '0.0.0.0' })
  mountApi(server, {
    router: { change: implement({ change }).change.handler(() => void done.push('changed')) },
    contextOf: async () => ({ headers: new Headers(), ip: '192.0.2.1' }),
    isOneTooMany: async () => false,
    log: openLog({ level: 'silent' }),
  })
  server.all('/api/auth/*', () => void done.push('signed out'))
  return server
}
