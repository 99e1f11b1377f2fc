import { sql } from 'kysely'
import { expect, test } from 'vitest'

import type { Json } from '#kit/json'

import { claimDeliveries } from './claim-deliveries.ts'
import { testNetwork } from './test-network.ts'
import { gate, type World, world } from './test-world.ts'

const dead = { heartbeat: 1_000_000 }

test('two workers at once send every post once, and one at a time for each account', async () => {
  await using here = await world({ proof: 'never' })
  const texts = Array.from({ length: 30 }, (_, index) => `Post ${index}`)
  for (const text of texts) await here.create(text, { accounts: 2 })
  here.worker()
  here.worker()
  await expect.poll(() => here.server.posts.length, { timeout: 15_000 }).toBe(60)
  await expect.poll(() => openDeliveries(here), { timeout: 5000 }).toBe(0)
  expect(here.server.requests).toBe(60)
  expect(here.server.mostAtOnce).toBe(1)
  expect(here.server.texts().toSorted()).toEqual([...texts, ...texts].toSorted())
})

test('many claims at the same moment give each delivery to one of them', async () => {
  await using here = await world({ proof: 'never' })
  for (let index = 0; index < 5; index += 1) await here.create(`Post ${index}`, { accounts: 2 })
  const claims = await Promise.allSettled(Array.from({ length: 8 }, () => claimDeliveries(here.db, { count: 10, lease: 60_000 })))
  const claimed = claims.flatMap((claim) => (claim.status === 'fulfilled' ? claim.value : []))
  expect(claimed).toHaveLength(2)
  expect(new Set(claimed.map(({ deliveryId }) => deliveryId)).size).toBe(2)
})

test('a worker that died before its request left is followed by one that looks first', async () => {
  await using here = await world({ proof: 'token' })
  const over = deadWorker(here)
  const post = await here.create('Died early')
  await here.until(post, 'sending')
  await expect.poll(() => here.attempts(post)).toContain('send part 1: running')
  await lapse(here)
  here.worker()
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Died early'])
  expect(await here.attempts(post)).toEqual(['send ready: done', 'send part 1: interrupted', 'look-up part 1: absent', 'send part 1: done'])
  over()
})

test('a worker that died after the network accepted is followed by one that adopts', async () => {
  await using here = await world({ proof: 'never' })
  const { promise, open } = gate()
  here.server.faults.push({ answerWhen: promise })
  here.worker({ ...dead, step: 60_000 })
  const post = await here.create('Died late')
  await expect.poll(() => here.server.posts.length).toBe(1)
  await lapse(here)
  here.worker()
  const delivery = await here.until(post, 'published')
  open()
  expect(here.server.requests).toBe(1)
  expect(await here.attempts(post)).toEqual(['send ready: done', 'send part 1: interrupted', 'look-up part 1: found'])
  expect(delivery.live_parts).toBe(1)
})

test('a worker that wakes up after its lease sends nothing more and changes nothing', async () => {
  await using here = await world({ proof: 'never' })
  const { promise, open } = gate()
  let reached = 0
  const sleeper = here.worker(
    { ...dead, step: 60_000, lease: 700 },
    {
      accounts: {
        ...here.needs.accounts,
        withAccess: async (of, work) => {
          reached += 1
          if (reached === 2) await promise
          return here.needs.accounts.withAccess(of, work)
        },
      },
    },
  )
  const post = await here.create('Asleep')
  await expect.poll(() => here.attempts(post)).toContain('send part 1: running')
  const second = here.worker()
  const asked = await here.until(post, 'needs-a-person')
  open()
  await sleeper.stop()
  await second.stop()
  expect(here.server.requests).toBe(0)
  expect(await here.delivery(post)).toEqual(asked)
})

test('where absence must settle, the time counts from the end of the dead worker’s lease', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 600 })
  const over = deadWorker(here)
  const post = await here.create('Count')
  await expect.poll(() => here.attempts(post)).toContain('send part 1: running')
  const leaseEnd = (await here.delivery(post)).lease_until
  here.worker()
  const delivery = await here.until(post, 'unconfirmed')
  expect(delivery.unclear_since).toEqual(leaseEnd)
  expect(here.server.requests).toBe(0)
  over()
})

test('where absence must settle, the time of a worker that stumbled counts from its stumble', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 600 })
  const { promise, open } = gate()
  const unwritable: { [key: string]: Json } = {}
  unwritable['itself'] = unwritable
  const perform = () => promise.then(() => ({ ok: true as const, value: unwritable }))
  const tea = testNetwork(here.server, { proof: 'settles', afterSeconds: 600 })
  here.worker({ step: 60_000 }, { network: () => ({ ...tea, publishing: { ...tea.publishing, nextStep: firstPart, perform } }) })
  const post = await here.create('Stumble')
  await expect.poll(() => here.attempts(post)).toContain('send part 1: running')
  const begun = (await here.delivery(post)).unclear_since
  open()
  const delivery = await here.until(post, 'unconfirmed')
  expect(delivery.reason?.code).toBe('unexpected')
  expect(delivery.unclear_since?.getTime()).toBeGreaterThan(begun?.getTime() ?? Infinity)
})

test('a worker that stops lets its step end, and another goes on at once', async () => {
  await using here = await world({ proof: 'never' })
  const { promise, open } = gate()
  here.server.faults.push({ answerWhen: promise })
  const first = here.worker()
  const post = await here.create(['One', 'Two'])
  await expect.poll(() => here.server.posts.length).toBe(1)
  const stopped = first.stop()
  open()
  await stopped
  const delivery = await here.delivery(post)
  expect(delivery).toMatchObject({ state: 'retrying', lease: null, live_parts: 1 })
  here.worker()
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['One', 'Two'])
  expect(here.server.requests).toBe(2)
})

test('a delivery that a dead worker left behind does not hold up the others of its account', async () => {
  await using here = await world({ proof: 'token' })
  const first = await here.create('First')
  await here.until(first, 'waiting')
  await claimDeliveries(here.db, { count: 1, lease: 1 })
  const second = await here.create('Second')
  here.worker()
  await here.until(first, 'published')
  await here.until(second, 'published')
  expect(here.server.texts()).toEqual(['First', 'Second'])
})

/** Takes one delivery and is never heard of again, until `over`: its request does not leave, and it has no hand for another. */
function deadWorker(here: World): () => void {
  const { promise, reject } = Promise.withResolvers<never>()
  const timing = { ...dead, step: 60_000, concurrency: 1 }
  here.worker(timing, { environment: () => ({ fetch: () => promise, options: {}, now: () => Temporal.Now.instant() }) })
  return () => reject(new Error('This worker is dead.'))
}

function firstPart() {
  return { name: 'part 1', final: true }
}

/** As if the worker had been silent for too long, by the database's clock. */
async function lapse(here: World): Promise<void> {
  await here.db
    .updateTable('publishing.delivery')
    .set({ lease_until: sql<Date>`clock_timestamp() - interval '1 millisecond'` })
    .where('lease', 'is not', null)
    .execute()
}

async function openDeliveries(here: World): Promise<number> {
  const rows = await here.db.selectFrom('publishing.delivery').select('id').where('wake_at', 'is not', null).execute()
  return rows.length
}
