import { expect, test } from 'vitest'

import { claimDeliveries } from './claim-deliveries.ts'
import type { Claimed } from './held-delivery.ts'
import { LeaseLost } from './lease-lost.ts'
import { openRounds, type Rounds } from './rounds.ts'
import { gate, type World, world } from './test-world.ts'

test('deliveries that begin and finish together are each written as if alone', async () => {
  await using here = await world({ proof: 'token' })
  const { rounds, first, second } = await twoInHand(here)
  const begun = await Promise.all([begin(rounds, first), begin(rounds, second)])
  expect(await states(here)).toEqual(['sending in doubt of part 1', 'sending in doubt of part 1'])
  await Promise.all([finish(rounds, first, begun[0].id), finish(rounds, second, begun[1].id)])
  expect(await states(here)).toEqual(['published at tea://first', 'published at tea://second'])
  const attempts = await here.db.selectFrom('publishing.attempt').select(['delivery_id', 'outcome']).execute()
  expect(new Map(attempts.map(({ delivery_id, outcome }) => [delivery_id, outcome]))).toEqual(
    new Map([
      [first.deliveryId, 'done'],
      [second.deliveryId, 'done'],
    ]),
  )
  const posts = await here.db.selectFrom('publishing.post').select(['id', 'url']).where('published_at', 'is not', null).execute()
  expect(new Map(posts.map(({ id, url }) => [id, url]))).toEqual(
    new Map([
      [first.postId, 'tea://first'],
      [second.postId, 'tea://second'],
    ]),
  )
})

test('one that another worker has taken up is told so, and its neighbours do not notice', async () => {
  await using here = await world({ proof: 'token' })
  const { rounds, first, second } = await twoInHand(here)
  const lost = { ...second, lease: crypto.randomUUID() }
  const begun = await Promise.allSettled([begin(rounds, first), begin(rounds, lost)])
  expect(begun.map(reasonOf)).toEqual([undefined, LeaseLost])
  const finished = await Promise.allSettled([finish(rounds, first), finish(rounds, lost)])
  expect(finished.map(reasonOf)).toEqual([undefined, LeaseLost])
  expect(await states(here)).toEqual(['published at tea://first', 'sending'])
})

test('a row that the database refuses harms only itself', async () => {
  await using here = await world({ proof: 'token' })
  const { rounds, first, second } = await twoInHand(here)
  const begun = await Promise.allSettled([begin(rounds, first), begin(rounds, second, 'not \0 text')])
  expect(begun.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await states(here)).toEqual(['sending in doubt of part 1', 'sending'])
})

test('one whose post somebody is changing waits for that alone', async () => {
  await using here = await world({ proof: 'token' })
  const { rounds, first, second } = await twoInHand(here)
  await Promise.all([begin(rounds, first), begin(rounds, second)])
  const { promise, open } = gate()
  const locked = gate()
  const changing = here.db.transaction().execute(async (tx) => {
    await tx.selectFrom('publishing.post').select('id').where('id', '=', second.postId).forUpdate().execute()
    locked.open()
    await promise
  })
  await locked.promise
  const waiting = finish(rounds, second)
  await finish(rounds, first)
  expect(await states(here)).toEqual(['published at tea://first', 'sending in doubt of part 1'])
  open()
  await Promise.all([waiting, changing])
  expect(await states(here)).toEqual(['published at tea://first', 'published at tea://second'])
})

interface Named extends Claimed {
  readonly name: string
}

/** Two posts on two accounts, in the hands of one worker. */
async function twoInHand(here: World): Promise<{ rounds: Rounds; first: Named; second: Named }> {
  await here.create('First')
  await here.create('Second', { accounts: 2 })
  const claimed = await claimDeliveries(here.db, { count: 10, lease: 60_000 })
  const ofAccount = (index: number, name: string): Named => {
    const one = claimed.find(({ row }) => row.account_id === here.accounts[index]?.id)
    if (!one) throw new Error('It was not claimed.')
    return { ...one, name }
  }
  return { rounds: openRounds(here.db), first: ofAccount(0, 'first'), second: ofAccount(1, 'second') }
}

function begin(rounds: Rounds, claimed: Named, step = 'part 1') {
  const frozen = { content: { parts: [], languages: [], settings: {} }, prepared: null }
  return rounds.begin({ claimed, kind: 'send', step: { name: step, final: true }, payload: {}, frozen })
}

function finish(rounds: Rounds, claimed: Named, attemptId?: string) {
  const at = { externalId: `tea:${claimed.name}`, url: `tea://${claimed.name}` }
  return rounds.finish({
    claimed,
    results: { 'part 1': at.url },
    liveParts: 1,
    at,
    uses: [],
    ...(attemptId === undefined ? {} : { attemptId }),
  })
}

/** Of the deliveries that were taken up, by account. */
async function states(here: World): Promise<string[]> {
  const rows = await here.db
    .selectFrom('publishing.delivery')
    .select(['account_id', 'state', 'unclear_step', 'url'])
    .where('state', '<>', 'waiting')
    .execute()
  const ofAccount = here.accounts.flatMap(({ id }) => rows.filter(({ account_id }) => account_id === id))
  return ofAccount.map(
    ({ state, unclear_step, url }) => `${state}${unclear_step ? ` in doubt of ${unclear_step}` : ''}${url ? ` at ${url}` : ''}`,
  )
}

function reasonOf(settled: PromiseSettledResult<unknown>): unknown {
  return settled.status === 'rejected' && settled.reason instanceof Error ? settled.reason.constructor : undefined
}
