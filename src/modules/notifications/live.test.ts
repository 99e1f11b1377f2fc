import { afterAll, beforeAll, expect, test } from 'vitest'

import { announce, type Live, openLive } from '#kit/live'
import type { Acting } from '#modules/teams'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testWorkspace } from '#testing/workspace'

import { liveEvents } from './live.ts'

let database: TestDatabase
let live: Live

beforeAll(async () => {
  database = await testDatabase()
  live = await openLive({ connection: database.url })
})
afterAll(async () => {
  await live.close()
  await database[Symbol.asyncDispose]()
})

test('a reader hears what changes in their workspace and nothing of another', async () => {
  const [here, there] = [await testWorkspace(database.db), await testWorkspace(database.db)]
  const { stream, end } = listen(here.agent.call('').acting)
  expect(await stream.next()).toEqual({ done: false, value: { topics: [] } })
  await announce(database.db, { to: there.workspaceId, topics: ['accounts'] })
  await announce(database.db, { to: here.workspaceId, topics: ['posts'] })
  expect(await stream.next()).toEqual({ done: false, value: { topics: ['posts'] } })
  const last = stream.next()
  end.abort()
  expect(await last).toEqual({ done: true, value: undefined })
})

test('a quiet stream shows that it is alive and ends when the session has ended', async () => {
  const { agent } = await testWorkspace(database.db)
  const session: { acting: Acting | undefined } = { acting: agent.call('').acting }
  const { stream } = listen(agent.call('').acting, { session, keepAliveMs: 20 })
  for (let turn = 0; turn < 3; turn += 1) expect(await stream.next()).toEqual({ done: false, value: { topics: [] } })
  session.acting = undefined
  expect((await stream.next()).done).toBe(true)
})

test('a removed member’s stream ends with the removal', async () => {
  const { workspaceId, agent } = await testWorkspace(database.db)
  const session: { acting: Acting | undefined } = { acting: agent.call('').acting }
  const { stream } = listen(agent.call('').acting, { session })
  await stream.next()
  session.acting = undefined
  const last = stream.next()
  await announce(database.db, { to: workspaceId, topics: ['members'] })
  expect((await last).done).toBe(true)
})

function listen(acting: Acting, options: { session?: { acting: Acting | undefined }; keepAliveMs?: number } = {}) {
  const { session = { acting }, keepAliveMs = 60_000 } = options
  const end = new AbortController()
  const needs = { live, keepAliveMs, resolveActing: async () => session.acting }
  return { stream: liveEvents(needs, { acting, headers: new Headers(), signal: end.signal }), end }
}
