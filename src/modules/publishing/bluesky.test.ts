import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import { guardedFetch, RequestFailure } from '#kit/http'
import { openVault } from '#kit/vault'
import { type ConnectionsNeeds, connectionsRouter, findAccounts, withAccess } from '#modules/connections'
import { networkById, networks } from '#networks'
import { startBluesky, type TestAccount, type TestBluesky } from '#testing/bluesky'

import { listPosts } from './list-posts.ts'
import { readTimeline } from './read-timeline.ts'
import { takeDown } from './test-calls.ts'
import { world, type World } from './test-world.ts'

let bluesky: TestBluesky
beforeAll(async () => {
  bluesky = await startBluesky()
})
afterAll(() => bluesky.close())

test('a thread goes live on a real server with its parts in order, and is taken down', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connect(here, 'tea-thread')
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
  const account = await connect(here, 'lost')
  const dropped = loseFirstAnswer(guarded(), 'putRecord')
  here.worker({ step: 20_000 }, { environment: environment(dropped.fetch) })
  const post = await here.create('Only once')
  await here.until(post, 'published')
  expect(dropped.lost()).toBe(true)
  expect((await account.posts()).map(({ value }) => value['text'])).toEqual(['Only once'])
  expect(await here.attempts(post)).toEqual(['send part 1: unknown-outcome', 'look-up part 1: found'])
})

test('when the look-up lags behind a real server, sending again makes no second copy and no refusal', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connect(here, 'lagging')
  const dropped = loseFirstAnswer(guarded(), 'putRecord')
  let looks = 0
  const lagging: typeof globalThis.fetch = async (input, init) => {
    if (!addressOf(input).includes('getRecord') || ++looks > 2) return dropped.fetch(input, init)
    return Response.json({ error: 'RecordNotFound', message: 'Could not locate record' }, { status: 400 })
  }
  here.worker({ step: 20_000 }, { environment: environment(lagging) })
  const post = await here.create('Still once')
  await here.hurryUntil(post, 'published')
  expect((await account.posts()).map(({ value }) => value['text'])).toEqual(['Still once'])
})

test('what was written in the network’s own app stands on the calendar, what Hearth published does so once', async () => {
  await using here = await world({ proof: 'token' })
  const account = await connect(here, 'own-app')
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
  const account = await connect(here, 'revoked')
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

/** Connects an account of the real server, which then is the world's first. */
async function connect(here: World, name: string): Promise<TestAccount> {
  const remote = await bluesky.createAccount(name)
  const connections: ConnectionsNeeds = {
    db: here.db,
    clock: systemClock,
    events: here.needs.events,
    vault: openVault({ keys: [{ id: 'test', key: new Uint8Array(32).fill(1) }] }),
    notify: here.needs.notify,
    networks,
    fetch: () => guarded(),
    options: async () => bluesky.options,
    publicUrl: 'http://127.0.0.1:4600',
    plannedPosts: async () => 0,
    noteLookUp: async () => undefined,
    installationOptions: () => ({}),
    secretKey: new Uint8Array(32),
    renewing: (work) => work(),
  }
  const { acting } = here.at.owner.call('connections.connect')
  const fields = { identifier: remote.handle, password: remote.appPassword }
  const input = { brandId: here.at.brandId, network: 'bluesky', way: 'app-password', fields }
  const connected = await call(connectionsRouter(connections).connect, input, {
    context: { acting, headers: new Headers(), ip: '127.0.0.1' },
    path: ['connections', 'connect'],
  })
  if (!('account' in connected)) throw new Error('The account was not connected at once.')
  const facts = await findAccounts(here.db, { workspaceId: here.at.workspaceId, ids: [connected.account.id] })
  here.accounts.splice(0, here.accounts.length, ...facts)
  here.use({
    network: networkById,
    accounts: { ...here.needs.accounts, withAccess: (of, work) => withAccess(connections, of, work) },
    environment: environment(guarded()),
  })
  return remote
}

function guarded(): typeof globalThis.fetch {
  return guardedFetch({ allowOrigins: bluesky.origins })
}

function environment(fetch: typeof globalThis.fetch) {
  return () => ({ fetch, options: bluesky.options, now: () => systemClock.now() })
}

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
