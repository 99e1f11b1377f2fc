import { expect, test } from 'vitest'

import type { Post } from './contract.ts'
import type { DeliveryRow } from './held-delivery.ts'
import { type World, world } from './test-world.ts'

test('what the network still works on is asked for again after its own short pause, and costs no tries', async () => {
  await using here = await world({ proof: 'never' })
  here.server.unready = 9
  here.worker()
  const post = await here.create('Patience')
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Patience'])
  const attempts = await here.attempts(post)
  expect(attempts.filter((line) => line === 'send ready: slow-down')).toHaveLength(9)
  expect(attempts.slice(-2)).toEqual(['send ready: done', 'send part 1: done'])
})

test('while one waits for the network, its place is free for others', async () => {
  await using here = await world({ proof: 'never' })
  here.server.unready = Infinity
  here.worker({ concurrency: 1 })
  const posts = [await here.create('One'), await here.create('Two', { accounts: 2 })]
  await expect.poll(() => attemptsEach(here, posts), { timeout: 5000 }).toEqual([true, true, true])
  here.server.unready = 0
  for (const post of posts) await here.until(post, 'published')
})

test('a pause asked of one account holds back all that it has to send, and no other account', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push({ slowDownSeconds: 900 })
  const first = await here.create('First')
  const second = await here.create('Second', { accounts: 2 })
  here.worker({ concurrency: 1 })
  await expect.poll(() => here.server.texts(), { timeout: 5000 }).toEqual(['Second'])
  const paused = await here.until(first, 'retrying')
  const [oolong] = here.accounts
  const held = (await deliveriesOf(here, second)).find(({ account_id }) => account_id === oolong?.id)
  expect(held).toMatchObject({ state: 'waiting', reason: { code: 'slow-down' }, next_try_at: paused.next_try_at })
  expect(here.server.requests).toBe(2)
})

test('a pause is as long as it was asked for where the clock of the process goes back between the question and its answer', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push({ slowDownSeconds: 900 })
  const given = here.needs.environment
  let looks = 0
  const jumping = () => Temporal.Now.instant().subtract({ hours: looks++ })
  here.worker({}, { environment: (which) => ({ ...given(which), now: jumping }) })
  const paused = await here.until(await here.create('In a quarter of an hour'), 'retrying')
  const seconds = ((paused.next_try_at?.getTime() ?? 0) - paused.due_at.getTime()) / 1000
  expect(Math.abs(seconds - 900)).toBeLessThan(30)
})

test('a pause beyond the grace ends with it, and a person decides then', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push({ slowDownSeconds: 86_400 })
  const worker = here.worker()
  const post = await here.create('Tomorrow')
  const paused = await here.until(post, 'retrying')
  expect(paused.next_try_at?.getTime()).toBe(paused.due_at.getTime() + 3_601_000)
  await worker.stop()
  await here.daysLater(1)
  here.worker()
  expect((await here.until(post, 'missed')).reason?.code).toBe('slow-down')
})

/** Has each of their deliveries been begun? */
async function attemptsEach(here: World, posts: readonly Post[]): Promise<boolean[]> {
  const deliveries = await Promise.all(posts.map((post) => deliveriesOf(here, post)))
  return deliveries.flat().map(({ attempts }) => attempts > 0)
}

function deliveriesOf(here: World, { id }: Post): Promise<DeliveryRow[]> {
  return here.db.selectFrom('publishing.delivery').selectAll().where('post_id', '=', id).execute()
}
