import { call } from '@orpc/server'

import { systemClock } from '#kit/clock'
import { guardedFetch } from '#kit/http'
import { openVault } from '#kit/vault'
import { type ConnectionsNeeds, connectionsRouter, findAccounts, withAccess } from '#modules/connections'
import { networkById, networks } from '#networks'
import type { TestAccount, TestBluesky } from '#testing/bluesky'

import type { World } from './test-world.ts'

/** Connects an account of the real server, which then is the world's first. */
export async function connectBluesky(here: World, bluesky: TestBluesky, name: string): Promise<TestAccount> {
  const remote = await bluesky.createAccount(name)
  const connections: ConnectionsNeeds = {
    db: here.db,
    clock: systemClock,
    events: here.needs.events,
    vault: openVault({ keys: [{ id: 'test', key: new Uint8Array(32).fill(1) }] }),
    notify: here.needs.notify,
    networks,
    fetch: () => guardedFor(bluesky),
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
    environment: environmentOn(bluesky, guardedFor(bluesky)),
  })
  return remote
}

export function guardedFor(bluesky: TestBluesky): typeof globalThis.fetch {
  return guardedFetch({ allowOrigins: bluesky.origins })
}

export function environmentOn(bluesky: TestBluesky, fetch: typeof globalThis.fetch) {
  return () => ({ fetch, options: bluesky.options, now: () => systemClock.now() })
}
