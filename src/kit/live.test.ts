import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'

import { testDatabase } from '#testing/database'

import { announce, type Live, openLive } from './live.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function opened() {
  const database = await testDatabase()
  closing.push(async () => database[Symbol.asyncDispose]())
  const lost: Error[] = []
  const live: Live = await openLive({ connection: database.url, onConnectionLost: (error) => lost.push(error) })
  closing.push(() => live.close())
  return { ...database, live, lost }
}

const forever = new AbortController().signal

test('a subscriber hears what is announced to it when the transaction commits', async () => {
  const { db, live } = await opened()
  const mine = live.subscribe('w1', forever)
  const other = live.subscribe('w2', forever)
  await db
    .transaction()
    .execute(async (tx) => {
      await announce(tx, { to: 'w1', topics: ['rolled back'] })
      throw new Error('no')
    })
    .catch(() => undefined)
  await db.transaction().execute((tx) => announce(tx, { to: 'w1', topics: ['posts', 'calendar'] }))
  await announce(db, { to: 'w2', topics: ['members'] })
  expect(await mine.next()).toEqual({ done: false, value: { topics: ['posts', 'calendar'] } })
  expect(await other.next()).toEqual({ done: false, value: { topics: ['members'] } })
})

test('what a slow reader missed arrives as one event; too many topics mean everything', async () => {
  const { db, live } = await opened()
  const slow = live.subscribe('w1', forever)
  const quick = live.subscribe('w1', forever)
  for (const topic of ['a', 'b', 'a']) await announce(db, { to: 'w1', topics: [topic] })
  await announce(db, { to: 'w1', topics: ['last'] })
  for (let heard: readonly string[] = []; !heard.includes('last');) heard = (await quick.next()).value?.topics ?? []
  expect((await slow.next()).value).toEqual({ topics: ['a', 'b', 'last'] })
  await announce(db, { to: 'w1', topics: Array.from({ length: 500 }, (_, index) => `a rather long topic ${index}`) })
  expect((await slow.next()).value).toEqual({ topics: ['*'] })
})

test('it ends with its signal, by itself, and with the listener', async () => {
  const { live } = await opened()
  const stop = new AbortController()
  const first = live.subscribe('w1', stop.signal).next()
  const second = live.subscribe('w1', forever).next()
  stop.abort()
  expect(await first).toEqual({ done: true, value: undefined })
  await live.close()
  expect(await second).toEqual({ done: true, value: undefined })
  expect(await live.subscribe('w1', AbortSignal.abort()).next()).toEqual({ done: true, value: undefined })
})

test('after a lost connection it comes back and says that everything may have changed', async () => {
  const { db, live, lost } = await opened()
  const mine = live.subscribe('w1', forever)
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hearth-live' AND datname = current_database()`.execute(
    db,
  )
  expect((await mine.next()).value).toEqual({ topics: ['*'] })
  expect(lost).toHaveLength(1)
  await announce(db, { to: 'w1', topics: ['posts'] })
  expect((await mine.next()).value).toEqual({ topics: ['posts'] })
})

test('a database that cannot be reached is an error at once', async () => {
  await expect(openLive({ connection: { host: '127.0.0.1', port: 1 } })).rejects.toThrow('ECONNREFUSED')
})
