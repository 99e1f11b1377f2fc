import { Buffer } from 'node:buffer'

import { TestNetworkNoAppView } from '@atproto/dev-env'

import { FaultProxy } from './fault-proxy.ts'

/** A real personal data server with its directory, and the proxy in front of it. */
export interface FaultyBluesky extends AsyncDisposable {
  readonly proxy: FaultProxy
  readonly pdsUrl: string
  readonly plcUrl: string
  /** A new account with an app password. */
  readonly account: (name: string) => Promise<{ did: string; handle: string; password: string }>
  /** The texts of everything live in an account's feed, straight from the server, oldest first. */
  readonly live: (did: string) => Promise<LivePost[]>
}

export interface LivePost {
  readonly uri: string
  readonly text: string
  readonly images: number
  readonly parent?: string
}

export async function faultyBluesky(): Promise<FaultyBluesky> {
  process.env['LOG_ENABLED'] = 'false'
  const network = await TestNetworkNoAppView.create({})
  const pdsUrl = network.pds.url
  const proxy = await new FaultProxy(pdsUrl).listen()
  return {
    proxy,
    pdsUrl,
    plcUrl: network.plc.url,
    account: (name) => createAccount(pdsUrl, name),
    live: (did) => liveIn(pdsUrl, did),
    [Symbol.asyncDispose]: async () => {
      await proxy.close()
      await network.close()
    },
  }
}

async function createAccount(pdsUrl: string, name: string): Promise<{ did: string; handle: string; password: string }> {
  const handle = `${name}.test`
  const body = { handle, email: `${name}@mail.test`, password: 'account-password' }
  const session = (await xrpc(pdsUrl, 'com.atproto.server.createAccount', body)) as { did: string; accessJwt: string }
  const made = (await xrpc(pdsUrl, 'com.atproto.server.createAppPassword', { name: 'hearth' }, session.accessJwt)) as { password: string }
  return { did: session.did, handle, password: made.password }
}

async function liveIn(pdsUrl: string, did: string): Promise<LivePost[]> {
  const query = new URLSearchParams({ repo: did, collection: 'app.bsky.feed.post', limit: '100', reverse: 'true' })
  const answer = await fetch(`${pdsUrl}/xrpc/com.atproto.repo.listRecords?${query}`)
  if (!answer.ok) throw new Error(`The server answered ${answer.status} to the verdict's question`)
  const { records } = (await answer.json()) as {
    records: { uri: string; value: { text: string; embed?: { images?: unknown[] }; reply?: { parent: { uri: string } } } }[]
  }
  return records.map(({ uri, value }) => ({
    uri,
    text: value.text,
    images: value.embed?.images?.length ?? 0,
    ...(value.reply ? { parent: value.reply.parent.uri } : {}),
  }))
}

async function xrpc(pdsUrl: string, method: string, body: unknown, token?: string): Promise<unknown> {
  const answer = await fetch(`${pdsUrl}/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: Buffer.from(JSON.stringify(body)),
  })
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
