import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { film, type FilmWish } from '#testing/film'
import { testImage } from '#testing/images'

import { serve, type Served } from '../serve-stand-in.ts'
import type { StandIn } from '../stand-in.ts'
import { threadsStandIn } from './stand-in.ts'

/** What the network itself validates, tried over the wire without any code of ours between. */
const origin = 'https://threads.test'
const back = 'https://hearth.example/oauth/threads/callback'
const every = 'threads_basic,threads_content_publish,threads_manage_replies,threads_read_replies,threads_delete'
const files = new Map<string, Uint8Array<ArrayBuffer>>()
let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
let library: Served
let standIn: StandIn
let token: string
let person: string

beforeAll(async () => {
  library = await serve(async (request) => {
    const bytes = files.get(new URL(request.url).pathname.slice(1))
    return bytes ? new Response(bytes) : new Response('Not Found', { status: 404 })
  })
  standIn = open()
  person = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire' }).id
  token = await signIn(every)
  files.set('square', await testImage({ width: 100, height: 100 }))
  files.set('png', await testImage({ format: 'png' }))
  files.set('webp', await testImage({ format: 'webp' }))
  files.set('strip', await testImage({ width: 400, height: 30 }))
  files.set('half', (files.get('square') ?? new Uint8Array()).slice(0, 300))
})
afterAll(() => library.close())

function open(restore?: ReturnType<StandIn['state']>): StandIn {
  return threadsStandIn({ processingSeconds: 3 }).open({
    now: () => clock,
    origin,
    webOrigin: origin,
    fetch: globalThis.fetch,
    changed: () => undefined,
    ...(restore === undefined ? {} : { restore }),
  })
}

const Answer = z.looseObject({
  id: z.string().optional(),
  access_token: z.string().optional(),
  status: z.string().optional(),
  error_message: z.string().optional(),
  data: z.array(z.record(z.string(), z.unknown())).optional(),
  error: z.object({ message: z.string(), code: z.int(), error_subcode: z.int().optional() }).optional(),
})

async function send(method: string, path: string, parameters: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const url = new URL(path, origin)
  const form = new URLSearchParams(parameters)
  if (method !== 'POST') url.search = form.toString()
  const response = await standIn.handle(new Request(url, { method, headers, ...(method === 'POST' ? { body: form } : {}) }))
  return Answer.parse(await response.json())
}

/** A call of the API, signed. */
function call(method: string, path: string, parameters: Record<string, string> = {}) {
  return send(method, `/v1.0/${path}`, parameters, { authorization: `Bearer ${token}` })
}

function errorOf({ error }: z.output<typeof Answer>): string {
  return error ? [error.code, error.error_subcode].filter((part) => part !== undefined).join('/') : 'none'
}

async function signIn(scope: string): Promise<string> {
  const { client_id = '', client_secret = '' } = standIn.options
  const query = new URLSearchParams({ client_id, redirect_uri: back, response_type: 'code', scope, state: 's' })
  const answered = new URL(await standIn.approve(`${origin}/oauth/authorize?${query}`, { profileId: person }))
  const code = answered.searchParams.get('code') ?? ''
  const form = { client_id, client_secret, grant_type: 'authorization_code', redirect_uri: back, code }
  const short = await send('POST', '/oauth/access_token', form)
  const query2 = { grant_type: 'th_exchange_token', client_secret, access_token: short.access_token ?? '' }
  return (await send('GET', '/access_token', query2)).access_token ?? ''
}

function at(name: string): string {
  return `${library.origin}/${name}`
}

async function publish(parameters: Record<string, string>) {
  const { id = '' } = await call('POST', 'me/threads', parameters)
  clock = clock.add({ seconds: 3 })
  return call('POST', 'me/threads_publish', { creation_id: id })
}

test.each([
  ['square', 'none'],
  ['png', 'none'],
  ['webp', '36001/2207005'],
  ['half', '36001/2207005'],
  ['strip', '36003/2207009'],
  ['missing', '1/2207052'],
])('the picture “%s” is answered with %s', async (name, expected) => {
  expect(errorOf(await call('POST', 'me/threads', { media_type: 'IMAGE', image_url: at(name) }))).toBe(expected)
})

test.each<[Partial<FilmWish>, string | undefined]>([
  [{}, undefined],
  [{ framesPerSecond: 15 }, 'INVALID_FRAME_RATE'],
  [{ container: 'webm' }, 'FAILED_PROCESSING_VIDEO'],
  [{ seconds: 302, framesPerSecond: 1, width: 32, height: 32 }, 'INVALID_DURATION'],
  [{ width: 1940, height: 40 }, 'INVALID_ASPEC_RATIO'],
])('a film of %j ends with %s', async (wish, expected) => {
  const name = JSON.stringify(wish).replaceAll(/\W/g, '')
  files.set(`film${name}`, await film({ seconds: 1, width: 64, height: 112, ...wish }))
  const { id = '' } = await call('POST', 'me/threads', { media_type: 'VIDEO', video_url: at(`film${name}`) })
  expect((await call('GET', id, { fields: 'status' })).status).toBe('IN_PROGRESS')
  clock = clock.add({ seconds: 3 })
  expect((await call('GET', id, { fields: 'status,error_message' })).error_message).toBe(expected)
})

const poll = (options: readonly string[]) =>
  JSON.stringify(Object.fromEntries(options.map((option, index) => [`option_${'abcde'.charAt(index)}`, option])))

test.each<[Record<string, string>, string]>([
  [{ media_type: 'TEXT', text: 'x'.repeat(500) }, 'none'],
  [{ media_type: 'TEXT', text: `${'🔥'.repeat(125)}x` }, '100'],
  [{ media_type: 'TEXT' }, '100'],
  [{ media_type: 'TEXT', link_attachment: 'https://hearth.example' }, 'none'],
  [{ media_type: 'TEXT', text: 'x', link_attachment: 'hearth' }, '100'],
  [{ media_type: 'TEXT', text: '?', poll_attachment: poll(['Tea', 'Cake']) }, 'none'],
  [{ media_type: 'TEXT', text: '?', poll_attachment: poll(['Tea']) }, '100'],
  [{ media_type: 'TEXT', text: '?', poll_attachment: poll(['Tea', 'x'.repeat(26)]) }, '100'],
  [{ media_type: 'TEXT', text: '?', poll_attachment: poll(['a', 'b', 'c', 'd', 'e']) }, '100'],
  [{ media_type: 'TEXT', text: '?', poll_attachment: poll(['a', 'b']), link_attachment: 'https://hearth.example' }, '100'],
  [{ media_type: 'TEXT', text: 'x', topic_tag: 'a.b' }, '100'],
  [{ media_type: 'TEXT', text: 'x', reply_control: 'nobody' }, '100'],
  [{ media_type: 'TEXT', text: 'x', reply_to_id: '18000000000000000' }, '100'],
  [{ media_type: 'TEXT', text: 'x', auto_publish_text: 'true' }, '100'],
  [{ media_type: 'STORY', text: 'x' }, '100'],
  [{ media_type: 'CAROUSEL', children: '1,2' }, '24/4279009'],
  [{ media_type: 'CAROUSEL', children: '1' }, '100'],
])('a container with %j is answered with %s', async (parameters, expected) => {
  expect(errorOf(await call('POST', 'me/threads', parameters))).toBe(expected)
})

test('six different links are one too many', async () => {
  const text = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `https://${name}.example`).join(' ')
  const { error } = await call('POST', 'me/threads', { media_type: 'TEXT', text })
  expect(error?.message).toBe('THREADS_API__LINK_LIMIT_EXCEEDED')
})

test('a container is published once, after it was processed, and runs out after a day', async () => {
  const { id = '' } = await call('POST', 'me/threads', { media_type: 'IMAGE', image_url: at('square'), text: 'Once' })
  expect(errorOf(await call('POST', 'me/threads_publish', { creation_id: id }))).toBe('24/4279009')
  clock = clock.add({ seconds: 3 })
  expect(errorOf(await call('POST', 'me/threads_publish', { creation_id: id }))).toBe('none')
  expect((await call('GET', id, { fields: 'status' })).status).toBe('PUBLISHED')
  expect(errorOf(await call('POST', 'me/threads_publish', { creation_id: id }))).toBe('24/4279009')
  const old = await call('POST', 'me/threads', { media_type: 'TEXT', text: 'Never' })
  clock = clock.add({ hours: 24 })
  expect((await call('GET', old.id ?? '', { fields: 'status' })).status).toBe('EXPIRED')
})

test('an answer needs its right and a post that is there; it is listed apart and counted apart', async () => {
  const root = await publish({ media_type: 'TEXT', text: 'Root' })
  const answer = await publish({ media_type: 'TEXT', text: 'Answer', reply_to_id: root.id ?? '' })
  const replies = await call('GET', 'me/replies', { fields: 'id,replied_to,root_post' })
  expect(replies.data).toEqual([{ id: answer.id, replied_to: { id: root.id }, root_post: { id: root.id } }])
  const [limit] = (await call('GET', 'me/threads_publishing_limit', { fields: 'quota_usage,reply_quota_usage' })).data ?? []
  expect(limit).toMatchObject({ reply_quota_usage: 1 })
  const all = token
  token = await signIn('threads_basic,threads_content_publish')
  expect(errorOf(await call('POST', 'me/threads', { media_type: 'TEXT', text: 'x', reply_to_id: root.id ?? '' }))).toBe('10')
  expect(errorOf(await call('GET', 'me/replies', { fields: 'id' }))).toBe('10')
  expect(errorOf(await call('DELETE', root.id ?? ''))).toBe('10')
  token = all
  expect(await call('DELETE', root.id ?? '')).toMatchObject({ success: true, deleted_id: root.id })
  expect(errorOf(await call('DELETE', root.id ?? ''))).toBe('100/33')
})

test('nobody is let in without a token that still works', async () => {
  expect(errorOf(await send('GET', '/v1.0/me'))).toBe('104')
  expect(errorOf(await send('GET', '/v1.0/me', { access_token: 'THAAguessed' }))).toBe('190')
  const { error_message: said } = await send('POST', '/oauth/access_token', {
    client_id: standIn.options['client_id'] ?? '',
    client_secret: 'no',
  })
  expect(said).toMatch(/secret/)
  expect(errorOf(await call('GET', 'me', { fields: 'email' }))).toBe('100')
})

test('people reply where the author lets them, like, repost, follow, and look at pages', async () => {
  const guest = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' })
  const { id = '' } = await publish({ media_type: 'TEXT', text: 'For followers', reply_control: 'followers_only' })
  const reply = () => standIn.act({ kind: 'reply', by: guest.id, post: id, text: 'Lovely' })
  expect(reply).toThrow(/does not let you reply/)
  standIn.act({ kind: 'follow', by: guest.id, profile: person })
  reply()
  for (const kind of ['like', 'like', 'repost'] as const) standIn.act({ kind, by: guest.id, post: id })
  const post = standIn.posts().find((each) => each.id === id)
  expect(post).toMatchObject({ likes: 1, reposts: 1, replies: 1, visibility: 'followers_only' })
  for (const path of ['/', '/@campfire', new URL(post?.url ?? origin).pathname]) {
    expect([path, (await standIn.handle(new Request(new URL(path, origin)))).status]).toEqual([path, 200])
  }
  const picture = standIn.posts().find(({ text }) => text === 'Once')?.images[0]
  expect((await standIn.handle(new Request(picture?.url ?? origin))).headers.get('content-type')).toBe('image/jpeg')
  expect((await standIn.handle(new Request(`${origin}/@nobody`))).status).toBe(404)
})

test('people sign in on its page', async () => {
  const { client_id = '' } = standIn.options
  const query = { client_id, redirect_uri: back, response_type: 'code', scope: 'threads_basic', state: 's"1' }
  const asked = await standIn.handle(new Request(`${origin}/oauth/authorize?${new URLSearchParams(query)}`))
  expect(await asked.text()).toContain('Campfire')
  const body = new URLSearchParams({ ...query, profile: person, answer: 'deny' })
  const denied = await standIn.handle(new Request(`${origin}/oauth/authorize`, { method: 'POST', body }))
  expect(new URL(denied.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied')
})

test('another stand-in goes on from what was kept, and knows whose request it is and which step', () => {
  const kept = JSON.parse(JSON.stringify(standIn.state()))
  standIn = open(kept)
  expect(standIn.state()).toEqual(kept)
  const [post] = standIn.posts()
  const headers = new Headers({ authorization: `Bearer ${token}` })
  const read = (method: string, path: string, body = '') =>
    standIn.read({ method, url: `${origin}/v1.0/${path}`, headers, body: Buffer.from(body) })
  expect(read('POST', 'me/threads', 'media_type=TEXT')).toEqual({ profileId: person, step: 'container 1' })
  const own = standIn.posts({ profileId: person }).find(({ replyTo }) => replyTo === undefined)
  expect(read('POST', 'me/threads', `reply_to_id=${own?.id ?? ''}`).step).toBe('container 2')
  expect(read('POST', 'me/threads', `reply_to_id=${post?.id ?? ''}`).step).toBe('container 1')
  expect(read('POST', 'me/threads', 'is_carousel_item=true').step).toBe('item')
  expect(read('POST', 'me/threads_publish', 'creation_id=1').step).toBe('part 1')
  expect(read('GET', 'me/threads_publishing_limit').step).toBe('quota')
  expect(read('DELETE', post?.id ?? '').step).toBe('take-down')
})
