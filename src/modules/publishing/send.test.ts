import { expect, test } from 'vitest'

import type { Publishing } from '#networks/network'

import { decideDelivery } from './decide-delivery.ts'
import { readPost } from './read-post.ts'
import type { Fault } from './test-server.ts'
import { world } from './test-world.ts'

const proofs: readonly Publishing['absence'][] = [{ proof: 'token' }, { proof: 'settles', afterSeconds: 1 }, { proof: 'never' }]

test.each(proofs)('a post goes out once, and says where it is ($proof)', async (absence) => {
  await using here = await world(absence)
  here.worker()
  const post = await here.create('Good morning')
  const delivery = await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Good morning'])
  expect(delivery.url).toContain(here.server.posts[0]?.id ?? 'nowhere')
  expect(await here.attempts(post)).toEqual(['send ready: done', 'send part 1: done'])
  expect(await readPost(here.needs, here.db, { workspaceId: here.at.workspaceId, postId: post.id })).toMatchObject({ state: 'published' })
  expect(here.events).toEqual(['post.published'])
})

const accepted: readonly Fault[] = ['accepted-then-500', 'accepted-then-reset', 'accepted-then-hang']

test.each(proofs.flatMap((absence) => accepted.map((fault) => ({ absence, fault, proof: absence.proof }))))(
  'accepted with the answer lost is found and not sent again ($proof, $fault)',
  async ({ absence, fault }) => {
    await using here = await world(absence)
    here.server.faults.push(fault)
    here.worker()
    const post = await here.create('Once')
    await here.until(post, 'published')
    expect(here.server.texts()).toEqual(['Once'])
    expect(here.server.requests).toBe(1)
    expect(await here.attempts(post)).toEqual(['send ready: done', 'send part 1: unknown-outcome', 'look-up part 1: found'])
  },
)

test('with a token, what a look does not find is sent again at once, and stays one', async () => {
  await using here = await world({ proof: 'token' })
  here.server.faults.push('lost-500')
  here.worker()
  const post = await here.create('Again')
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Again'])
  expect(await here.attempts(post)).toEqual([
    'send ready: done',
    'send part 1: unknown-outcome',
    'look-up part 1: absent',
    'send part 1: done',
  ])
})

test('with a token, a look that lags ends in one copy that is found in the end, not in a refusal', async () => {
  await using here = await world({ proof: 'token' })
  here.server.faults.push('accepted-then-500')
  here.server.lag = 2
  here.worker()
  const post = await here.create('Lagging')
  await here.hurryUntil(post, 'published')
  expect(here.server.texts()).toEqual(['Lagging'])
  expect(here.server.requests).toBeGreaterThan(1)
})

test('where absence must settle, nothing is sent before the time is over, and then once', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 2 })
  here.server.faults.push('lost-reset')
  here.worker()
  const post = await here.create('Patience')
  const unconfirmed = await here.until(post, 'unconfirmed')
  expect(here.server.requests).toBe(1)
  expect(unconfirmed.reason).toEqual({ code: 'no-clear-answer' })
  const delivery = await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Patience'])
  const settled = (delivery.published_at?.getTime() ?? 0) - (unconfirmed.unclear_since?.getTime() ?? 0)
  expect(settled).toBeGreaterThanOrEqual(2000)
})

test('where the servers of a network differ, the account says what absence proves', async () => {
  await using here = await world({ proof: 'token' })
  const tea = here.needs.network('tea')
  if (!tea?.publishing) throw new Error('There is no tea.')
  const publishing: Publishing = {
    ...tea.publishing,
    absenceOn: ({ settings }) => (settings === 'forgetful' ? { proof: 'settles', afterSeconds: 2 } : { proof: 'token' }),
  }
  here.use({ network: () => ({ ...tea, publishing }) })
  here.accounts.splice(0, 1, ...here.accounts.slice(0, 1).map((account) => ({ ...account, settings: 'forgetful' })))
  here.server.faults.push('lost-reset')
  here.worker()
  const post = await here.create('Patience')
  const unconfirmed = await here.until(post, 'unconfirmed')
  const delivery = await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Patience'])
  expect((delivery.published_at?.getTime() ?? 0) - (unconfirmed.unclear_since?.getTime() ?? 0)).toBeGreaterThanOrEqual(2000)
})

test('an acceptance that comes after the first look is adopted', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 3 })
  const { promise, resolve } = Promise.withResolvers<void>()
  here.server.faults.push({ lateWhen: promise })
  here.worker()
  const post = await here.create('Late')
  await expect.poll(() => here.attempts(post), { timeout: 5000 }).toContain('look-up part 1: absent')
  resolve()
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Late'])
  expect(here.server.requests).toBe(1)
})

test('where absence is never proven, a person is asked; "send now" looks once more before it sends', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('lost-500')
  here.worker()
  const post = await here.create('Ask me')
  const waiting = await here.until(post, 'needs-a-person')
  expect(here.server.requests).toBe(1)
  expect(here.notices).toMatchObject([{ kind: 'post-needs-a-person' }])
  await decideDelivery(here.needs, here.at.owner.call('publishing.decide'), { deliveryId: waiting.id, decision: 'send-now' })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Ask me'])
  expect((await here.attempts(post)).slice(-2)).toEqual(['look-up part 1: absent', 'send part 1: done'])
})

test('"send now" on something that turned out to be live only adopts it', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('accepted-then-500')
  here.server.lag = 1
  here.worker()
  const post = await here.create('Already there')
  const waiting = await here.until(post, 'needs-a-person')
  await decideDelivery(here.needs, here.at.owner.call('publishing.decide'), { deliveryId: waiting.id, decision: 'send-now' })
  await here.until(post, 'published')
  expect(here.server.requests).toBe(1)
})

test('a refusal ends it with its reason, without secrets in what is kept', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('refused')
  here.worker()
  const post = await here.create('No')
  const delivery = await here.until(post, 'rejected')
  expect(delivery.reason?.code).toBe('refused')
  expect(JSON.stringify(delivery.reason)).not.toContain('hush')
  expect(here.notices).toMatchObject([{ kind: 'post-rejected' }])
  expect(here.events).toEqual(['delivery.rejected'])
  expect(here.server.requests).toBe(1)
})

test('what was surely not accepted is tried again, after the pause the network asks for', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('busy', { slowDownSeconds: 1 })
  here.worker()
  const post = await here.create('Try again')
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Try again'])
  expect((await here.attempts(post)).filter((line) => line.startsWith('send part'))).toEqual([
    'send part 1: unavailable',
    'send part 1: slow-down',
    'send part 1: done',
  ])
})

test('a signed-out account waits for a person, who sends after reconnecting', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('signed-out')
  here.worker()
  const post = await here.create('Who am I')
  const waiting = await here.until(post, 'needs-a-person')
  expect(waiting.reason?.code).toBe('signed-out')
  await decideDelivery(here.needs, here.at.owner.call('publishing.decide'), { deliveryId: waiting.id, decision: 'send-now' })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Who am I'])
})

test.each(proofs)('a thread goes on where it stopped ($proof)', async (absence) => {
  await using here = await world(absence)
  here.worker()
  here.server.faults.push({ slowDownSeconds: 0 }, 'accepted-then-reset')
  const post = await here.create(['One', 'Two', 'Three'])
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['One', 'Two', 'Three'])
})

test('a look that fails leaves it unconfirmed with the reason, and is repeated', async () => {
  await using here = await world({ proof: 'never' })
  here.server.faults.push('accepted-then-500')
  here.server.deafLooks = 2
  here.worker()
  const post = await here.create('Deaf')
  await here.hurryUntil(post, 'published')
  expect(here.server.requests).toBe(1)
  expect((await here.attempts(post)).filter((line) => line === 'look-up part 1: unavailable')).toHaveLength(2)
})

test('what is later than the grace allows goes out only when a person says so', async () => {
  await using here = await world({ proof: 'token' })
  const post = await here.create('Three days ago')
  await here.wasDue(post, 61)
  here.worker()
  const missed = await here.until(post, 'missed')
  expect(missed.reason).toEqual({ code: 'too-late' })
  expect(here.server.requests).toBe(0)
  expect(here.notices).toMatchObject([{ kind: 'post-missed' }])
  await decideDelivery(here.needs, here.at.publisher.call('publishing.decide'), { deliveryId: missed.id, decision: 'send-now' })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['Three days ago'])
})

test('what is late but within the grace goes out by itself', async () => {
  await using here = await world({ proof: 'token' })
  const post = await here.create('A little late')
  await here.wasDue(post, 59)
  here.worker()
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['A little late'])
})

test('what was begun and is beyond the grace is looked for and adopted, but not sent anew', async () => {
  await using here = await world({ proof: 'settles', afterSeconds: 600 })
  here.server.faults.push('accepted-then-500', 'lost-500')
  here.server.lag = 1
  const worker = here.worker()
  const live = await here.create('Was live')
  await here.until(live, 'unconfirmed')
  const lost = await here.create('Was lost')
  await here.until(lost, 'unconfirmed')
  await worker.stop()
  await here.daysLater(3)
  here.worker()
  await here.until(live, 'published')
  const missed = await here.until(lost, 'missed')
  expect(missed.reason?.code).toBe('no-clear-answer')
  expect(here.server.texts()).toEqual(['Was live'])
  expect(here.server.requests).toBe(2)
})

test('the rest of a thread that is partly out waits for a person beyond the grace, and then goes on', async () => {
  await using here = await world({ proof: 'token' })
  here.server.faults.push('none', { slowDownSeconds: 3600 })
  const worker = here.worker()
  const post = await here.create(['One', 'Two'])
  await here.until(post, 'retrying')
  await worker.stop()
  await here.daysLater(1)
  here.worker()
  const waiting = await here.until(post, 'needs-a-person')
  expect(here.server.texts()).toEqual(['One'])
  await decideDelivery(here.needs, here.at.publisher.call('publishing.decide'), { deliveryId: waiting.id, decision: 'send-now' })
  await here.until(post, 'published')
  expect(here.server.texts()).toEqual(['One', 'Two'])
})
