import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'

import { film } from '#testing/film'

import { secretSchema } from '../oauth-tokens.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { setYouTubeStage } from './test-stage.ts'

let stage: ClockedStage
let token: string
beforeEach(async () => {
  stage = await setYouTubeStage()
  token = secretSchema.parse((await stage.connect()).secret).accessToken
})
afterEach(() => stage.close())

interface Asking {
  readonly json?: unknown
  readonly body?: Uint8Array<ArrayBuffer>
  readonly headers?: Record<string, string>
}

async function ask(method: string, path: string, { json, body, headers = {} }: Asking = {}) {
  const type = json === undefined ? {} : { 'content-type': 'application/json' }
  const sent = json === undefined ? body : JSON.stringify(json)
  const url = path.startsWith('http') ? path : stage.origin + path
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...type, ...headers },
    redirect: 'manual',
    ...(sent === undefined ? {} : { body: sent }),
  })
  const text = await response.text()
  return { status: response.status, answer: text.startsWith('{') ? JSON.parse(text) : text, headers: response.headers }
}

const announce = { 'x-upload-content-length': '300000', 'x-upload-content-type': 'video/mp4' }
const begin = (json: unknown, headers: Record<string, string> = announce, query = 'uploadType=resumable&part=snippet,status') =>
  ask('POST', `/upload/youtube/v3/videos?${query}`, { json, headers })
const reasonOf = (answer: unknown) =>
  z.object({ error: z.object({ errors: z.tuple([z.object({ reason: z.string() })]) }) }).parse(answer).error.errors[0].reason

test.each<[string, unknown, Record<string, string>?, string?]>([
  ['invalidTitle', { snippet: { title: '' } }],
  ['invalidTitle', { snippet: { title: 'a'.repeat(101) } }],
  ['invalidTitle', { snippet: { title: 'a > b' } }],
  ['invalidDescription', { snippet: { title: 'a', description: 'é'.repeat(2501) } }],
  ['invalidTags', { snippet: { title: 'a', tags: ['a'.repeat(250), 'b '.repeat(124)] } }],
  ['invalidCategoryId', { snippet: { title: 'a', categoryId: '30' } }],
  ['unknownParameter', { snippet: { title: 'a', colour: 'red' } }],
  ['invalid', { snippet: { title: 'a' }, status: { privacyStatus: 'secret' } }],
  ['unexpectedPart', { snippet: { title: 'a' }, status: {} }, announce, 'uploadType=resumable&part=snippet'],
  ['unknownPart', { snippet: { title: 'a' } }, announce, 'uploadType=resumable&part=snippet,colour'],
  ['badRequest', { snippet: { title: 'a' } }, { 'x-upload-content-type': 'video/mp4' }],
  ['badContent', { snippet: { title: 'a' } }, { ...announce, 'x-upload-content-type': 'image/png' }],
])('an upload is refused with %s', async (reason, json, headers, query) => {
  const { status, answer } = await begin(json, headers, query)
  expect(status).toBe(400)
  expect(reasonOf(answer)).toBe(reason)
})

test('pieces come in order, in multiples of 256 KiB, and the last one makes the video', async () => {
  const bytes = await film({ seconds: 2, width: 640, height: 360, audio: true, bitsPerSecond: 2_000_000 })
  const total = bytes.length
  const { headers } = await begin({ snippet: { title: 'a' } }, { ...announce, 'x-upload-content-length': String(total) })
  const address = headers.get('location') ?? ''
  const put = (range: string, body?: Uint8Array<ArrayBuffer>) =>
    ask('PUT', address, { headers: { 'content-range': `${range}/${total}` }, ...(body ? { body } : {}) })
  const unit = 256 * 1024
  expect(total).toBeGreaterThan(unit)
  expect((await put('bytes */')).status).toBe(400)
  expect((await put('bytes *')).headers.get('range')).toBeNull()
  expect((await put('bytes 0-99', bytes.slice(0, 100))).status).toBe(400)
  expect((await put(`bytes ${unit}-${total - 1}`, bytes.slice(unit))).status).toBe(400)
  expect(await put(`bytes 0-${unit - 1}`, bytes.slice(0, unit))).toMatchObject({ status: 308 })
  expect((await put('bytes *')).headers.get('range')).toBe(`bytes=0-${unit - 1}`)
  const { status, answer } = await put(`bytes ${unit}-${total - 1}`, bytes.slice(unit))
  expect({ status, answer }).toMatchObject({
    status: 200,
    answer: { kind: 'youtube#video', status: { uploadStatus: 'processed', privacyStatus: 'public' } },
  })
  expect((await put('bytes *')).answer.id).toBe(answer.id)
  expect(await stage.live()).toEqual([answer.id])
})

test('signing in, rights and quotas are looked at first', async () => {
  expect(await ask('GET', '/youtube/v3/channels?part=id&mine=true', { headers: { authorization: 'Bearer none' } })).toMatchObject({
    status: 401,
  })
  const list = () => ask('GET', '/youtube/v3/videos?part=id&id=1')
  expect(await list()).toMatchObject({ status: 200, answer: { items: [] } })
  const wasteful = (times: number) => Promise.all(Array.from({ length: times }, () => ask('DELETE', '/youtube/v3/videos?id=none')))
  await wasteful(199)
  expect(reasonOf((await ask('DELETE', '/youtube/v3/videos?id=none')).answer)).toBe('quotaExceeded')
  stage.pass({ hours: 14 })
  token = secretSchema.parse((await stage.connect()).secret).accessToken
  expect(await list()).toMatchObject({ status: 200 })
})

test('people upload, comment, like and subscribe in the app', () => {
  const { standIn, profile, friend } = stage
  const post = { kind: 'post', by: profile.id, text: 'Kettle on\nTea for all' } as const
  expect(() => standIn.act(post)).toThrow(/films only/)
  const { id } = standIn.act({ ...post, images: [{ bytes: new Uint8Array(3), mimeType: 'image/jpeg', alt: 'Tea' }] })
  const reply = standIn.act({ kind: 'reply', by: friend.id, post: id, text: 'Keep me a cup' })
  standIn.act({ kind: 'like', by: friend.id, post: id })
  standIn.act({ kind: 'follow', by: friend.id, profile: profile.id })
  expect(standIn.posts({ profileId: profile.id })).toMatchObject([{ id, title: 'Kettle on', likes: 1, replies: 1 }])
  expect(standIn.posts({ profileId: friend.id })).toMatchObject([{ id: reply.id, replyTo: id }])
  expect(standIn.profiles().find((each) => each.id === profile.id)).toMatchObject({ followers: 1 })
  expect(() => standIn.act({ kind: 'message', by: friend.id, to: profile.id, text: 'Hi' })).toThrow(/no messages/)
})

const headersFor = (range: string | undefined) =>
  new Headers({ authorization: `Bearer ${token}`, ...(range === undefined ? {} : { 'content-range': range }) })

test('every request says whose it is and which step it does', () => {
  const read = (method: string, url: string, range?: string) =>
    stage.standIn.read({ method, url, headers: headersFor(range), body: new Uint8Array() })
  const upload = '/upload/youtube/v3/videos?uploadType=resumable'
  expect(read('POST', upload)).toEqual({ profileId: stage.profile.id, step: 'session' })
  expect(read('PUT', `${upload}&upload_id=1`, 'bytes 0-9/20').step).toBe('upload')
  expect(read('PUT', `${upload}&upload_id=1`, 'bytes 10-19/20').step).toBe('part 1')
  expect(read('PUT', `${upload}&upload_id=1`, 'bytes */20').step).toBe('look-up')
  expect(read('DELETE', '/youtube/v3/videos?id=1').step).toBe('take-down')
  expect(read('POST', '/youtube/v3/commentThreads?part=snippet').step).toBe('comment')
  expect(read('GET', '/youtube/v3/channels').step).toBe('other')
})
