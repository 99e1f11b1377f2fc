import { createHmac } from 'node:crypto'

import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { testImage } from '#testing/images'

import type { StandIn } from '../stand-in.ts'
import { facebookStandIn } from './stand-in.ts'

/** What the network itself validates, tried over the wire without any code of ours between. */
const origin = 'https://facebook.test'
const back = 'https://hearth.example/oauth/facebook/callback'
const rights = 'pages_show_list,pages_read_engagement,pages_manage_posts,pages_manage_engagement'
let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
let standIn: StandIn
let token: string
let page: string

beforeAll(async () => {
  standIn = open()
  page = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire', business: true }).id
  token = await pageToken(rights)
})

function open(restore?: ReturnType<StandIn['state']>): StandIn {
  const kind = facebookStandIn({ processingSeconds: 3 })
  const world = { now: () => clock, origin, webOrigin: origin, fetch: globalThis.fetch, changed: () => undefined }
  return kind.open({ ...world, ...(restore === undefined ? {} : { restore }) })
}

const Answer = z.looseObject({
  id: z.string().optional(),
  access_token: z.string().optional(),
  video_id: z.string().optional(),
  data: z.array(z.record(z.string(), z.unknown())).optional(),
  error: z.object({ code: z.int(), error_subcode: z.int().optional() }).optional(),
  debug_info: z.object({ type: z.string() }).optional(),
})

interface Sending {
  readonly parameters?: Readonly<Record<string, string>>
  readonly as?: string | undefined
  readonly proof?: string
}

async function send(method: string, path: string, { parameters = {}, as = token, proof }: Sending = {}) {
  const url = new URL(`/v25.0/${path}`, origin)
  if (method !== 'POST') url.search = new URLSearchParams(parameters).toString()
  if (as) url.searchParams.set('appsecret_proof', proof ?? proofOf(as))
  const init = {
    method,
    headers: { authorization: `Bearer ${as}` },
    ...(method === 'POST' ? { body: new URLSearchParams(parameters) } : {}),
  }
  return Answer.parse(await (await standIn.handle(new Request(url, init))).json())
}

function proofOf(of: string): string {
  return createHmac('sha256', standIn.options['client_secret'] ?? '')
    .update(of)
    .digest('hex')
}

function errorOf({ error }: z.output<typeof Answer>): string {
  return error ? [error.code, error.error_subcode].filter((part) => part !== undefined).join('/') : 'none'
}

async function pageToken(scope: string): Promise<string> {
  const { client_id = '', client_secret = '' } = standIn.options
  const query = new URLSearchParams({ client_id, redirect_uri: back, response_type: 'code', scope, state: 's' })
  const answered = new URL(await standIn.approve(`${origin}/v25.0/dialog/oauth?${query}`, { profileId: page }))
  const app = { client_id, client_secret }
  const code = { ...app, redirect_uri: back, code: answered.searchParams.get('code') ?? '' }
  const short = await send('GET', 'oauth/access_token', { parameters: code, as: '' })
  const extend = { ...app, grant_type: 'fb_exchange_token', fb_exchange_token: short.access_token ?? '' }
  const long = await send('GET', 'oauth/access_token', { parameters: extend, as: '' })
  const pages = await send('GET', 'me/accounts', { parameters: { fields: 'id,access_token' }, as: long.access_token })
  return z.string().parse(pages.data?.[0]?.['access_token'])
}

async function upload(bytes: Uint8Array<ArrayBuffer>): Promise<z.output<typeof Answer>> {
  const form = new FormData()
  form.set('published', 'false')
  form.set('source', new Blob([bytes]), 'photo')
  const url = `${origin}/v25.0/${page}/photos?appsecret_proof=${proofOf(token)}`
  const request = new Request(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })
  return Answer.parse(await (await standIn.handle(request)).json())
}

test.each<[string, Record<string, string>, string]>([
  ['feed', {}, '100/1349125'],
  ['feed', { message: 'x'.repeat(63_207) }, '100'],
  ['feed', { massage: 'Misspelt' }, '100'],
  ['feed', { link: 'hearth' }, '1500'],
  ['feed', { attached_media: '[{"media_fbid":"1"}]' }, '100'],
  ['feed', { attached_media: 'nonsense' }, '100'],
  ['photos', { published: 'true' }, '100'],
  ['photos', { published: 'false' }, '324'],
  ['photo_stories', { photo_id: '1' }, '100'],
  ['videos', { upload_phase: 'start', file_size: '10' }, '6000/1363022'],
  ['videos', { upload_phase: 'start', file_size: '1700000000' }, '6000/1363023'],
  ['videos', { upload_phase: 'transfer', upload_session_id: '1' }, '6000/1363030'],
  ['video_reels', { upload_phase: 'middle' }, '100'],
  ['video_reels', { upload_phase: 'finish', video_id: '1', video_state: 'PUBLISHED' }, '100'],
  ['likes', {}, '100/33'],
])('POST %s with %j is refused with %s', async (edge, parameters, expected) => {
  expect(errorOf(await send('POST', `${page}/${edge}`, { parameters }))).toBe(expected)
})

test('photos are looked at, belong to one post, and are dropped after a day', async () => {
  const picture = await testImage({ width: 64, height: 48 })
  expect(errorOf(await upload(picture.slice(0, 200)))).toBe('100/1366046')
  expect(errorOf(await upload(new Uint8Array(4 * 1024 * 1024 + 1)))).toBe('1/1366046')
  const { id = '' } = await upload(picture)
  const attached = { attached_media: JSON.stringify([{ media_fbid: id }]) }
  expect(errorOf(await send('POST', `${page}/feed`, { parameters: attached }))).toBe('none')
  expect(errorOf(await send('POST', `${page}/feed`, { parameters: attached }))).toBe('100/1366051')
  const late = await upload(picture)
  clock = clock.add({ hours: 24 })
  expect(errorOf(await send('GET', late.id ?? ''))).toBe('100/33')
})

test('the same words twice in a row are refused', async () => {
  const parameters = { message: 'Bread at seven' }
  expect(errorOf(await send('POST', `${page}/feed`, { parameters }))).toBe('none')
  expect(errorOf(await send('POST', `${page}/feed`, { parameters }))).toBe('506/1455006')
})

test.each<[Record<string, string>, string]>([
  [{}, 'NotAuthorizedError'],
  [{ authorization: 'OAuth', file_size: '10' }, 'ParameterValidationError'],
  [{ authorization: 'OAuth', offset: '0' }, 'ParameterValidationError'],
  [{ authorization: 'OAuth', offset: '5', file_size: '10' }, 'OffsetInvalidError'],
  [{ authorization: 'OAuth', offset: '0', file_size: '2' }, 'ParameterValidationError'],
  [{ authorization: 'OAuth', offset: '0', file_size: '10' }, 'PartialRequestError'],
])('bytes with the headers %j are answered with %s', async (headers, expected) => {
  const { video_id } = await send('POST', `${page}/video_reels`, { parameters: { upload_phase: 'start' } })
  const written = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    name === 'authorization' ? `OAuth ${token}` : value,
  ])
  const request = new Request(`${origin}/video-upload/v25.0/${video_id}`, { method: 'POST', headers: written, body: new Uint8Array(4) })
  expect(Answer.parse(await (await standIn.handle(request)).json()).debug_info?.type).toBe(expected)
})

test('nobody is let in without a token, its proof and the right', async () => {
  expect(errorOf(await send('GET', page, { as: 'EAAWguessed' }))).toBe('190')
  expect(errorOf(await send('GET', page, { proof: 'wrong' }))).toBe('100')
  const reader = await pageToken('pages_show_list,pages_read_engagement')
  expect(errorOf(await send('POST', `${page}/feed`, { parameters: { message: 'Hi' }, as: reader }))).toBe('200')
  expect(errorOf(await send('GET', page, { parameters: { fields: 'email' } }))).toBe('100')
})

test('people like, comment, share, follow and write, and see it on its pages', async () => {
  const guest = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' })
  const [post] = standIn.posts({ profileId: page })
  const id = post?.id ?? ''
  for (const kind of ['like', 'repost'] as const) standIn.act({ kind, by: guest.id, post: id })
  standIn.act({ kind: 'reply', by: guest.id, post: id, text: 'Lovely' })
  standIn.act({ kind: 'follow', by: guest.id, profile: page })
  standIn.act({ kind: 'message', by: guest.id, to: page, text: 'Are you open?' })
  expect(standIn.posts().find((each) => each.id === id)).toMatchObject({ likes: 1, reposts: 1, replies: 1 })
  expect(standIn.messages(page)).toMatchObject([{ from: guest.id, text: 'Are you open?' }])
  for (const path of ['/', '/campfire', new URL(post?.url ?? '').pathname]) {
    const shown = await standIn.handle(new Request(new URL(path, origin)))
    expect([path, shown.status]).toEqual([path, 200])
  }
  expect((await standIn.handle(new Request(`${origin}/nobody`))).status).toBe(404)
})

test('its sign-in page lets people choose their Pages, or cancel', async () => {
  const query = { client_id: standIn.options['client_id'] ?? '', redirect_uri: back, response_type: 'code', scope: rights, state: 's"1' }
  const address = `${origin}/v25.0/dialog/oauth`
  const asked = await standIn.handle(new Request(`${address}?${new URLSearchParams(query)}`))
  expect(await asked.text()).toContain('Campfire')
  const body = new URLSearchParams({ ...query, answer: 'deny' })
  const denied = await standIn.handle(new Request(address, { method: 'POST', body }))
  expect(new URL(denied.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied')
})

test('another stand-in goes on from what was kept', async () => {
  const kept = JSON.parse(JSON.stringify(standIn.state()))
  standIn = open(kept)
  expect(standIn.state()).toEqual(kept)
  expect(errorOf(await send('GET', page, { parameters: { fields: 'name' } }))).toBe('none')
})

test('it knows whose request it is and which step', () => {
  const headers = new Headers({ authorization: `Bearer ${token}` })
  const read = (method: string, path: string, body = '') =>
    standIn.read({ method, url: `${origin}/v25.0/${path}`, headers, body: Buffer.from(body) })
  expect(read('POST', `${page}/feed`)).toEqual({ profileId: page, step: 'part 1' })
  expect(read('POST', `${page}/photos`).step).toBe('photo')
  expect(read('POST', `${page}/video_reels`, 'upload_phase=start').step).toBe('session 1')
  expect(read('POST', `${page}/videos`, 'upload_phase=finish').step).toBe('part 1')
  expect(read('GET', `${page}/published_posts?limit=50`).step).toBe('look-up')
  expect(read('DELETE', '1').step).toBe('take-down')
})
