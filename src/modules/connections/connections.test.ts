import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { guardedFetch } from '#kit/http'
import type { Json } from '#kit/json'
import { turns } from '#kit/turns'
import { openVault } from '#kit/vault'
import { networks } from '#networks'
import type { Network, Outcome, Secret } from '#networks/network'
import { startBluesky, type TestBluesky } from '#testing/bluesky'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { accountDetails } from './account-details.ts'
import { listAccounts } from './accounts.ts'
import { connect } from './connect.ts'
import { disconnect } from './disconnect.ts'
import { findMentions } from './find-mentions.ts'
import { finishConnecting } from './finish-connecting.ts'
import type { ConnectionsNeeds } from './needs.ts'
import { readDestination } from './read-destination.ts'
import { refreshAhead } from './refresh-ahead.ts'
import { openSecret, sealAnew } from './secrets.ts'
import { withAccess } from './with-access.ts'

let bluesky: TestBluesky
let database: TestDatabase
let team: TestWorkspace
const told: { kind: string; account: string | undefined }[] = []
const emitted: string[] = []
const key = { id: 'first', key: new Uint8Array(32).fill(1) }

beforeAll(async () => {
  bluesky = await startBluesky()
  database = await testDatabase()
  team = await testWorkspace(database.db)
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await bluesky.close()
})

function needsWith(more: Partial<ConnectionsNeeds> = {}): ConnectionsNeeds {
  return {
    db: database.db,
    clock: testClock(Temporal.Now.instant().toString()),
    events: { emit: async (_db, event) => void emitted.push(event.name), isHeard: () => true },
    vault: openVault({ keys: [key] }),
    notify: async (_tx, notice) => void told.push({ kind: notice.kind, account: notice.params['account'] }),
    networks,
    fetch: () => guardedFetch({ allowOrigins: bluesky.origins }),
    options: async () => bluesky.options,
    publicUrl: 'http://127.0.0.1:4600',
    plannedPosts: async () => 0,
    noteLookUp: async () => undefined,
    installationOptions: () => ({}),
    secretKey: new Uint8Array(32),
    renewing: turns(2),
    ...more,
  }
}

async function connectReal(name: string, needs = needsWith()) {
  const remote = await bluesky.createAccount(name)
  const fields = { identifier: remote.handle, password: remote.appPassword }
  const input = { brandId: team.brandId, network: 'bluesky', way: 'app-password', fields }
  const connected = await connect(needs, team.owner.call('connections.connect', input), input)
  if (!('account' in connected)) throw new Error('not connected at once')
  return { remote, account: connected.account, input, needs, of: { workspaceId: team.workspaceId, accountId: connected.account.id } }
}

test('an app password connects the profile on its own server, and connecting it again keeps its id', async () => {
  const { account, remote, input, needs } = await connectReal('tea-first')
  expect(account).toMatchObject({ network: 'bluesky', handle: remote.handle, health: { state: 'connected' } })
  const again = await connect(needs, team.owner.call('connections.connect', input), input)
  expect(again).toMatchObject({ account: { id: account.id } })
  const listed = await listAccounts(database.db, { workspaceId: team.workspaceId }, { brandId: team.brandId })
  expect(listed.filter(({ handle }) => handle === remote.handle)).toHaveLength(1)
})

test('what an account cannot do because of how it was connected is said, with what helps', async () => {
  const options = { ...bluesky.options, chat: 'did:web:chat.test#bsky_chat' }
  const { of, needs } = await connectReal('tea-quiet', needsWith({ options: async () => options }))
  expect(await accountDetails(needs, of)).toMatchObject({ scopes: ['com.atproto.appPass'], lacks: [{ code: 'messages-not-allowed' }] })
})

test('a wrong app password is refused with the network’s reason and nothing is stored', async () => {
  const remote = await bluesky.createAccount('wrong')
  const input = {
    brandId: team.brandId,
    network: 'bluesky',
    way: 'app-password',
    fields: { identifier: remote.handle, password: 'aaaa-bbbb-cccc-dddd' },
  }
  await expect(connect(needsWith(), team.owner.call('connections.connect', input), input)).rejects.toMatchObject({
    code: 'CONNECT_FAILED',
    data: { reason: { code: expect.any(String) } },
  })
  expect((await listAccounts(database.db, { workspaceId: team.workspaceId })).map(({ handle }) => handle)).not.toContain(remote.handle)
})

test('the database holds no secret in the clear, and a row copied to another account opens nothing', async () => {
  const { of, needs, remote } = await connectReal('tea-sealed')
  const rows = await database.db.selectFrom('connections.secret').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(remote.appPassword)
  expect(JSON.stringify(rows)).not.toContain('eyJ')
  const other = await connectReal('tea-copied')
  const sealed = rows.find(({ account_id }) => account_id === of.accountId)?.sealed ?? ''
  await database.db.updateTable('connections.secret').set({ sealed }).where('account_id', '=', other.of.accountId).execute()
  await expect(openSecret(database.db, needs.vault, other.of)).rejects.toThrow('does not open')
})

test('another workspace sees neither the account nor its secret', async () => {
  const { of, needs } = await connectReal('tea-mine')
  const other = await testWorkspace(database.db)
  expect(await listAccounts(database.db, { workspaceId: other.workspaceId })).toEqual([])
  const outcome = await withAccess(needs, { ...of, workspaceId: other.workspaceId }, async () => ({ ok: true, value: 'opened' }))
  expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
  await expect(
    disconnect(needs, other.owner.call('connections.disconnect'), { accountId: of.accountId, cancelPlanned: false }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a token about to run out is renewed before the work, once for two callers at the same moment', async () => {
  const { of } = await connectReal('tea-renewed')
  await runsOutSoon(of.accountId)
  const renewals = countRenewals()
  const needs = needsWith({ networks: [renewals.network] })
  const seen = await Promise.all(
    [1, 2].map(() => withAccess(needs, of, async ({ secret }) => ({ ok: true as const, value: JSON.stringify(secret) }))),
  )
  expect(renewals.count()).toBe(1)
  expect(new Set(seen.map((outcome) => (outcome.ok ? outcome.value : 'failed'))).size).toBe(1)
  expect(seen[0]?.ok).toBe(true)
})

test('a token the network calls expired in the middle is renewed once and the work is done again with it', async () => {
  const { of, needs } = await connectReal('tea-expired')
  const used: Json[] = []
  const outcome = await withAccess(needs, of, async ({ secret }): Promise<Outcome<string>> => {
    used.push(secret)
    return used.length === 1
      ? { ok: false, trouble: { kind: 'signed-out', reason: { code: 'token-expired' } } }
      : { ok: true, value: 'done' }
  })
  expect(outcome).toEqual({ ok: true, value: 'done' })
  expect(used[1]).not.toEqual(used[0])
})

test('a passing fault while renewing never signs the account out; the network’s word that the grant is gone does, and the owners hear of it', async () => {
  const { of, remote } = await connectReal('tea-faulty')
  const late = testClock(Temporal.Now.instant().add({ hours: 2 }).toString())
  const down = renewing({ ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-reached', params: { host: 'pds.example' } } } })
  const outcome = await withAccess(needsWith({ clock: late, networks: [down] }), of, async () => ({ ok: true, value: 1 }))
  expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unavailable' } })
  expect(await healthOf(of.accountId)).toMatchObject({ state: 'connected', lastProblem: { reason: { code: 'not-reached' } } })

  await remote.revokeAppPassword()
  told.length = 0
  const lost = await withAccess(needsWith({ clock: late }), of, async () => ({ ok: true, value: 1 }))
  expect(lost).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
  expect(await healthOf(of.accountId)).toMatchObject({ state: 'signed-out' })
  expect(told).toEqual([{ kind: 'account-signed-out', account: `@${remote.handle}` }])
  expect(emitted).toContain('account.signed-out')
})

test('tokens are renewed ahead of expiry without anyone asking', async () => {
  const { of, needs } = await connectReal('tea-ahead')
  const before = await openSecret(database.db, needs.vault, of)
  const run = refreshAhead(needsWith({ clock: testClock(Temporal.Now.instant().add({ minutes: 100 }).toString()) }))
  // The row that was copied between accounts opens nothing; it is reported and holds up nobody.
  await expect(run).rejects.toThrow('1 of')
  const after = await openSecret(database.db, needs.vault, of)
  expect(after?.value).not.toEqual(before?.value)
})

test('secrets move to a new key, and the old one is no longer needed', async () => {
  const { of } = await connectReal('tea-rotated')
  const fresh = { id: 'second', key: new Uint8Array(32).fill(2) }
  await database.db.deleteFrom('connections.secret').where('account_id', '!=', of.accountId).execute()
  expect(await sealAnew(database.db, openVault({ keys: [fresh, key] }))).toBe(1)
  expect(await openSecret(database.db, openVault({ keys: [fresh] }), of)).toBeDefined()
  await expect(openSecret(database.db, openVault({ keys: [key] }), of)).rejects.toThrow('which is not set')
})

test('coming back from the network with a state that is not one’s own, another network’s, too late, or twice, begins nothing', async () => {
  const needs = needsWith()
  const input = { brandId: team.brandId, network: 'bluesky', way: 'oauth', fields: { identifier: bluesky.pds } }
  const begun = await connect(needs, team.owner.call('connections.connect', input), input)
  if (!('redirect' in begun)) throw new Error('no redirect')
  const [row] = await database.db.selectFrom('connections.pending').selectAll().execute()
  const back = { network: 'bluesky', parameters: { state: row?.state ?? '', error: 'access_denied' } }
  const over = { code: 'CONNECT_FAILED', data: { reason: { code: 'sign-in-over' } } }
  await expect(finishConnecting(needs, team.publisher.call('connections.finishConnecting'), back)).rejects.toMatchObject(over)
  await expect(
    finishConnecting(needs, team.owner.call('connections.finishConnecting'), { ...back, parameters: { state: 'guessed' } }),
  ).rejects.toMatchObject(over)
  const elsewhere = finishConnecting(needs, team.owner.call('connections.finishConnecting'), { ...back, network: 'mastodon' })
  await expect(elsewhere).rejects.toMatchObject(over)
  const late = needsWith({ clock: testClock(Temporal.Now.instant().add({ minutes: 16 }).toString()) })
  await expect(finishConnecting(late, team.owner.call('connections.finishConnecting'), back)).rejects.toMatchObject(over)
  await expect(finishConnecting(needs, team.owner.call('connections.finishConnecting'), back)).rejects.toMatchObject({
    code: 'CONNECT_FAILED',
    data: { reason: { code: expect.not.stringMatching('sign-in-over') } },
  })
  await expect(finishConnecting(needs, team.owner.call('connections.finishConnecting'), back)).rejects.toMatchObject(over)
})

test('an account with planned posts is not disconnected unasked; disconnecting erases its secret and keeps its name', async () => {
  const { of } = await connectReal('tea-leaving')
  const busy = needsWith({ plannedPosts: async () => 2 })
  const call = team.owner.call('connections.disconnect')
  await expect(disconnect(busy, call, { accountId: of.accountId, cancelPlanned: false })).rejects.toMatchObject({
    code: 'HAS_PLANNED_POSTS',
    data: { posts: 2 },
  })
  await disconnect(busy, call, { accountId: of.accountId, cancelPlanned: true })
  expect(emitted).toContain('account.disconnected')
  expect(await openSecret(database.db, busy.vault, of)).toBeUndefined()
  expect((await listAccounts(database.db, { workspaceId: team.workspaceId })).map(({ id }) => id)).not.toContain(of.accountId)
  const kept = await database.db.selectFrom('connections.account').select('handle').where('id', '=', of.accountId).executeTakeFirst()
  expect(kept?.handle).toBe('tea-leaving.test')
})

async function runsOutSoon(accountId: string): Promise<void> {
  const soon = Temporal.Now.instant().add({ minutes: 1 }).toString()
  await database.db.updateTable('connections.secret').set({ expires_at: soon }).where('account_id', '=', accountId).execute()
}

async function healthOf(accountId: string) {
  const accounts = await listAccounts(database.db, { workspaceId: team.workspaceId })
  return accounts.find(({ id }) => id === accountId)?.health
}

function blueskyNetwork(): Network {
  const [network] = networks
  if (!network) throw new Error('Bluesky is not in the list')
  return network
}

/** The real network, counting how often it is asked for a new token. */
function countRenewals(): { network: Network; count: () => number } {
  let renewals = 0
  const real = blueskyNetwork()
  const refresh: Network['connecting']['refresh'] = (...asked) => {
    renewals += 1
    return real.connecting.refresh(...asked)
  }
  return { network: { ...real, connecting: { ...real.connecting, refresh } }, count: () => renewals }
}

/** A network whose server gives this answer to a request for a new token. */
function renewing(answer: Outcome<Secret>): Network {
  const real = blueskyNetwork()
  return { ...real, connecting: { ...real.connecting, refresh: async () => answer } }
}

test('profiles to mention come from the account’s network; one that has no look-up finds none, and trouble is told', async () => {
  const { of, account } = await connectReal('tea-mentions')
  const noted: unknown[] = []
  const noteLookUp: ConnectionsNeeds['noteLookUp'] = async (_db, { amount, network }) => void noted.push({ amount, network })
  const { mentions: _, ...withoutLookUp } = blueskyNetwork()
  const find = (mentions: Network['mentions'], query = 'em') =>
    findMentions(needsWith({ noteLookUp, networks: [{ ...withoutLookUp, ...(mentions ? { mentions } : {}) }] }), { ...of, query })
  const ember = { text: '@ember.example', name: 'Ember Tea House', handle: 'ember.example' }
  expect(await find({ find: async (query) => ({ ok: true, value: query === 'em' ? [ember] : [] }) })).toEqual({ found: [ember] })
  expect(noted).toEqual([])
  await find({ find: async () => ({ ok: true, value: [ember] }), cost: (found) => found.length * 0.01 })
  expect(noted).toEqual([{ amount: 0.01, network: 'bluesky' }])
  const reason = { code: 'slow-down', params: { host: 'ember.example' } }
  const slow = { kind: 'slow-down', until: Temporal.Now.instant(), reason } as const
  expect(await find({ find: async () => ({ ok: false, trouble: slow }) })).toEqual({ found: [], trouble: reason })
  expect(await find(undefined)).toEqual({ found: [] })
  const stranger = await testWorkspace(database.db)
  const elsewhere = findMentions(needsWith(), { workspaceId: stranger.workspaceId, accountId: account.id, query: 'em' })
  await expect(elsewhere).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what holds at a destination is kept among the account’s limits; a network without any says nothing, and trouble is told', async () => {
  const { of, account } = await connectReal('tea-destinations')
  const real = blueskyNetwork()
  const ask = (asked?: Network['connecting']['readDestination']) => {
    const connecting = { ...real.connecting, ...(asked ? { readDestination: asked } : {}) }
    return readDestination(needsWith({ networks: [{ ...real, connecting }] }), { ...of, written: 'r/tea' })
  }
  const limits = async () => (await listAccounts(database.db, of)).find(({ id }) => id === account.id)?.limits
  expect(await ask()).toEqual({})
  const before = await limits()
  const reason = { code: 'community-not-there' }
  expect(await ask(async () => ({ ok: false, trouble: { kind: 'rejected', reason } }))).toEqual({ trouble: reason })
  expect(await limits()).toEqual(before)
  expect(await ask(async (written) => ({ ok: true, value: { destinations: [written] } }))).toEqual({})
  expect(await limits()).toEqual({ destinations: ['r/tea'] })
  const stranger = await testWorkspace(database.db)
  const elsewhere = readDestination(needsWith(), { workspaceId: stranger.workspaceId, accountId: account.id, written: 'r/tea' })
  await expect(elsewhere).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
