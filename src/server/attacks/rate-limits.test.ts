import { implement } from '@orpc/server'
import fastify, { type InjectOptions } from 'fastify'
import { expect, test } from 'vitest'

import { procedure } from '#kit/contract'
import { openLog } from '#kit/log'
import type { Acting } from '#modules/teams'

import { mountApi } from '../api.ts'
import { limitAddresses, limitCallers } from '../rate-limits.ts'

test('a person and a key that ask without end are told when to go on, each for themselves', async () => {
  const ask = await limitedApi({ address: 100, person: 3, key: 2 })
  const mei = { 'x-person': 'mei' }
  const machine = { ...mei, authorization: 'Bearer hearth_one' }
  expect(await statuses(ask, 4, { headers: mei })).toEqual([200, 200, 200, 429])
  // Neither another address nor another way of writing the header begins anew.
  expect(await statuses(ask, 1, { headers: mei, remoteAddress: '203.0.113.9' })).toEqual([429])
  expect(await statuses(ask, 2, { headers: machine })).toEqual([200, 200])
  expect(await statuses(ask, 1, { headers: { ...mei, authorization: 'bearer   hearth_one' } })).toEqual([429])
  expect(await statuses(ask, 1, { headers: { ...machine, authorization: 'Bearer something', 'x-api-key': 'hearth_one' } })).toEqual([429])
  expect(await statuses(ask, 1, { headers: { ...mei, 'x-api-key': 'hearth_two' } })).toEqual([200])
  expect(await statuses(ask, 1, { headers: { 'x-person': 'lin' } })).toEqual([200])
  const told = await ask({ headers: mei })
  expect(told.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429 })
  expect(Number(told.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(told.headers['retry-after'])).toBeLessThanOrEqual(60)
})

test('an address that asks without end is told to wait, with or without a key; pages and pictures are not counted', async () => {
  const ask = await limitedApi({ address: 3, person: 100, key: 100 })
  expect(await statuses(ask, 4, { headers: { 'x-api-key': 'a guess' } })).toEqual([200, 200, 200, 429])
  const told = await ask({ headers: { 'x-person': 'mei' } })
  expect(told.statusCode).toBe(429)
  expect(Number(told.headers['retry-after'])).toBeGreaterThan(0)
  expect(await statuses(ask, 1, { remoteAddress: '203.0.113.9' })).toEqual([200])
  expect(await statuses(ask, 5, { url: '/media/picture' })).toEqual([200, 200, 200, 200, 200])
})

type Ask = (options: InjectOptions) => Promise<{
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly json: () => unknown
}>

async function statuses(ask: Ask, times: number, options: InjectOptions): Promise<readonly number[]> {
  const answers: number[] = []
  for (let time = 0; time < times; time += 1) answers.push((await ask(options)).statusCode)
  return answers
}

/** A procedure behind the limits; the header `x-person` says who is signed in. */
async function limitedApi(rates: { address: number; person: number; key: number }): Promise<Ask> {
  const read = procedure({ permission: 'anyone', does: 'reads' }).route({ method: 'GET', path: '/read' })
  const app = fastify()
  await limitAddresses(app, rates)
  mountApi(app, {
    router: { read: implement({ read }).read.handler(() => undefined) },
    contextOf: async ({ headers: sent, ip }) => {
      const headers = new Headers(Object.entries(sent).map(([name, value]): [string, string] => [name, String(value)]))
      const person = headers.get('x-person')
      const acting = person === null ? {} : { acting: member(person, headers.has('authorization') || headers.has('x-api-key')) }
      return { headers, ip, ...acting }
    },
    isOneTooMany: limitCallers(app, rates),
    log: openLog({ level: 'silent' }),
  })
  app.get('/media/picture', () => 'a picture')
  return (options) => app.inject({ url: '/api/v1/read', ...options })
}

function member(userId: string, byKey: boolean): Acting {
  const who = { workspaceId: 'w', memberId: userId, userId, name: userId, language: 'en' } as const
  return { ...who, role: 'owner', standing: { everywhere: 'owner', grants: [] }, via: byKey ? 'api-key' : 'web' }
}
