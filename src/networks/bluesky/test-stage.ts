import sharp from 'sharp'

import { guardedFetch } from '#kit/http'
import { startBluesky, type TestAccount, type TestBluesky } from '#testing/bluesky'
import { recording } from '#testing/record-exchanges'

import type { AccountAccess, ConnectRequest, PostContent } from '../network.ts'
import { noMedia } from '../no-media.ts'
import type { Stage } from '../stage.ts'
import { connecting } from './connect.ts'

export interface BlueskyStage extends Stage {
  readonly server: TestBluesky
  readonly account: TestAccount
  readonly friend: TestAccount
  request(way: string, fields: Readonly<Record<string, string>>): ConnectRequest
}

/** A real server with two accounts, the first of which is connected by app password. */
export async function setBlueskyStage(): Promise<BlueskyStage> {
  const server = await startBluesky()
  const [account, friend] = await Promise.all([server.createAccount('campfire'), server.createAccount('kindling')])
  const fetch = recording('bluesky', guardedFetch({ allowOrigins: server.origins }))
  const environment: Stage['environment'] = (changes = {}) => ({
    fetch,
    now: () => Temporal.Now.instant(),
    ...noMedia,
    image: ({ mediaId }) => image(mediaId),
    options: server.options,
    signal: AbortSignal.timeout(20_000),
    ...changes,
  })
  const request: BlueskyStage['request'] = (way, fields) => ({
    ...environment(),
    publicUrl: 'http://127.0.0.1:4600',
    redirectUrl: 'http://127.0.0.1:4600/oauth/bluesky/callback',
    apps: { find: async () => undefined, keep: async () => undefined },
    way,
    fields,
  })
  return {
    server,
    account,
    friend,
    environment,
    request,
    content,
    connect: () => connect(account, request),
    live: async () => (await account.posts()).map(({ uri }) => uri),
    endGrant: () => account.revokeAppPassword(),
    close: () => server.close(),
  }
}

async function connect(account: TestAccount, request: BlueskyStage['request']): Promise<AccountAccess> {
  const begun = await connecting.begin(request('app-password', { identifier: account.handle, password: account.appPassword }))
  if (!begun.ok || !('connected' in begun.value)) throw new Error(`The stage could not connect: ${JSON.stringify(begun)}`)
  const { externalId, settings, secret } = begun.value.connected
  return { externalId, settings, limits: {}, secret: secret.value }
}

/** The id says which picture: its hue. */
async function image(mediaId: string) {
  const [width, height] = [64, 48]
  const hue = Buffer.from(mediaId).reduce((sum, byte) => (sum * 31 + byte) % 255, 7)
  const bytes = await sharp({ create: { width, height, channels: 3, background: { r: hue, g: 90, b: 40 } } })
    .png()
    .toBuffer()
  return { bytes, mimeType: 'image/png', width, height }
}

const content: PostContent = {
  parts: [
    {
      text: 'Opening tonight, @kindling.test! 開幕夜 🔥 https://hearth.example/opening #開幕',
      media: [{ kind: 'image', mediaId: 'fire', mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt: 'A fire in the hearth' }],
    },
    { text: 'And tomorrow we bake.', media: [] },
  ],
  languages: ['en', 'zh-TW'],
  settings: {},
}
