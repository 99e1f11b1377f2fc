import { AtpAgent } from '@atproto/api'
import { TestNetwork, TestNetworkNoAppView } from '@atproto/dev-env'
import { z } from 'zod'

import { testDatabase } from './database.ts'

/** A real Bluesky server (PDS) with its directory (PLC) on loopback, without the parts that count and search. */
export interface TestBluesky {
  /** Address of the PDS, for example http://localhost:2583. */
  readonly pds: string
  readonly plc: string
  /** The network's options that lead there. */
  readonly options: Readonly<Record<string, string>>
  /** What the guarded client must be allowed to ask. */
  readonly origins: readonly string[]
  createAccount(name: string): Promise<TestAccount>
  close(): Promise<void>
}

export interface TestAccount {
  readonly did: string
  readonly handle: string
  readonly email: string
  /** The account's main password, for the server's own sign-in page. */
  readonly password: string
  readonly appPassword: string
  /** Posts that are on the server now, oldest first. */
  posts(): Promise<readonly TestPost[]>
  post(rkey: string): Promise<TestPost | undefined>
  /** As if written in the network's own app. */
  write(text: string): Promise<TestPost['uri']>
  deletePost(rkey: string): Promise<void>
  revokeAppPassword(): Promise<void>
  setProfile(profile: { readonly displayName: string }): Promise<void>
}

interface TestPost {
  readonly uri: string
  readonly cid: string
  readonly value: Readonly<Record<string, unknown>>
}

/** Starts in under a second and takes some 300 MB: one per test file. */
export async function startBluesky(settings: { readonly rateLimits?: boolean } = {}): Promise<TestBluesky> {
  process.env['LOG_ENABLED'] ??= 'false'
  return asBluesky(await TestNetworkNoAppView.create(settings.rateLimits ? { pds: { rateLimitsEnabled: true } } : {}))
}

/** The same with the part that indexes what everybody says (AppView): notices, threads, likes, some moments after they were written. Takes some 3 s and a database. */
export async function startBlueskyWithAppView(): Promise<TestBluesky> {
  process.env['LOG_ENABLED'] ??= 'false'
  // It is asked for by name, and nothing of this version ever opens a connection to it.
  process.env['REDIS_HOST'] ??= 'localhost'
  const database = await testDatabase({ empty: true })
  const bluesky = asBluesky(await TestNetwork.create({ dbPostgresUrl: database.url, dbPostgresSchema: 'hearth' }))
  return {
    ...bluesky,
    close: async () => {
      await bluesky.close()
      await database[Symbol.asyncDispose]()
    },
  }
}

function asBluesky(network: TestNetworkNoAppView): TestBluesky {
  const { url: pds } = network.pds
  const { url: plc } = network.plc
  return {
    pds,
    plc,
    options: { entryway: pds, plc },
    origins: [pds, plc],
    createAccount: (name) => createAccount(name, pds),
    close: () => network.close(),
  }
}

const collection = 'app.bsky.feed.post'

async function createAccount(name: string, pds: string): Promise<TestAccount> {
  const agent = new AtpAgent({ service: pds })
  const who = { handle: `${name}.test`, email: `${name}@mail.test`, password: `${name}-main-password` }
  const { data: account } = await agent.createAccount(who)
  const { data: appPassword } = await agent.com.atproto.server.createAppPassword({ name: 'hearth' })
  const repo = account.did
  const list = async () =>
    (await agent.com.atproto.repo.listRecords({ repo, collection, limit: 100, reverse: true })).data.records.map(asPost)
  return {
    ...who,
    did: account.did,
    appPassword: appPassword.password,
    posts: list,
    post: async (rkey) => (await list()).find(({ uri }) => uri.endsWith(`/${rkey}`)),
    write: async (text) => (await agent.post({ text, createdAt: new Date().toISOString() })).uri,
    deletePost: async (rkey) => void (await agent.com.atproto.repo.deleteRecord({ repo, collection, rkey })),
    revokeAppPassword: async () => void (await agent.com.atproto.server.revokeAppPassword({ name: 'hearth' })),
    setProfile: async (profile) => {
      const record = { $type: 'app.bsky.actor.profile', ...profile }
      await agent.com.atproto.repo.putRecord({ repo, collection: 'app.bsky.actor.profile', rkey: 'self', record })
    },
  }
}

const recordSchema = z.record(z.string(), z.unknown())

function asPost({ uri, cid, value }: { readonly uri: string; readonly cid: string; readonly value: unknown }): TestPost {
  // Links and blobs come as objects of the library; their JSON form is what was sent.
  return { uri, cid, value: recordSchema.parse(JSON.parse(JSON.stringify(value))) }
}
