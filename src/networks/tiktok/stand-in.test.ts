import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { film } from '#testing/film'
import { testImage } from '#testing/images'

import { serve, type Served } from '../serve-stand-in.ts'
import type { StandIn } from '../stand-in.ts'
import { tiktokStandIn } from './stand-in.ts'

/** What the network itself validates, tried over the wire without any code of ours between. */
const origin = 'https://tiktok.test'
const back = 'https://hearth.example/oauth/tiktok/callback'
const files = new Map<string, Uint8Array<ArrayBuffer>>()
const everything = 'user.info.basic,user.info.profile,video.list,video.upload,video.publish'
let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
let pictures: Served
let standIn: StandIn
let person: string
let token: string

beforeAll(async () => {
  pictures = await serve(async (request) => {
    const bytes = files.get(new URL(request.url).pathname.slice(1))
    return bytes ? new Response(bytes) : new Response('Not Found', { status: 404 })
  })
  files.set('photo', await testImage({ width: 400, height: 500 }))
  files.set('webp', await testImage({ format: 'webp' }))
  files.set('png', await testImage({ format: 'png' }))
  files.set('wide', await testImage({ width: 1921, height: 20 }))
  standIn = open()
  person = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire' }).id
  token = await signIn(everything)
})
afterAll(() => pictures.close())

function open(restore?: ReturnType<StandIn['state']>): StandIn {
  return tiktokStandIn({ processingSeconds: 30, moderationSeconds: 60 }).open({
    now: () => clock,
    origin,
    webOrigin: origin,
    fetch: globalThis.fetch,
    changed: () => undefined,
    ...(restore === undefined ? {} : { restore }),
  })
}

const Answer = z.looseObject({
  data: z.record(z.string(), z.unknown()).optional(),
  error: z.union([z.string(), z.object({ code: z.string() })]).optional(),
  access_token: z.string().optional(),
})

async function call(path: string, json: unknown, { as = token, type = 'application/json; charset=UTF-8' } = {}) {
  const headers = { authorization: `Bearer ${as}`, 'content-type': type }
  // A minute apart, so that nobody is asked to slow down but where that is tried.
  clock = clock.add({ minutes: 1 })
  const response = await standIn.handle(new Request(`${origin}/v2/${path}`, { method: 'POST', headers, body: JSON.stringify(json) }))
  return { status: response.status, ...Answer.parse(await response.json()) }
}

async function codeOf(answer: ReturnType<typeof call>): Promise<string> {
  const { status, error } = await answer
  return `${status} ${typeof error === 'object' ? error.code : 'none'}`
}

async function form(path: string, fields: Record<string, string>) {
  const { client_key = '', client_secret = '' } = standIn.options
  const body = new URLSearchParams({ client_key, client_secret, ...fields })
  const response = await standIn.handle(new Request(`${origin}/v2/oauth/${path}/`, { method: 'POST', body }))
  return { status: response.status, ...Answer.parse(await response.json()) }
}

async function signIn(scope: string): Promise<string> {
  const { client_key = '' } = standIn.options
  const query = new URLSearchParams({ client_key, redirect_uri: back, response_type: 'code', scope, state: 's' })
  const answered = new URL(await standIn.approve(`${origin}/v2/auth/authorize/?${query}`, { profileId: person }))
  const code = answered.searchParams.get('code') ?? ''
  return (await form('token', { grant_type: 'authorization_code', code, redirect_uri: back })).access_token ?? ''
}

const info = { title: 'Bread', privacy_level: 'PUBLIC_TO_EVERYONE' }

function source(size: number, chunk = size, count = Math.floor(size / chunk)) {
  return { source: 'FILE_UPLOAD', video_size: size, chunk_size: chunk, total_chunk_count: count }
}

async function put(address: unknown, bytes: Uint8Array<ArrayBuffer>, range: string, headers: Record<string, string> = {}): Promise<number> {
  const sent = { 'content-type': 'video/mp4', 'content-length': String(bytes.length), 'content-range': `bytes ${range}`, ...headers }
  return (await standIn.handle(new Request(String(address), { method: 'PUT', headers: sent, body: bytes }))).status
}

test('errors of the host for tokens come with status 200 and a form of their own', async () => {
  expect(await form('token', { grant_type: 'authorization_code', code: 'x' })).toMatchObject({ status: 200, error: 'invalid_grant' })
  expect(await form('token', { client_secret: 'x' })).toMatchObject({ status: 200, error: 'invalid_client' })
  expect(await form('token', { grant_type: 'password' })).toMatchObject({ status: 200, error: 'unsupported_grant_type' })
})

test('each call wants its own scope, its content type and a token', async () => {
  const drafts = await signIn('user.info.basic,video.upload')
  expect(await codeOf(call('post/publish/creator_info/query/', {}, { as: drafts }))).toBe('401 scope_not_authorized')
  expect(await codeOf(call('video/list/?fields=id', {}, { as: drafts }))).toBe('401 scope_not_authorized')
  expect(await codeOf(call('post/publish/status/fetch/', {}, { as: 'act.x' }))).toBe('401 access_token_invalid')
  expect(await codeOf(call('post/publish/status/fetch/', { publish_id: 'x' }, { type: 'text/plain' }))).toBe('400 invalid_params')
  expect(await codeOf(call('post/publish/status/fetch/', { publish_id: 'x' }))).toBe('400 invalid_publish_id')
})

const megabyte = 1024 * 1024

test.each([
  [source(4 * megabyte, 2 * megabyte, 2)],
  [source(20 * megabyte, 4 * megabyte, 5)],
  [source(70 * megabyte, 70 * megabyte, 1)],
  [source(20 * megabyte, 6 * megabyte, 4)],
  [{ ...source(megabyte), video_size: '1' }],
  [{ ...source(megabyte), extra: 1 }],
])('sizes that the guide does not allow are refused %#', async (source_info) => {
  expect(await codeOf(call('post/publish/video/init/', { post_info: info, source_info }))).toBe('400 invalid_params')
})

test.each([
  [{ ...info, title: 'a'.repeat(2201) }, '400 invalid_params'],
  [{ title: 'Bread' }, '400 invalid_params'],
  [{ ...info, privacy_level: 'FOLLOWER_OF_CREATOR' }, '403 privacy_level_option_mismatch'],
  [{ ...info, privacy_level: 'SELF_ONLY', brand_content_toggle: true }, '400 invalid_params'],
  [{ ...info, disable_comment: 'yes' }, '400 invalid_params'],
  [{ ...info, auto_add_music: true }, '400 invalid_params'],
])('what is said of a video is checked field by field %#', async (post_info, expected) => {
  expect(await codeOf(call('post/publish/video/init/', { post_info, source_info: source(megabyte) }))).toBe(expected)
})

test('chunks come in order and whole; with the last one processing begins, and the id is told after moderation, as a number', async () => {
  const bytes = new Uint8Array(10.5 * megabyte)
  const made = await film({ seconds: 3, width: 360, height: 640 })
  bytes.set(made)
  new DataView(bytes.buffer).setUint32(made.length, bytes.length - made.length)
  bytes.set(new TextEncoder().encode('free'), made.length + 4)
  const [total, chunk] = [bytes.length, 5 * megabyte]
  const { data } = await call('post/publish/video/init/', { post_info: info, source_info: source(total, chunk) })
  const { publish_id, upload_url } = data ?? {}
  expect(await put(upload_url, bytes.slice(chunk), `${chunk}-${total - 1}/${total}`)).toBe(416)
  expect(await put(upload_url, bytes.slice(0, chunk), `0-${chunk - 1}/${total}`, { 'content-type': 'text/plain' })).toBe(400)
  expect(await put(upload_url, bytes.slice(0, chunk), `0-${chunk - 1}/${total}`)).toBe(206)
  expect(await put(upload_url, bytes.slice(0, chunk), `0-${chunk - 1}/${total}`)).toBe(206)
  const status = () => call('post/publish/status/fetch/', { publish_id })
  expect(await status()).toMatchObject({ data: { status: 'PROCESSING_UPLOAD', uploaded_bytes: chunk } })
  expect(await put(upload_url, bytes.slice(chunk), `${chunk}-${total - 1}/${total}`)).toBe(201)
  expect(standIn.posts()).toEqual([])
  expect(await status()).toMatchObject({ data: { status: 'PUBLISH_COMPLETE' } })
  expect((await status()).data).toHaveProperty('publicaly_available_post_id', [expect.any(Number)])
  expect(standIn.posts()).toHaveLength(1)
  const restored = open(JSON.parse(JSON.stringify(standIn.state())))
  expect(restored.posts()).toEqual(standIn.posts())
})

test('an upload is good for an hour, and a file that is no film fails afterwards', async () => {
  const bytes = new Uint8Array(1000)
  const begin = () => call('post/publish/video/init/', { post_info: info, source_info: source(1000) })
  const { data: late } = await begin()
  clock = clock.add({ hours: 1 })
  expect(await put(late?.['upload_url'], bytes, '0-999/1000')).toBe(403)
  const { data } = await begin()
  expect(await put(data?.['upload_url'], bytes, '0-999/1000')).toBe(201)
  const { data: status } = await call('post/publish/status/fetch/', { publish_id: data?.['publish_id'] })
  expect(status).toMatchObject({ status: 'FAILED', fail_reason: 'file_format_check_failed' })
})

test.each([
  [['photo', 'webp'], 0, 'PUBLISH_COMPLETE'],
  [['png'], 0, 'file_format_check_failed'],
  [['none'], 0, 'photo_pull_failed'],
  [['wide'], 0, 'picture_size_check_failed'],
  [['photo'], 1, 'invalid_params'],
  [[], 0, 'invalid_params'],
])('photos %j with cover %i end as %s', async (names, photo_cover_index, expected) => {
  const source_info = { source: 'PULL_FROM_URL', photo_images: names.map((name) => `${pictures.origin}/${name}`), photo_cover_index }
  const { data, error } = await call('post/publish/content/init/', {
    media_type: 'PHOTO',
    post_mode: 'DIRECT_POST',
    post_info: info,
    source_info,
  })
  const { data: status } = await call('post/publish/status/fetch/', { publish_id: data?.['publish_id'] ?? 'none' })
  expect([typeof error === 'object' ? error.code : error, status?.['status'], status?.['fail_reason']]).toContain(expected)
})

test('six announcements a minute, five drafts waiting, fifteen posts a day', async () => {
  const fresh = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
  person = fresh
  let own = await signIn(everything)
  const draft = () => call('post/publish/inbox/video/init/', { source_info: source(megabyte) }, { as: own })
  for (let count = 0; count < 5; count += 1) expect(await codeOf(draft())).toBe('200 ok')
  expect(await codeOf(draft())).toBe('403 spam_risk_too_many_pending_share')
  clock = clock.add({ hours: 24 })
  own = await signIn(everything)
  expect(await codeOf(draft())).toBe('200 ok')
  const source_info = { source: 'PULL_FROM_URL', photo_images: [`${pictures.origin}/webp`], photo_cover_index: 0 }
  const post = () =>
    call('post/publish/content/init/', { media_type: 'PHOTO', post_mode: 'DIRECT_POST', post_info: info, source_info }, { as: own })
  for (let count = 0; count < 15; count += 1) expect(await codeOf(post())).toBe('200 ok')
  expect(await codeOf(post())).toBe('403 spam_risk_too_many_posts')
  const codes: string[] = []
  for (let count = 0; count < 7; count += 1) {
    clock = clock.subtract({ minutes: 1 })
    codes.push(await codeOf(post()))
  }
  expect(codes).toContain('429 rate_limit_exceeded')
})

function read(method: string, path: string, headers: Record<string, string> = {}, body = ''): string {
  return standIn.read({ method, url: `${origin}${path}`, headers: new Headers(headers), body: new TextEncoder().encode(body) }).step
}

test('fault injection knows each request by its step', () => {
  expect(read('POST', '/v2/post/publish/creator_info/query/')).toBe('creator')
  expect(read('POST', '/v2/post/publish/video/init/')).toBe('init 1')
  expect(read('PUT', '/video/', { 'content-range': 'bytes 0-5/10' })).toBe('chunk')
  expect(read('PUT', '/video/', { 'content-range': 'bytes 6-9/10' })).toBe('part 1')
  expect(read('POST', '/v2/post/publish/content/init/')).toBe('part 1')
  expect(read('POST', '/v2/video/list/?fields=id')).toBe('look-up')
  expect(read('POST', '/v2/oauth/token/', {}, 'grant_type=refresh_token')).toBe('refresh')
})
