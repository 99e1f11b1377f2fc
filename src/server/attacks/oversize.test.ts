import { implement } from '@orpc/server'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { procedure } from '#kit/contract'
import { openLog } from '#kit/log'

import { mountApi } from '../api.ts'
import { bareServer } from '../bare-server.ts'

const json = { 'content-type': 'application/json' }

test('what is too large, or does not say how large it is, is refused before it is read', async () => {
  const { app, taken } = smallHearth()
  const send = (headers: Readonly<Record<string, string>>, url = '/api/v1/take') =>
    app.inject({ method: 'POST', url, headers, payload: Buffer.from('{"text":"tea"}') }).then(({ statusCode }) => statusCode)
  for (const url of ['/api/v1/take', '/api/rpc/take']) {
    expect(await send({ ...json, 'content-length': String(5 * 1024 * 1024) }, url)).toBe(413)
    expect(await send({ ...json, 'content-length': 'many' }, url)).toBe(411)
  }
  expect(await send({ 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(33 * 1024 * 1024) })).toBe(413)
  // A stranger's file is not read at all.
  expect(await send({ 'content-type': 'multipart/form-data; boundary=x', 'content-length': '14' })).toBe(401)
  expect(taken).toEqual([])
  expect(await send({ ...json, 'content-length': '14' })).toBe(200)
  expect(taken).toEqual(['tea'])
})

test('a deep or a broken body is an answer, not a crash', async () => {
  const { app, taken } = smallHearth()
  for (const payload of ['['.repeat(100_000), `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, '{"text":', '\0', '"__proto__"']) {
    const { statusCode } = await app.inject({ method: 'POST', url: '/api/v1/take', headers: json, payload })
    expect(statusCode).toBe(400)
  }
  expect(taken).toEqual([])
})

test('elsewhere a body ends at one megabyte', async () => {
  const { app } = smallHearth()
  const { statusCode } = await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: { text: 'x'.repeat(1024 * 1024) } })
  expect(statusCode).toBe(413)
})

function smallHearth() {
  const taken: string[] = []
  const take = procedure({ permission: 'anyone', does: 'changes' })
    .route({ method: 'POST', path: '/take' })
    .input(z.object({ text: z.string() }))
  const app = bareServer({ trustProxy: false })
  mountApi(app, {
    router: { take: implement({ take }).take.handler(({ input }) => void taken.push(input.text)) },
    contextOf: async () => ({ headers: new Headers(), ip: '192.0.2.1' }),
    isOneTooMany: async () => false,
    log: openLog({ level: 'silent' }),
  })
  app.all('/api/auth/*', () => void taken.push('signed in'))
  return { app, taken }
}
