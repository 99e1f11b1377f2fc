import { expect, test } from 'vitest'
import { z } from 'zod'

import { testClock } from '#kit/clock'
import type { Json } from '#kit/json'

import { standIn as kind } from './stand-in.ts'

const origin = 'http://127.0.0.1:2583'

function open({ restore, rateLimits }: { readonly restore?: Json; readonly rateLimits?: boolean } = {}) {
  const clock = testClock('2027-03-01T12:00:00Z')
  const standIn = kind.open({
    now: () => clock.now(),
    origin,
    webOrigin: origin,
    fetch: globalThis.fetch,
    changed: () => undefined,
    ...(restore === undefined ? {} : { restore }),
    ...(rateLimits === undefined ? {} : { rateLimits }),
  })
  const { id } = standIn.addProfile({ handle: 'ember', displayName: 'Ember' })
  const send = async (method: string, body: unknown, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
    const answer = await standIn.handle(
      new Request(`${origin}/xrpc/${method}`, { ...init, body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
    )
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }
  const signIn = async () => {
    const { identifier, password } = standIn.connectWith(id).fields
    const answer = await send('com.atproto.server.createSession', { identifier, password })
    return {
      answer,
      ...z.object({ accessJwt: z.string(), refreshJwt: z.string() }).catch({ accessJwt: '', refreshJwt: '' }).parse(answer.body),
    }
  }
  const write = (token: string, record: unknown) =>
    send('com.atproto.repo.createRecord', { repo: id, collection: 'app.bsky.feed.post', record }, { authorization: `Bearer ${token}` })
  return { clock, standIn, id, send, signIn, write }
}

const post = { text: 'Hello', createdAt: '2027-03-01T12:00:00.000Z' }

test('access tokens run out after two hours, and a refresh gives new ones', async () => {
  const { clock, signIn, write, send } = open()
  const { accessJwt, refreshJwt } = await signIn()
  clock.advance({ minutes: 119 })
  expect((await write(accessJwt, post)).status).toBe(200)
  clock.advance({ minutes: 1 })
  expect(await write(accessJwt, post)).toMatchObject({ status: 400, body: { error: 'ExpiredToken' } })
  const fresh = await send('com.atproto.server.refreshSession', {}, { authorization: `Bearer ${refreshJwt}` })
  expect((await write(z.object({ accessJwt: z.string() }).parse(fresh.body).accessJwt, post)).status).toBe(200)
})

test('a used refresh token works for two more hours, an unused one for ninety days', async () => {
  const { clock, signIn, send } = open()
  const [used, unused] = [await signIn(), await signIn()]
  const refresh = (token: string) => send('com.atproto.server.refreshSession', {}, { authorization: `Bearer ${token}` })
  expect((await refresh(used.refreshJwt)).status).toBe(200)
  clock.advance({ minutes: 119 })
  expect((await refresh(used.refreshJwt)).status).toBe(200)
  clock.advance({ hours: 3 })
  expect(await refresh(used.refreshJwt)).toMatchObject({ status: 400, body: { error: 'ExpiredToken' } })
  clock.advance({ hours: 24 * 89 })
  expect((await refresh(unused.refreshJwt)).status).toBe(200)
})

test('writing is counted in points, told in headers, and stops until the hour is over', async () => {
  const { clock, signIn, write } = open()
  const { accessJwt } = await signIn()
  const first = await write(accessJwt, post)
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'ratelimit-limit': '3000',
    'ratelimit-remaining': '2998',
    'ratelimit-reset': String(clock.now().add({ minutes: 5 }).epochMilliseconds / 1000),
    'ratelimit-policy': '3000;w=300',
  })
  for (let n = 1; n < 1666; n += 1) await write(accessJwt, post)
  const refused = await write(accessJwt, post)
  expect(refused).toMatchObject({ status: 429, body: { error: 'RateLimitExceeded' } })
  expect(Number(refused.headers.get('ratelimit-reset'))).toBe(clock.now().add({ hours: 1 }).epochMilliseconds / 1000)
  clock.advance({ minutes: 61 })
  expect((await write(accessJwt, post)).status).toBe(200)
})

test('one name may sign in thirty times in five minutes; where nothing is limited, as often as it likes', async () => {
  const strict = open()
  for (let n = 0; n < 30; n += 1) expect((await strict.signIn()).answer.status).toBe(200)
  expect((await strict.signIn()).answer.status).toBe(429)
  const generous = open({ rateLimits: false })
  for (let n = 0; n < 40; n += 1) expect((await generous.signIn()).answer.status).toBe(200)
})

test('pictures nobody points to vanish after two hours, those in posts stay until the post goes', async () => {
  const { clock, standIn, id, send, signIn, write } = open()
  const { accessJwt, refreshJwt } = await signIn()
  const authorization = `Bearer ${accessJwt}`
  const png = new Uint8Array(100).fill(9)
  const upload = async (bytes: Uint8Array) =>
    z
      .object({ blob: z.json() })
      .parse((await send('com.atproto.repo.uploadBlob', bytes, { authorization, 'content-type': 'image/png' })).body).blob
  const [shown, unused] = [await upload(png), await upload(png.slice(1))]
  const written = z.object({ uri: z.string() }).parse((await write(accessJwt, showing(shown))).body)
  clock.advance({ hours: 3 })
  const fresh = z
    .object({ accessJwt: z.string() })
    .parse((await send('com.atproto.server.refreshSession', {}, { authorization: `Bearer ${refreshJwt}` })).body)
  expect(await write(fresh.accessJwt, showing(unused))).toMatchObject({ status: 400, body: { error: 'BlobNotFound' } })
  const [image] = standIn.posts({ profileId: id })[0]?.images ?? []
  expect((await standIn.handle(new Request(image?.url ?? ''))).status).toBe(200)
  await send(
    'com.atproto.repo.deleteRecord',
    { repo: id, collection: 'app.bsky.feed.post', rkey: written.uri.split('/').at(-1) },
    { authorization: `Bearer ${fresh.accessJwt}` },
  )
  expect((await standIn.handle(new Request(image?.url ?? ''))).status).toBe(404)
})

test('what one person deletes takes no picture from another who has uploaded the same', async () => {
  const { standIn, send } = open()
  const [one, other] = ['ember', 'spark'].map((handle) => standIn.addProfile({ handle, displayName: handle }).id)
  const as = async (did = '') => {
    const { identifier, password } = standIn.connectWith(did).fields
    const { body } = await send('com.atproto.server.createSession', { identifier, password })
    const authorization = `Bearer ${z.object({ accessJwt: z.string() }).parse(body).accessJwt}`
    const uploaded = await send('com.atproto.repo.uploadBlob', new Uint8Array(100).fill(9), { authorization, 'content-type': 'image/png' })
    const { blob } = z.object({ blob: z.json() }).parse(uploaded.body)
    const call = (method: string, more: object) =>
      send(`com.atproto.repo.${method}`, { repo: did, collection: 'app.bsky.feed.post', ...more }, { authorization })
    return { write: () => call('createRecord', { record: showing(blob) }), remove: (rkey: string) => call('deleteRecord', { rkey }) }
  }
  const [ember, spark] = [await as(one), await as(other)]
  const { uri } = z.object({ uri: z.string() }).parse((await ember.write()).body)
  expect((await ember.remove(uri.split('/').at(-1) ?? '')).status).toBe(200)
  expect((await spark.write()).status).toBe(200)
})

function showing(image: unknown) {
  return { ...post, embed: { $type: 'app.bsky.embed.images', images: [{ image, alt: '' }] } }
}

test.each([
  ['that lies outside the text', { facets: [{ index: { byteStart: 0, byteEnd: 6 }, features: [] }] }],
  ['that is empty', { facets: [{ index: { byteStart: 2, byteEnd: 2 }, features: [] }] }],
  ['that cuts a character', { text: '開幕', facets: [{ index: { byteStart: 0, byteEnd: 4 }, features: [] }] }],
  ['to a post that is not there', { reply: { root: ref('a'), parent: ref('a') } }],
])('stricter than the server: a facet or an answer %s is refused', async (_, changes) => {
  const { signIn, write } = open()
  const { accessJwt } = await signIn()
  expect(await write(accessJwt, { ...post, ...changes })).toMatchObject({ status: 400, body: { error: 'InvalidRequest' } })
})

function ref(rkey: string) {
  return {
    uri: `at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/${rkey}`,
    cid: 'bafyreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy',
  }
}

test('what people do is seen, counted once, and there after a restart', () => {
  const { standIn, id } = open()
  const guest = standIn.addProfile({ handle: 'guest.example', displayName: 'Guest' })
  expect(standIn.addProfile({ handle: 'Guest.example', displayName: 'Again' }).id).toBe(guest.id)
  const { id: posted } = standIn.act({ kind: 'post', by: id, text: 'We bake @guest.example' })
  for (const what of ['like', 'like', 'repost'] as const) standIn.act({ kind: what, by: guest.id, post: posted })
  const reply = standIn.act({ kind: 'reply', by: guest.id, post: posted, text: 'Yes!' })
  standIn.act({ kind: 'follow', by: guest.id, profile: id })
  const ask = () => standIn.act({ kind: 'message', by: guest.id, to: id, text: 'A table for two?' })
  expect(ask).toThrow('someone they follow')
  standIn.messagesFrom?.set(id, 'everyone')
  ask()
  expect(standIn.posts({ profileId: id })).toMatchObject([{ id: posted, likes: 1, reposts: 1, replies: 1 }])
  expect(standIn.posts()[0]).toMatchObject({ id: reply.id, replyTo: posted, profileId: guest.id })
  expect(standIn.messages(id)).toMatchObject([{ from: guest.id, text: 'A table for two?' }])
  expect(standIn.profiles().find((profile) => profile.id === id)).toMatchObject({ followers: 1, following: 0 })
  const again = open({ restore: JSON.parse(JSON.stringify(standIn.state())) })
  expect(again.standIn.posts()).toEqual(standIn.posts())
  expect(again.standIn.messages(id)).toEqual(standIn.messages(id))
  expect(() => standIn.act({ kind: 'post', by: id, text: 'x'.repeat(301) })).toThrow('grapheme')
  expect(() => standIn.act({ kind: 'like', by: id, post: 'at://nothing' })).toThrow('no post')
})

test('fault injection is told whose request it is and which step it does', () => {
  const { standIn, id } = open()
  const { id: root } = standIn.act({ kind: 'post', by: id, text: 'one' })
  const { id: second } = standIn.act({ kind: 'reply', by: id, post: root, text: 'two' })
  const token = ['x', Buffer.from(JSON.stringify({ sub: id })).toString('base64url'), 'x'].join('.')
  const read = (path: string, body: unknown = '') =>
    standIn.read({
      method: 'POST',
      url: `${origin}/xrpc/${path}`,
      headers: new Headers({ authorization: `Bearer ${token}` }),
      body: Buffer.from(JSON.stringify(body)),
    })
  const answer = (uri: string) => ({ record: { ...post, reply: { root: { uri: root }, parent: { uri } } } })
  expect(read('com.atproto.repo.uploadBlob')).toEqual({ profileId: id, step: 'image' })
  expect(read('com.atproto.repo.putRecord', { record: post }).step).toBe('part 1')
  expect(read('com.atproto.repo.putRecord', { collection: 'app.bsky.feed.threadgate' }).step).toBe('other')
  expect(read('chat.bsky.convo.sendMessage').step).toBe('message 1')
  expect(read('com.atproto.repo.putRecord', answer(root)).step).toBe('part 2')
  expect(read('com.atproto.repo.putRecord', answer(second)).step).toBe('part 3')
  expect(read('com.atproto.repo.getRecord?collection=app.bsky.feed.post').step).toBe('look-up')
  expect(read('com.atproto.repo.deleteRecord').step).toBe('take-down')
  expect(read('com.atproto.server.refreshSession').step).toBe('refresh')
  expect(read('com.atproto.server.getSession').step).toBe('other')
})
