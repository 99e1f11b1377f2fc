import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { film } from '#testing/film'
import { testImage } from '#testing/images'

import { serve, type Served } from '../serve-stand-in.ts'
import type { StandIn } from '../stand-in.ts'
import { countCaption } from './stand-in-text.ts'
import { instagramStandIn } from './stand-in.ts'

/** What the network itself validates, tried over the wire without any code of ours between. */
const origin = 'https://instagram.test'
const back = 'https://hearth.example/oauth/instagram/callback'
const files = new Map<string, Uint8Array<ArrayBuffer>>()
let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
let pictures: Served
let standIn: StandIn
let token: string
let person: string

beforeAll(async () => {
  pictures = await serve(async (request) => {
    const bytes = files.get(new URL(request.url).pathname.slice(1))
    return bytes ? new Response(bytes) : new Response('Not Found', { status: 404 })
  })
  standIn = open()
  person = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire', business: true }).id
  token = await signIn('instagram_business_basic,instagram_business_content_publish')
  for (const [name, width, height] of [
    ['square', 640, 640],
    ['tall', 400, 501],
    ['wide', 764, 399],
    ['tiny', 50, 50],
  ] as const)
    files.set(name, await testImage({ width, height }))
  files.set('png', await testImage({ format: 'png' }))
  files.set('half', (files.get('square') ?? new Uint8Array()).slice(0, 300))
  files.set('huge', new Uint8Array(8 * 1024 * 1024 + 1))
})
afterAll(() => pictures.close())

function open(restore?: ReturnType<StandIn['state']>): StandIn {
  const kind = instagramStandIn({ processingSeconds: 3 })
  return kind.open({
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
  status_code: z.string().optional(),
  data: z.array(z.record(z.string(), z.unknown())).optional(),
  error: z.object({ code: z.int(), error_subcode: z.int().optional() }).optional(),
  error_message: z.string().optional(),
})

async function send(method: string, path: string, parameters: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const url = new URL(path, origin)
  const form = new URLSearchParams(parameters)
  if (method === 'GET') url.search = form.toString()
  const response = await standIn.handle(new Request(url, { method, headers, ...(method === 'GET' ? {} : { body: form }) }))
  return Answer.parse(await response.json())
}

/** A call of the Graph API, signed. */
function call(method: string, path: string, parameters: Record<string, string> = {}) {
  return send(method, `/v25.0/${path}`, parameters, { authorization: `Bearer ${token}` })
}

function errorOf({ error }: z.output<typeof Answer>): string {
  return error ? [error.code, error.error_subcode].filter((part) => part !== undefined).join('/') : 'none'
}

async function signIn(scope: string): Promise<string> {
  const { client_id = '', client_secret = '' } = standIn.options
  const query = new URLSearchParams({ client_id, redirect_uri: back, response_type: 'code', scope, state: 's' })
  const answered = new URL(await standIn.approve(`${origin}/oauth/authorize?${query}`, { profileId: person }))
  const code = answered.searchParams.get('code') ?? ''
  const short = await send('POST', '/oauth/access_token', {
    client_id,
    client_secret,
    grant_type: 'authorization_code',
    redirect_uri: back,
    code,
  })
  const given = z.string().parse(short.data?.[0]?.['access_token'])
  const long = await send('GET', '/access_token', { grant_type: 'ig_exchange_token', client_secret, access_token: given })
  return long.access_token ?? ''
}

function imageAt(name: string): { image_url: string } {
  return { image_url: `${pictures.origin}/${name}` }
}

test.each([
  ['tall', '36003/2207009'],
  ['wide', '36003/2207009'],
  ['png', '36001/2207005'],
  ['half', '36001/2207005'],
  ['huge', '36000/2207004'],
  ['missing', '9004/2207052'],
  ['square', 'none'],
  ['tiny', 'none'],
])('the picture “%s” is answered with %s', async (name, expected) => {
  expect(errorOf(await call('POST', `${person}/media`, imageAt(name)))).toBe(expected)
})

test.each<[Record<string, string>, string]>([
  [{}, '100'],
  [{ media_type: 'REELS' }, '100'],
  [{ caption: 'x'.repeat(2201) }, '36004/2207010'],
  [{ caption: '#a '.repeat(31) }, '36004/2207010'],
  [{ caption: '@a '.repeat(21) }, '110/2207040'],
  [{ alt_text: 'x'.repeat(1001) }, '100'],
  [{ is_carousel_item: 'maybe' }, '100'],
  [{ is_carousel_item: 'true', caption: 'Mine' }, '100'],
  [{ captoin: 'Misspelt' }, '100'],
  [{ media_type: 'CAROUSEL', children: '1,2' }, '100/2207028'],
])('a container with %j is refused with %s', async (parameters, expected) => {
  const image = 'media_type' in parameters || Object.keys(parameters).length === 0 ? {} : imageAt('square')
  expect(errorOf(await call('POST', `${person}/media`, { ...image, ...parameters }))).toBe(expected)
})

test('a container is processed, published once, and says how it stands', async () => {
  const { id = '' } = await call('POST', `${person}/media`, { ...imageAt('square'), caption: 'Once' })
  const state = async () => (await call('GET', id, { fields: 'status_code' })).status_code
  expect(await state()).toBe('IN_PROGRESS')
  expect(errorOf(await call('POST', `${person}/media_publish`, { creation_id: id }))).toBe('9007/2207027')
  clock = clock.add({ seconds: 3 })
  expect(await state()).toBe('FINISHED')
  const published = await call('POST', `${person}/media_publish`, { creation_id: id })
  expect(standIn.posts().map((post) => post.id)).toEqual([published.id])
  expect(await state()).toBe('PUBLISHED')
  expect(errorOf(await call('POST', `${person}/media_publish`, { creation_id: id }))).toBe('9007/2207027')
  expect(standIn.posts()).toHaveLength(1)
})

test.each([
  ['REELS', 3, undefined],
  ['REELS', 2, '2207026'],
  ['STORIES', 3, undefined],
])('a film as %s of %i seconds ends with %s', async (kind, seconds, expected) => {
  files.set(`film${seconds}`, await film({ seconds, width: 90, height: 160, framesPerSecond: 24 }))
  const address = `${pictures.origin}/film${seconds}`
  const { id = '' } = await call('POST', `${person}/media`, { media_type: kind, video_url: address })
  expect((await call('GET', id, { fields: 'status_code' })).status_code).toBe('IN_PROGRESS')
  clock = clock.add({ seconds: 3 })
  const ended = await call('GET', id, { fields: 'status_code,status' })
  expect(ended.status_code).toBe(expected === undefined ? 'FINISHED' : 'ERROR')
  expect(String(ended['status'])).toContain(expected ?? 'Finished')
})

test.each<[Record<string, string>, string]>([
  [{ media_type: 'STORIES', caption: 'Words' }, '100'],
  [{ collaborators: '["a","b","c","d"]' }, '100'],
  [{ collaborators: '["a b"]' }, '110'],
  [{ user_tags: '[{"username":"kindling"}]' }, '100'],
  [{ user_tags: '[{"username":"kindling","x":0.5,"y":0.5}]' }, 'none'],
])('what belongs to one kind only is refused elsewhere: %j with %s', async (parameters, expected) => {
  expect(errorOf(await call('POST', `${person}/media`, { ...imageAt('square'), ...parameters }))).toBe(expected)
})

test('a comment that is asked for fields is made all the same, and the request refused', async () => {
  const readOnly = token
  const { id: none = '' } = standIn.posts()[0] ?? {}
  expect(errorOf(await call('POST', `${none}/comments`, { message: 'No right' }))).toBe('10')
  token = await signIn('instagram_business_basic,instagram_business_content_publish,instagram_business_manage_comments')
  expect(errorOf(await call('POST', `${none}/comments`, { message: 'Twice', fields: 'text' }))).toBe('100')
  expect((await call('GET', `${none}/comments`, { fields: 'text' })).data).toMatchObject([{ text: 'Twice' }])
  expect(errorOf(await call('POST', `${none}/comments`, { message: '#a '.repeat(5) }))).toBe('100')
  token = readOnly
})

test('a carousel takes two to ten finished items of its own account', async () => {
  const item = async () => (await call('POST', `${person}/media`, { ...imageAt('square'), is_carousel_item: 'true' })).id ?? ''
  const items = [await item(), await item()]
  const carousel = (children: string) => call('POST', `${person}/media`, { media_type: 'CAROUSEL', children, caption: 'Two' })
  expect(errorOf(await carousel(items.join()))).toBe('9007/2207027')
  clock = clock.add({ seconds: 3 })
  expect(errorOf(await carousel(items[0] ?? ''))).toBe('100/2207028')
  expect(errorOf(await carousel([items[0], items[0]].join()))).toBe('100/2207028')
  expect(errorOf(await call('POST', `${person}/media_publish`, { creation_id: items[0] ?? '' }))).toBe('100')
  expect(errorOf(await carousel(JSON.stringify(items)))).toBe('none')
})

test('a container that nobody publishes runs out after a day', async () => {
  const { id = '' } = await call('POST', `${person}/media`, imageAt('square'))
  clock = clock.add({ hours: 24 })
  expect((await call('GET', id, { fields: 'status_code' })).status_code).toBe('EXPIRED')
  expect(errorOf(await call('POST', `${person}/media_publish`, { creation_id: id }))).toBe('24/2207008')
})

test('nobody is let in without a token that still works and has the right', async () => {
  expect(errorOf(await send('GET', '/v25.0/me'))).toBe('104')
  expect(errorOf(await send('GET', '/v25.0/me', { access_token: 'IGAAguessed' }))).toBe('190')
  expect(errorOf(await send('GET', '/v19.0/me', { access_token: token }))).toBe('2635')
  const readOnly = await signIn('instagram_business_basic')
  const headers = { authorization: `Bearer ${readOnly}` }
  expect(errorOf(await send('POST', `/v25.0/${person}/media`, imageAt('square'), headers))).toBe('10')
  clock = clock.add({ hours: 24 * 60 })
  expect(errorOf(await send('GET', '/v25.0/me', {}, headers))).toBe('190/463')
  token = await signIn('instagram_business_basic,instagram_business_content_publish')
})

test('codes are good once, and only with the same address and the app’s secret', async () => {
  const refused = await send('POST', '/oauth/access_token', { client_id: standIn.options['client_id'] ?? '', client_secret: 'no' })
  expect(refused.error_message).toMatch(/secret/)
})

test('what belongs to others, unknown fields and deleting are refused', async () => {
  expect(errorOf(await call('GET', '17841400000000000', { fields: 'id' }))).toBe('100/33')
  expect(errorOf(await call('GET', 'me', { fields: 'email' }))).toBe('100')
  const post = standIn.posts().find(({ replyTo }) => replyTo === undefined)
  expect(errorOf(await call('DELETE', post?.id ?? ''))).toBe('100/33')
})

test('the list comes in pages, newest first, and may be asked from an instant on', async () => {
  const picture = { bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }
  const since = String(Math.floor(clock.epochMilliseconds / 1000))
  for (const text of ['One', 'Two', 'Three']) standIn.act({ kind: 'post', by: person, text, images: [picture] })
  const Page = z.object({
    data: z.array(z.object({ caption: z.string() })),
    paging: z.object({ cursors: z.object({ after: z.string() }) }),
  })
  const first = Page.parse(await call('GET', `${person}/media`, { fields: 'caption', limit: '2', since }))
  expect(first.data.map(({ caption }) => caption)).toEqual(['Three', 'Two'])
  const rest = Page.parse(await call('GET', `${person}/media`, { fields: 'caption', limit: '2', since, after: first.paging.cursors.after }))
  expect(rest.data.map(({ caption }) => caption)).toEqual(['One'])
})

test('people like, comment, repost, follow and write, each as the network would let them', () => {
  const guest = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' })
  const [post] = standIn.posts()
  const { id = '' } = post ?? {}
  standIn.act({ kind: 'like', by: guest.id, post: id })
  standIn.act({ kind: 'like', by: guest.id, post: id })
  standIn.act({ kind: 'repost', by: guest.id, post: id })
  const comment = standIn.act({ kind: 'reply', by: guest.id, post: id, text: 'Lovely' })
  standIn.act({ kind: 'follow', by: guest.id, profile: person })
  standIn.act({ kind: 'message', by: guest.id, to: person, text: 'Are you open?' })
  expect(standIn.posts().find((each) => each.id === id)).toMatchObject({ likes: 1, reposts: 1, replies: 1 })
  expect(standIn.posts({ profileId: guest.id })).toMatchObject([{ id: comment.id, replyTo: id, text: 'Lovely' }])
  expect(standIn.profiles().find((each) => each.id === person)).toMatchObject({ followers: 1 })
  expect(standIn.messages(person)).toMatchObject([{ from: guest.id, text: 'Are you open?' }])
  expect(() => standIn.act({ kind: 'post', by: guest.id, text: 'No picture' })).toThrow(/pictures/)
})

test('people sign in on its page, and see posts and pictures on theirs', async () => {
  const { client_id = '' } = standIn.options
  const query = { client_id, redirect_uri: back, response_type: 'code', scope: 'instagram_business_basic', state: 's"1' }
  const asked = await standIn.handle(new Request(`${origin}/oauth/authorize?${new URLSearchParams(query)}`))
  expect(await asked.text()).toContain('Campfire')
  const body = new URLSearchParams({ ...query, profile: person, answer: 'deny' })
  const denied = await standIn.handle(new Request(`${origin}/oauth/authorize`, { method: 'POST', body }))
  expect(new URL(denied.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied')
  const post = standIn.posts().find(({ text }) => text === 'Once')
  for (const path of ['/', '/campfire/', new URL(post?.url ?? '').pathname]) {
    const page = await standIn.handle(new Request(new URL(path, origin)))
    expect([path, page.status]).toEqual([path, 200])
  }
  const picture = await standIn.handle(new Request(post?.images[0]?.url ?? ''))
  expect(picture.headers.get('content-type')).toBe('image/jpeg')
  expect((await standIn.handle(new Request(`${origin}/nobody/`))).status).toBe(404)
})

test('another stand-in goes on from what was kept', async () => {
  const kept = JSON.parse(JSON.stringify(standIn.state()))
  standIn = open(kept)
  expect(standIn.state()).toEqual(kept)
  expect(errorOf(await call('GET', 'me', { fields: 'username' }))).toBe('none')
})

test('it knows whose request it is and which step', () => {
  const headers = new Headers({ authorization: `Bearer ${token}` })
  const read = (method: string, path: string, body = '') =>
    standIn.read({ method, url: `${origin}/v25.0/${path}`, headers, body: Buffer.from(body) })
  expect(read('POST', `${person}/media`, 'image_url=x')).toEqual({ profileId: person, step: 'container' })
  expect(read('POST', `${person}/media`, 'media_type=CAROUSEL').step).toBe('carousel 1')
  expect(read('POST', `${person}/media_publish`).step).toBe('part 1')
  expect(read('GET', `${person}/content_publishing_limit`).step).toBe('quota')
  expect(standIn.read({ method: 'GET', url: `${origin}/p/x/`, headers: new Headers(), body: Buffer.from('') })).toEqual({
    profileId: undefined,
    step: 'other',
  })
})

test.each<[string, number, number]>([
  ['#a ##b c#d #e,#f (#g)', 5, 0],
  ['@a @b.c a@b.c @.d @@e', 0, 3],
  ['#開幕 #️⃣ # @', 1, 0],
])('in “%s” it counts %i hashtags and %i mentions', (text, hashtags, mentions) => {
  expect(countCaption(text)).toMatchObject({ hashtags, mentions })
})
