import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import type { StandIn } from '../stand-in.ts'
import { standIn as kind } from './stand-in.ts'

const origin = 'http://127.0.0.1:2583'
const folder = new URL('../../../../shared/specs/bluesky/lexicons/', import.meta.url)
let standIn: StandIn
let bakery: string
let guest: string
let bread: string
let token: string

beforeAll(async () => {
  let now = Temporal.Instant.from('2027-03-01T12:00:00Z')
  const world = { origin, webOrigin: 'https://hearth.example/sandbox/bluesky', fetch: globalThis.fetch, changed: () => undefined }
  standIn = kind.open({ ...world, now: () => (now = now.add({ seconds: 1 })) })
  bakery = standIn.addProfile({ handle: 'bakery', displayName: 'Bakery', bio: 'Bread', avatarUrl: 'https://hearth.example/face.png' }).id
  guest = standIn.addProfile({ handle: 'guest', displayName: 'Guest' }).id
  const image = { bytes: new Uint8Array(100).fill(9), mimeType: 'image/png', alt: 'A loaf' }
  bread = standIn.act({ kind: 'post', by: bakery, text: 'Bread', images: [image] }).id
  const reply = standIn.act({ kind: 'reply', by: guest, post: bread, text: 'Two please' }).id
  standIn.act({ kind: 'reply', by: bakery, post: reply, text: 'Here you are' })
  standIn.hide?.({ by: bakery, post: reply, hidden: true })
  for (const what of ['like', 'repost'] as const) standIn.act({ kind: what, by: guest, post: bread })
  standIn.act({ kind: 'follow', by: guest, profile: bakery })
  standIn.act({ kind: 'post', by: guest, text: 'Best bread at @bakery.bsky.social' })
  standIn.messagesFrom?.set(bakery, 'everyone')
  standIn.act({ kind: 'message', by: guest, to: bakery, text: 'Are you open?' })
  standIn.act({ kind: 'message', by: bakery, to: guest, text: 'We are' })
  standIn.deleteMessage?.({ by: bakery, message: standIn.messages(bakery)[0]?.id ?? '' })
  token = z
    .object({ accessJwt: z.string() })
    .parse((await send('com.atproto.server.createSession', {}, standIn.connectWith(bakery).fields)).body).accessJwt
})

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function send(method: string, headers: Record<string, string>, body: unknown): Promise<Answer> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
  return asAnswer(await standIn.handle(new Request(`${origin}/xrpc/${method}`, init)))
}

async function ask(
  method: string,
  parameters: Record<string, string | number> = {},
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
) {
  const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))
  return asAnswer(await standIn.handle(new Request(`${origin}/xrpc/${method}?${search.toString()}`, { headers })))
}

async function asAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}

test('a profile’s feed has its posts and reposts, latest first, page by page', async () => {
  const texts = async (parameters: Record<string, string | number>) => {
    const { feed } = z
      .object({ feed: z.array(z.object({ post: z.object({ record: z.object({ text: z.string() }) }) })) })
      .parse((await ask('app.bsky.feed.getAuthorFeed', { actor: bakery, ...parameters })).body)
    return feed.map(({ post }) => post.record.text)
  }
  expect(await texts({})).toEqual(['Here you are', 'Bread'])
  expect(await texts({ filter: 'posts_no_replies' })).toEqual(['Bread'])
  expect(await texts({ filter: 'posts_and_author_threads' })).toEqual(['Bread'])
  expect(await texts({ actor: 'guest.bsky.social' })).toEqual(['Best bread at @bakery.bsky.social', 'Bread', 'Two please'])
  const { cursor } = z.object({ cursor: z.string() }).parse((await ask('app.bsky.feed.getAuthorFeed', { actor: bakery, limit: 1 })).body)
  expect(await texts({ cursor })).toEqual(['Bread'])
})

test('a thread has what is above and below', async () => {
  const { body } = await ask('app.bsky.feed.getPostThread', { uri: bread }, {})
  expect(body).toMatchObject({
    thread: {
      post: { likeCount: 1, repostCount: 1, replyCount: 1, embed: { images: [{ alt: 'A loaf' }] } },
      replies: [{ post: { record: { text: 'Two please' } }, replies: [{ post: { record: { text: 'Here you are' } } }] }],
    },
    threadgate: {
      record: { post: bread, hiddenReplies: [standIn.posts({ profileId: guest }).find(({ text }) => text === 'Two please')?.id] },
    },
  })
  expect(await ask('app.bsky.feed.getPostThread', { uri: 'at://gone' })).toMatchObject({ status: 400, body: { error: 'NotFound' } })
})

test('notifications tell what others did, until they are seen', async () => {
  const { body } = await ask('app.bsky.notification.listNotifications')
  expect(body).toMatchObject({
    notifications: [
      { reason: 'mention' },
      { reason: 'follow' },
      { reason: 'repost' },
      { reason: 'like' },
      { reason: 'reply', reasonSubject: bread, isRead: false },
    ],
  })
  expect((await ask('app.bsky.notification.getUnreadCount')).body).toEqual({ count: 5 })
  await send('app.bsky.notification.updateSeen', { authorization: `Bearer ${token}` }, { seenAt: '2027-03-02T00:00:00Z' })
  expect((await ask('app.bsky.notification.getUnreadCount')).body).toEqual({ count: 0 })
  expect((await ask('app.bsky.notification.listNotifications', {}, {})).status).toBe(401)
})

test('who is nobody has no profile', async () => {
  expect((await ask('app.bsky.actor.getProfile', { actor: 'bakery.bsky.social' }, {})).body).toMatchObject({
    followersCount: 1,
    followsCount: 0,
    postsCount: 2,
  })
  expect((await ask('app.bsky.actor.getProfile', { actor: 'nobody.example' })).status).toBe(400)
})

interface Validator {
  new (documents: readonly unknown[]): { assertValidXrpcOutput(method: string, output: unknown): unknown }
}
const validatorSchema = z.object({ Lexicons: z.custom<Validator>(), jsonToLex: z.custom<(json: unknown) => unknown>() })

test.skipIf(!existsSync(folder))('every answer is as the published lexicons say', async () => {
  const { Lexicons, jsonToLex } = validatorSchema.parse(createRequire(import.meta.resolve('@atproto/api'))('@atproto/lexicon'))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(app\/bsky|chat\/bsky|com\/atproto)\/.*\.json$/.test(file),
  )
  const lexicons = new Lexicons(files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))
  const asked: readonly [string, Record<string, string>][] = [
    ['app.bsky.actor.getProfile', { actor: bakery }],
    ['app.bsky.actor.searchActorsTypeahead', { q: 'bak' }],
    ['app.bsky.feed.getAuthorFeed', { actor: bakery }],
    ['app.bsky.feed.getAuthorFeed', { actor: guest }],
    ['app.bsky.feed.getPostThread', { uri: bread }],
    ['app.bsky.feed.getPosts', { uris: bread }],
    ['app.bsky.feed.getLikes', { uri: bread }],
    ['app.bsky.notification.listNotifications', {}],
    ['app.bsky.notification.getUnreadCount', {}],
    ['com.atproto.server.getSession', {}],
    ['com.atproto.server.describeServer', {}],
    ['com.atproto.identity.resolveHandle', { handle: 'bakery.bsky.social' }],
    ['com.atproto.repo.describeRepo', { repo: bakery }],
    ['com.atproto.repo.listRecords', { repo: bakery, collection: 'app.bsky.feed.post' }],
  ]
  for (const [method, parameters] of asked) {
    const { status, body } = await ask(method, parameters)
    expect({ method, status }).toEqual({ method, status: 200 })
    expect(() => lexicons.assertValidXrpcOutput(method, jsonToLex(body))).not.toThrow()
  }
  const { convos } = z
    .object({ convos: z.array(z.object({ id: z.string() })) })
    .parse((await ask('chat.bsky.convo.listConvos', {}, inChat())).body)
  const convoId = convos[0]?.id ?? ''
  const askedOfChat: readonly [string, Record<string, string>][] = [
    ['chat.bsky.convo.listConvos', {}],
    ['chat.bsky.convo.getConvo', { convoId }],
    ['chat.bsky.convo.getMessages', { convoId }],
    ['chat.bsky.convo.getConvoAvailability', { members: guest }],
    ['chat.bsky.convo.getConvoForMembers', { members: guest }],
    ['chat.bsky.convo.getLog', {}],
    ['chat.bsky.convo.getLog', { cursor: '2222222222222' }],
  ]
  for (const [method, parameters] of askedOfChat) {
    const { status, body } = await ask(method, parameters, inChat())
    expect({ method, status }).toEqual({ method, status: 200 })
    expect(() => lexicons.assertValidXrpcOutput(method, jsonToLex(body))).not.toThrow()
  }
  const message = {
    text: 'Until six',
    facets: [],
    embed: { $type: 'app.bsky.embed.record', record: { uri: bread, cid: 'bafyreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' } },
  }
  const sent = await send('chat.bsky.convo.sendMessage', inChat(), { convoId, message })
  expect(() => lexicons.assertValidXrpcOutput('chat.bsky.convo.sendMessage', jsonToLex(sent.body))).not.toThrow()
  const accepted = await send('chat.bsky.convo.acceptConvo', inChat(), { convoId })
  expect(() => lexicons.assertValidXrpcOutput('chat.bsky.convo.acceptConvo', jsonToLex(accepted.body))).not.toThrow()
})

function inChat() {
  return { authorization: `Bearer ${token}`, 'atproto-proxy': 'did:web:api.bsky.chat#bsky_chat' }
}

test('the service for private messages is reached by its name alone, and refuses what it must', async () => {
  expect(await ask('chat.bsky.convo.getLog')).toMatchObject({ status: 501 })
  expect(await ask('chat.bsky.convo.getLog', {}, { ...inChat(), 'atproto-proxy': 'did:web:nobody.test#bsky_chat' })).toMatchObject({
    status: 400,
  })
  expect(await ask('chat.bsky.convo.getMessages', { convoId: 'none' }, inChat())).toMatchObject({ body: { error: 'InvalidConvo' } })
  const { convos } = z
    .object({ convos: z.array(z.object({ id: z.string() })) })
    .parse((await ask('chat.bsky.convo.listConvos', {}, inChat())).body)
  const say = async (message: object) => (await send('chat.bsky.convo.sendMessage', inChat(), { convoId: convos[0]?.id, message })).body
  expect(await say({ text: 'x'.repeat(1001) })).toMatchObject({ error: 'InvalidRequest' })
  expect(await say({ text: '字'.repeat(1000), replyTo: { messageId: 'none' } })).toMatchObject({ error: 'ReplyTargetNotFound' })
  const stranger = standIn.addProfile({ handle: 'stranger', displayName: 'Stranger' }).id
  expect((await ask('chat.bsky.convo.getConvoAvailability', { members: stranger }, inChat())).body).toEqual({ canChat: false })
  expect((await ask('chat.bsky.convo.getConvoForMembers', { members: stranger }, inChat())).body).toMatchObject({
    error: 'NotFollowedBySender',
  })
})
