import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import { openVault } from '#kit/vault'
import type { Network } from '#networks/network'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { keepApp, sealAppsAnew } from './apps.ts'
import { describeNetworks } from './connect.ts'
import { environmentOf } from './environment.ts'
import type { ConnectionsNeeds } from './needs.ts'

let database: TestDatabase
let team: TestWorkspace
let other: TestWorkspace
const key = { id: 'first', key: new Uint8Array(32).fill(1) }
const vault = openVault({ keys: [key] })

beforeAll(async () => {
  database = await testDatabase()
  team = await testWorkspace(database.db)
  other = await testWorkspace(database.db)
})
afterAll(() => database[Symbol.asyncDispose]())

const never = () => Promise.reject(new Error('Not in this test.'))
const network: Network = {
  id: 'tea',
  name: 'Tea',
  rulesFor: () => {
    throw new Error('Not in this test.')
  },
  connecting: {
    ways: [],
    appFields: [
      { name: 'client_id', kind: 'text', required: true },
      { name: 'client_secret', kind: 'secret', required: false },
    ],
    begin: never,
    finish: never,
    refresh: never,
    revoke: never,
  },
}

function needs(options: Readonly<Record<string, string>> = {}): ConnectionsNeeds {
  return {
    db: database.db,
    clock: systemClock,
    vault,
    networks: [network],
    publicUrl: 'https://hearth.example',
    options: async () => options,
    fetch: () => fetch,
    events: { emit: never, isHeard: () => false },
    notify: never,
    renewing: (work) => work(),
    plannedPosts: async () => 0,
    noteLookUp: async () => undefined,
    installationOptions: () => ({}),
    secretKey: new Uint8Array(32),
  }
}

async function keysIn(workspace: TestWorkspace, options?: Readonly<Record<string, string>>) {
  const { apps } = await environmentOf(needs(options), { workspaceId: workspace.workspaceId, network })
  return apps.find('')
}

test('an owner enters the keys once; they are sealed, kept for the workspace alone, and the page hears only that they are there', async () => {
  expect((await describeNetworks(needs(), team))[0]?.app).toMatchObject({
    kept: false,
    redirectUrl: 'https://hearth.example/oauth/tea/callback',
  })
  await keepApp(needs(), team.owner.call('connections.keepApp'), {
    network: 'tea',
    fields: { client_id: 'leaf', client_secret: 'hush-hush' },
  })
  expect(await keysIn(team)).toEqual({ client_id: 'leaf', client_secret: 'hush-hush' })
  expect(await keysIn(other)).toBeUndefined()
  const [described] = await describeNetworks(needs(), team)
  expect(described?.app?.kept).toBe(true)
  expect(JSON.stringify(described)).not.toContain('hush')
  const { rows } = await database.pool.query<{ sealed: string }>('select sealed from connections.app')
  expect(rows.map(({ sealed }) => sealed).join()).not.toContain('hush')
})

test('a field that is needed and empty, and a network without an app, are refused', async () => {
  const call = other.owner.call('connections.keepApp')
  await expect(keepApp(needs(), call, { network: 'tea', fields: { client_secret: 'hush' } })).rejects.toMatchObject({
    code: 'APP_INCOMPLETE',
  })
  await expect(keepApp(needs(), call, { network: 'coffee', fields: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what the installation’s settings name serves until keys are entered', async () => {
  expect(await keysIn(other, { client_id: 'common' })).toEqual({ client_id: 'common', client_secret: '' })
  expect(await keysIn(team, { client_id: 'common' })).toMatchObject({ client_id: 'leaf' })
})

test('the keys of one server are not those of another', async () => {
  const { apps } = await environmentOf(needs(), { workspaceId: team.workspaceId, network })
  await apps.keep('https://one.example', { client_id: 'one' })
  expect(await apps.find('https://one.example')).toEqual({ client_id: 'one' })
  expect(await apps.find('https://two.example')).toBeUndefined()
})

test('after a change of the secret key they are sealed anew', async () => {
  const fresh = openVault({ keys: [{ id: 'second', key: new Uint8Array(32).fill(2) }, key] })
  expect(await sealAppsAnew(database.db, fresh)).toBe(2)
  expect(await sealAppsAnew(database.db, fresh)).toBe(0)
})
