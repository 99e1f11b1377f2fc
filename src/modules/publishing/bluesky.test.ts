import { afterAll, beforeAll, expect, test } from 'vitest'

import { RequestFailure } from '#kit/http'
import { startBluesky, type TestBluesky } from '#testing/bluesky'

import { listPosts } from './list-posts.ts'
import { readTimeline } from './read-timeline.ts'
import { connectBluesky, environmentOn, guardedFor } from './test-bluesky.ts'
import { takeDown } from './test-calls.ts'
import { world } from './test-world.ts'

let bluesky: TestBluesky
beforeAll(async () => {
  bluesky = await startBluesky()
})
afterAll(() => bluesky.close())

test('a thread goes live on a real server with its parts in order, and is taken down', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connectBluesky(here, bluesky, 'tea-thread')
  here.worker({ step: 20_000 })
  const post = await here.create(['First, with #tea', 'Second'])
  const delivery = await here.until(post, 'published')
  const live = await account.posts()
  expect(live.map(({ value }) => value['text'])).toEqual(['First, with #tea', 'Second'])
  expect(delivery).toMatchObject({ external_id: live[0]?.uri, live_parts: 2 })
  expect(live[1]?.value['reply']).toMatchObject({ root: { uri: live[0]?.uri }, parent: { cid: live[0]?.cid } })
  await takeDown(here, post.id)
  await here.until(post, 'taken-down')
  expect(await account.posts()).toEqual([])
})

test('when the answer of a real server is lost, the post is found there and stays one', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connectBluesky(here, bluesky, 'lost')
  const dropped = loseFirstAnswer(guardedFor(bluesky), 'putRecord')
  here.worker({ step: 20_000 }, { environment: environmentOn(bluesky, dropped.fetch) })
  const post = await here.create('Only once')
  await here.until(post, 'published')
  expect(dropped.lost()).toBe(true)
  expect((await account.posts()).map(({ value }) => value['text'])).toEqual(['Only once'])
  expect(await here.attempts(post)).toEqual(['send part 1: unknown-outcome', 'look-up part 1: found'])
})

test('when the look-up lags behind a real server, sending again makes no second copy and no refusal', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connectBluesky(here, bluesky, 'lagging')
  const dropped = loseFirstAnswer(guardedFor(bluesky), 'putRecord')
  let looks = 0
  const lagging: typeof globalThis.fetch = async (input, init) => {
    if (!addressOf(input).includes('getRecord') || ++looks > 2) return dropped.fetch(input, init)
    return Response.json({ error: 'RecordNotFound', message: 'Could not locate record' }, { status: 400 })
  }
  here.worker({ step: 20_000 }, { environment: environmentOn(bluesky, lagging) })
  const post = await here.create('Still once')
  await here.hurryUntil(post, 'published')
  expect((await account.posts()).map(({ value }) => value['text'])).toEqual(['Still once'])
})

test('what was written in the network’s own app stands on the calendar, what Hearth published does so once', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connectBluesky(here, bluesky, 'own-app')
  here.worker({ step: 20_000 })
  await here.until(await here.create('From Hearth'), 'published')
  const uri = await account.write('From the app')
  const profile = { workspaceId: here.at.workspaceId, accountId: here.accounts[0]?.id ?? '' }
  const shown = async () => {
    await readTimeline(here.needs, profile, new AbortController().signal)
    const year = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', limit: 10 }
    const { posts, native } = await listPosts(here.needs, { ...here.at, ...year })
    return [posts.map(({ firstLine }) => firstLine), native.map(({ firstLine }) => firstLine)]
  }
  expect(await shown()).toEqual([['From Hearth'], ['From the app']])
  await account.deletePost(uri.split('/').at(-1) ?? '')
  expect(await shown()).toEqual([['From Hearth'], []])
})

test('a revoked app password leaves the post to a person, and nothing is sent', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connectBluesky(here, bluesky, 'revoked')
  await account.revokeAppPassword()
  here.worker({ step: 20_000 })
  await here.db
    .updateTable('connections.secret')
    .set({ expires_at: new Date(0) })
    .execute()
  const post = await here.create('Locked out')
  const delivery = await here.until(post, 'needs-a-person')
  expect(delivery.reason?.code).toBe('signed-out')
  expect(await account.posts()).toEqual([])
})

/** The server does what it was asked, but the first answer never arrives. */
function loseFirstAnswer(fetch: typeof globalThis.fetch, method: string) {
  let lost = false
  const losing: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (lost || !addressOf(input).includes(method)) return response
    lost = true
    throw new RequestFailure('The answer was lost.', { stage: 'reading', sent: true })
  }
  return { fetch: losing, lost: () => lost }
}

function addressOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.url : String(input)
}
