import { z } from 'zod'

import { startBluesky, type TestAccount } from '#testing/bluesky'

import { realServer } from '../../src/networks/bluesky/test-faults.ts'
import { jsonAnswer } from '../../src/networks/test-faults.ts'
import { connectBluesky } from '../support/owner.ts'
import { settingsFor } from '../support/settings-for.ts'
import { FaultProxy } from './fault-proxy.ts'
import type { FaultyNetwork, LivePost } from './faulty-network.ts'
import { accountOf, stepOf } from './request-of.ts'
import type { Answering, Upstream } from './upstream.ts'

/** A real personal data server with its directory. */
export async function faultyBluesky(): Promise<FaultyNetwork> {
  const bluesky = await startBluesky()
  const proxy = await new FaultProxy().listen()
  proxy.leadTo(upstream(bluesky.pds))
  return {
    name: 'bluesky, real',
    proxy,
    origins: [proxy.url, ...bluesky.origins],
    settings: settingsFor('bluesky', bluesky.options),
    ...realServer,
    join: async (name) => {
      const account = await bluesky.createAccount(name)
      return {
        id: account.did,
        connect: (owner, server = proxy.url) => connectBluesky(owner, { handle: account.handle, password: account.appPassword, server }),
        hear: () => {
          throw new Error('A server alone, without what gathers what people say, tells nobody of it.')
        },
        live: () => liveOf(account),
      }
    },
    [Symbol.asyncDispose]: async () => {
      await proxy.close()
      await bluesky.close()
    },
  }
}

function upstream(pds: string): Upstream {
  const { host } = new URL(pds)
  const answer: Answering = async ({ method, url, headers, body }) => {
    const { pathname, search } = new URL(url)
    const onward = new Headers(headers)
    for (const name of ['connection', 'content-length', 'accept-encoding', 'transfer-encoding']) onward.delete(name)
    onward.set('host', host)
    const response = await fetch(`${pds}${pathname}${search}`, { method, headers: onward, ...(body.length > 0 ? { body } : {}) })
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, headers: [...response.headers].filter(([name]) => name !== 'content-encoding'), body: bytes }
  }
  return {
    read: (passing) => ({ profileId: accountOf(passing), step: stepOf(passing) }),
    answer,
    asOfNow: () => async () => jsonAnswer(400, { error: 'RecordNotFound', message: 'Could not locate record' }),
    expired: async () => jsonAnswer(400, { error: 'ExpiredToken', message: 'Token has expired' }),
    busy: () => jsonAnswer(429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, { 'retry-after': '3' }),
  }
}

const Value = z.object({
  text: z.string(),
  embed: z.object({ images: z.array(z.unknown()).optional() }).optional(),
  reply: z.object({ parent: z.object({ uri: z.string() }) }).optional(),
})

async function liveOf(account: TestAccount): Promise<LivePost[]> {
  return (await account.posts()).map((post) => {
    const { text, embed, reply } = Value.parse(post.value)
    return { id: post.uri, text, images: embed?.images?.length ?? 0, films: 0, replyTo: reply?.parent.uri, options: 0 }
  })
}
