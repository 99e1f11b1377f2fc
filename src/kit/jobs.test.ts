import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { testDatabase, type TestDatabase } from '#testing/database'

import { defineEvent, openEvents } from './events.ts'
import { defineJob, type Jobs, openJobs } from './jobs.ts'

const Note = z.object({ text: z.string() })
const note = defineJob({ name: 'test.note', schema: Note })
const soon = { timeout: 15_000, interval: 20 }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function database(): Promise<TestDatabase> {
  const made = await testDatabase()
  closing.push(async () => made[Symbol.asyncDispose]())
  return made
}

async function started(url: string, prepare: (jobs: Jobs) => void, role: 'works' | 'sends' = 'works'): Promise<Jobs> {
  const jobs = openJobs({ connection: url })
  prepare(jobs)
  closing.push(() => jobs.stop(2000))
  await jobs.start(role)
  return jobs
}

test('a job is done well within a second, and one of a transaction that fails never', async () => {
  const { db, url } = await database()
  const done: string[] = []
  const jobs = await started(url, (mine) => mine.work(note, async ({ text }) => void done.push(text)))
  await vi.waitUntil(
    async () => (await db.transaction().execute((tx) => jobs.send(tx, note, { payload: { text: 'warm' } })), done.includes('warm')),
    soon,
  )
  const refused = db.transaction().execute(async (tx) => {
    await jobs.send(tx, note, { payload: { text: 'rolled back' } })
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  const start = performance.now()
  await jobs.send(db, note, { payload: { text: 'quick' } })
  await vi.waitUntil(() => done.includes('quick'), { timeout: 900, interval: 10 })
  expect(performance.now() - start).toBeLessThan(900)
  expect(done).not.toContain('rolled back')
})

test('two processes never do the same job, and one that only sends does none', async () => {
  const { db, url } = await database()
  const done: string[] = []
  const work = (mine: Jobs) => mine.work(note, async ({ text }) => void done.push(text), { concurrency: 8 })
  await started(url, work)
  await started(url, work)
  const sender = await started(url, (mine) => mine.work(note, async () => void done.push('sender')), 'sends')
  const texts = Array.from({ length: 60 }, (_, index) => `note ${index}`)
  await Promise.all(texts.map((text) => sender.send(db, note, { payload: { text } })))
  await vi.waitUntil(() => done.length >= 60, soon)
  expect(done.toSorted()).toEqual(texts.toSorted())
})

test('a job whose process only sends waits until its time', async () => {
  const { db, url } = await database()
  const done: string[] = []
  const quick = defineJob({ name: 'test.later', schema: Note, pollSeconds: 0.5 })
  const jobs = await started(url, (mine) => mine.work(quick, async ({ text }) => void done.push(text)))
  const now = Temporal.Now.instant()
  await jobs.send(db, quick, { payload: { text: 'later' }, startAfter: now.add({ seconds: 2 }) })
  await jobs.send(db, quick, { payload: { text: 'now' } })
  await vi.waitUntil(() => done.length === 2, soon)
  expect(done).toEqual(['now', 'later'])
  expect(Temporal.Now.instant().since(now).total('seconds')).toBeGreaterThan(1.9)
})

test('a failing job is tried again, then kept with its reason removed of secrets, and can be revived', async () => {
  const { db, url } = await database()
  const attempts: number[] = []
  const failures: unknown[] = []
  let broken = true
  const failing = defineJob({
    name: 'test.failing',
    schema: Note,
    pollSeconds: 0.5,
    retry: { times: 1, delaySeconds: 1, maxDelaySeconds: 1 },
  })
  const jobs = openJobs({ connection: url, onFailed: (failure) => failures.push(failure) })
  closing.push(() => jobs.stop(2000))
  jobs.work(failing, async (_payload, { attempt }) => {
    attempts.push(attempt)
    if (broken) throw new Error('password=hunter2')
  })
  await jobs.start()
  await jobs.send(db, failing, { payload: { text: 'x' } })
  await vi.waitUntil(async () => (await jobs.deadLetters()).length === 1, soon)
  expect(attempts).toEqual([1, 2])
  expect(failures).toMatchObject([{ job: 'test.failing', attempt: 1 }, { attempt: 2 }])
  const [dead] = await jobs.deadLetters()
  expect(dead).toMatchObject({ job: 'test.failing', payload: { text: 'x' } })
  const { rows } = await sql<{ output: string }>`SELECT output::text FROM jobs.job WHERE name = 'test.failing'`.execute(db)
  expect(rows[0]?.output).not.toContain('hunter2')
  broken = false
  expect(await jobs.revive([dead?.id ?? ''])).toBe(1)
  await vi.waitUntil(() => attempts.length === 3, soon)
  expect(await jobs.deadLetters()).toEqual([])
})

test('one waiting job per key, where the job asks for it', async () => {
  const { db, url } = await database()
  const done: string[] = []
  const single = defineJob({ name: 'test.single', schema: Note, onePerKey: true, pollSeconds: 0.5 })
  const sender = await started(url, (mine) => mine.work(single, async () => undefined), 'sends')
  for (const key of ['a', 'a', 'b', 'a']) await sender.send(db, single, { payload: { text: key }, key })
  await started(url, (mine) => mine.work(single, async ({ text }) => void done.push(text)))
  await vi.waitUntil(() => done.length >= 2, soon)
  expect(done.toSorted()).toEqual(['a', 'b'])
  await expect(sender.send(db, single, { payload: { text: 'x' } })).rejects.toThrow('wants a key')
})

test('stopping waits for what is running, which may still ask for more work', async () => {
  const { db, url } = await database()
  const begun = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const follow = defineJob({ name: 'test.follow', schema: Note })
  const jobs = openJobs({ connection: url })
  closing.push(() => jobs.stop(2000))
  jobs.work(follow, async () => undefined)
  jobs.work(note, async () => {
    begun.resolve()
    await release.promise
    await db.transaction().execute((tx) => jobs.send(tx, follow, { payload: { text: 'more' } }))
  })
  await jobs.start()
  await jobs.send(db, note, { payload: { text: 'x' } })
  await begun.promise
  const stopped = jobs.stop(10_000)
  release.resolve()
  await stopped
  const { rows } = await sql`SELECT name, state FROM jobs.job ORDER BY name`.execute(db)
  expect(rows).toEqual([
    { name: 'test.follow', state: 'created' },
    { name: 'test.note', state: 'completed' },
  ])
})

test('what is repeated is what the newest start says', async () => {
  const { db, url } = await database()
  const hourly = defineJob({ name: 'test.hourly', schema: Note })
  const work = (mine: Jobs) => {
    mine.work(note, async () => undefined)
    mine.work(hourly, async () => undefined)
  }
  const planned = async () =>
    (await sql<{ name: string; cron: string }>`SELECT name, cron FROM jobs.schedule ORDER BY name`.execute(db)).rows
  await started(url, (mine) => {
    work(mine)
    mine.schedule(note, { cron: '*/5 * * * *', payload: { text: 'x' } })
    mine.schedule(hourly, { cron: '0 * * * *', payload: { text: 'x' } })
  })
  expect(await planned()).toHaveLength(2)
  await started(url, (mine) => {
    work(mine)
    mine.schedule(note, { cron: '*/10 * * * *', payload: { text: 'x' } })
  })
  expect(await planned()).toEqual([{ name: 'test.note', cron: '*/10 * * * *' }])
})

test('an event reaches every subscriber, and none when its transaction fails', async () => {
  const { db, url } = await database()
  const heard: string[] = []
  const published = defineEvent({ name: 'post.published', version: 1, schema: Note })
  const jobs = openJobs({ connection: url })
  const events = openEvents(jobs)
  closing.push(() => jobs.stop(2000))
  events.subscribe(published, 'first', async ({ text }, { eventId }) => void heard.push(`first ${text} ${eventId}`))
  events.subscribe(published, 'second', async ({ text }, { eventId }) => void heard.push(`second ${text} ${eventId}`))
  await jobs.start()
  await db
    .transaction()
    .execute(async (tx) => {
      await events.emit(tx, published, { text: 'lost' })
      throw new Error('no')
    })
    .catch(() => undefined)
  await db.transaction().execute((tx) => events.emit(tx, published, { text: 'kept' }))
  await vi.waitUntil(() => heard.length === 2, soon)
  const [first, second] = heard.toSorted()
  expect(first).toMatch(/^first kept [0-9a-f-]{36}$/)
  expect(second?.split(' ').at(-1)).toBe(first?.split(' ').at(-1))
})
