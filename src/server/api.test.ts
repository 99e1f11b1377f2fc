import { implement } from '@orpc/server'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { procedure } from '#kit/contract'
import { openLog } from '#kit/log'

import { mountApi } from './api.ts'

test('a link that a signed-in person follows reads, but changes nothing', async () => {
  const { app, done } = await smallApi()
  const reading = await app.inject({ method: 'GET', url: '/api/rpc/read' })
  const changing = await app.inject({ method: 'GET', url: `/api/rpc/remove?data=${encodeURIComponent('{"json":{}}')}` })
  expect(reading.statusCode).toBe(200)
  expect(changing.statusCode).toBe(405)
  expect(done).toEqual(['read'])
  await app.inject({ method: 'POST', url: '/api/rpc/remove', payload: { json: {} } })
  expect(done).toEqual(['read', 'remove'])
})

async function smallApi() {
  const done: string[] = []
  const contract = {
    read: procedure({ permission: 'anyone', does: 'reads' }).route({ method: 'GET', path: '/read' }),
    remove: procedure({ permission: 'anyone', does: 'changes' }).route({ method: 'DELETE', path: '/remove' }).input(z.object({})),
  }
  const api = implement(contract)
  const router = { read: api.read.handler(() => void done.push('read')), remove: api.remove.handler(() => void done.push('remove')) }
  const app = fastify()
  mountApi(app, {
    router,
    contextOf: async () => ({ headers: new Headers(), ip: '192.0.2.1' }),
    isOneTooMany: async () => false,
    log: openLog({ level: 'silent' }),
  })
  await app.ready()
  return { app, done }
}
