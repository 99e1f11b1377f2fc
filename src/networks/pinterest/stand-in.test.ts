import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'

import type { Json } from '#kit/json'
import { film } from '#testing/film'
import { testImage } from '#testing/images'

import type { StandIn } from '../stand-in.ts'
import { pinterestStandIn } from './stand-in.ts'

const origin = 'http://pinterest.test'
const back = 'https://hearth.example/callback'
let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
let standIn: StandIn
let person: string
let token: string
let board: string
beforeEach(async () => {
  standIn = open()
  person = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire', business: true }).id
  token = await signIn('boards:read,boards:write,pins:read,pins:write,user_accounts:read')
  board = itemsOf((await call('GET', '/boards')).body)[0]?.id ?? ''
})

function open(restore?: Json): StandIn {
  const world = { now: () => clock, origin, webOrigin: origin, fetch: globalThis.fetch, changed: () => undefined }
  return pinterestStandIn().open(restore === undefined ? world : { ...world, restore })
}

async function signIn(scope: string): Promise<string> {
  const { client_id = '' } = standIn.options
  const query = new URLSearchParams({ client_id, redirect_uri: back, response_type: 'code', scope, state: 's' })
  const code = new URL(await standIn.approve(`${origin}/oauth/?${query}`, { profileId: person })).searchParams.get('code') ?? ''
  const { body } = await tokens({ grant_type: 'authorization_code', code, redirect_uri: back })
  return z.object({ access_token: z.string() }).parse(body).access_token
}

async function tokens(form: Readonly<Record<string, string>>, secret = standIn.options['client_secret']) {
  const authorization = `Basic ${Buffer.from(`${standIn.options['client_id']}:${secret}`).toString('base64')}`
  return read(new Request(`${origin}/v5/oauth/token`, { method: 'POST', headers: { authorization }, body: new URLSearchParams(form) }))
}

async function call(method: string, path: string, json?: unknown, as = token) {
  const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json' }
  const body = json === undefined ? {} : { body: JSON.stringify(json) }
  return read(new Request(`${origin}/v5${path}`, { method, headers, ...body }))
}

async function read(request: Request) {
  const response = await standIn.handle(request)
  const text = await response.text()
  const body: Json = text === '' ? null : JSON.parse(text)
  return { status: response.status, body, said: z.object({ code: z.number() }).safeParse(body).data?.code, headers: response.headers }
}

function itemsOf(body: Json) {
  return z.object({ items: z.array(z.object({ id: z.string() })), bookmark: z.string().nullable() }).parse(body).items
}

const image = async () => ({
  source_type: 'image_base64',
  content_type: 'image/jpeg',
  data: Buffer.from(await testImage({ width: 300, height: 450 })).toString('base64'),
})

const pin = async (more: object = {}, as = token) => call('POST', '/pins', { board_id: board, media_source: await image(), ...more }, as)

test('tokens: keys are checked, a code works once, a refresh token is spent by its use', async () => {
  expect(await tokens({ grant_type: 'refresh_token', refresh_token: 'x' }, 'wrong')).toMatchObject({ status: 401, said: 2 })
  expect(await tokens({ grant_type: 'authorization_code', code: 'x', redirect_uri: back })).toMatchObject({ status: 400, said: 1 })
  expect(await tokens({ grant_type: 'password' })).toMatchObject({ status: 400, said: 1 })
  const { refresh } = z.object({ grants: z.array(z.object({ refresh: z.string() })) }).parse(standIn.state()).grants[0] ?? { refresh: '' }
  expect(await tokens({ grant_type: 'refresh_token', refresh_token: refresh })).toMatchObject({ status: 200 })
  expect(await tokens({ grant_type: 'refresh_token', refresh_token: refresh })).toMatchObject({ status: 400, said: 1 })
  expect(await call('GET', '/user_account')).toMatchObject({ status: 200 })
  clock = clock.add({ hours: 24 * 30 })
  expect(await call('GET', '/user_account')).toMatchObject({ status: 401, said: 2 })
})

test('each call wants its rights, what is one’s own, and nothing that it does not know', async () => {
  const reader = await signIn('boards:read,pins:read')
  expect(await pin({}, reader)).toMatchObject({ status: 401, said: 3 })
  expect(await call('GET', '/user_account', undefined, reader)).toMatchObject({ status: 401, said: 3 })
  expect(await call('GET', '/boards/123')).toMatchObject({ status: 404 })
  expect(await call('DELETE', '/pins/123')).toMatchObject({ status: 404 })
  expect(await call('GET', '/boards?colour=red')).toMatchObject({ status: 400, said: 1 })
  expect(await call('GET', '/elsewhere')).toMatchObject({ status: 404 })
  const stranger = standIn.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
  const theirs = standIn.act({
    kind: 'post',
    by: stranger,
    text: 'Mine',
    images: [{ bytes: new Uint8Array([1]), mimeType: 'image/png', alt: '' }],
  })
  expect(await call('PATCH', `/pins/${theirs.id}`, { title: 'Yours' })).toMatchObject({ status: 404 })
})

test('a pin is checked field by field', async () => {
  const png = { ...(await image()), content_type: 'image/png' }
  for (const wrong of [
    { title: 'x'.repeat(101) },
    { description: 'x'.repeat(801) },
    { alt_text: 'x'.repeat(501) },
    { link: 'hearth' },
    { colour: 'red' },
    { media_source: png },
    { media_source: { ...png, data: '' } },
    { media_source: { source_type: 'video_id', media_id: '1' } },
    { media_source: { source_type: 'multiple_image_base64', items: [{ ...png, source_type: undefined }] } },
  ])
    expect(await pin(wrong)).toMatchObject({ status: 400, said: 1 })
  expect(await pin({ board_id: '123' })).toMatchObject({ status: 404 })
  expect(await pin({ board_section_id: '123' })).toMatchObject({ status: 404 })
  expect(standIn.posts()).toEqual([])
  expect(await pin({ title: 'Tea', description: null })).toMatchObject({ status: 201, body: { title: 'Tea', board_id: board } })
  const restored = open(JSON.parse(JSON.stringify(standIn.state())))
  expect(restored.posts()).toEqual(standIn.posts())
})

test('lists come page by page, newest first', async () => {
  const made: string[] = []
  for (let count = 0; count < 3; count += 1) made.push(z.object({ id: z.string() }).parse((await pin()).body).id)
  const { body } = await call('GET', `/boards/${board}/pins?page_size=2`)
  expect(itemsOf(body).map(({ id }) => id)).toEqual(made.slice(1).toReversed())
  const { bookmark } = z.object({ bookmark: z.string() }).parse(body)
  const rest = await call('GET', `/boards/${board}/pins?page_size=2&bookmark=${bookmark}`)
  expect(rest.body).toMatchObject({ items: [{ id: made[0] }], bookmark: null })
})

test('a film is taken with all that was given for it, and only a processed one makes a pin, with a cover', async () => {
  const registered = z
    .object({ media_id: z.string(), upload_url: z.string(), upload_parameters: z.record(z.string(), z.string()) })
    .parse((await call('POST', '/media', { media_type: 'video' })).body)
  const { media_id, upload_url, upload_parameters } = registered
  const send = async (bytes: Uint8Array<ArrayBuffer>, changes: Readonly<Record<string, string>> = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...upload_parameters, ...changes })) form.set(name, value)
    form.set('file', new File([bytes], 'film.mp4', { type: 'video/mp4' }))
    return (await standIn.handle(new Request(upload_url, { method: 'POST', body: form }))).status
  }
  const status = async () => (await call('GET', `/media/${media_id}`)).body
  const bytes = new Uint8Array(await film({ seconds: 4, width: 360, height: 640 }))
  expect(await status()).toMatchObject({ status: 'registered' })
  expect(await send(bytes, { policy: 'another' })).toBe(403)
  expect(await send(bytes, { key: 'another' })).toBe(400)
  expect(await send(new Uint8Array(10))).toBe(204)
  clock = clock.add({ seconds: 1 })
  expect(await status()).toMatchObject({ status: 'failed' })
  expect(await send(bytes)).toBe(204)
  const { data, content_type } = await image()
  const source = { source_type: 'video_id', media_id, cover_image_content_type: content_type, cover_image_data: data }
  expect(await status()).toMatchObject({ status: 'processing' })
  expect(await pin({ media_source: source })).toMatchObject({ status: 400 })
  clock = clock.add({ seconds: 1 })
  expect(await status()).toMatchObject({ status: 'succeeded' })
  expect(await pin({ media_source: { source_type: 'video_id', media_id } })).toMatchObject({ status: 400 })
  expect(await pin({ media_source: source })).toMatchObject({ status: 201, body: { media: { media_type: 'video' } } })
  clock = clock.add({ hours: 1 })
  expect(await send(bytes)).toBe(403)
})

test('a hundred writes a minute, and numbers of ninety days at most', async () => {
  const statuses: number[] = []
  for (let count = 0; count < 101; count += 1) statuses.push((await call('POST', '/media', { media_type: 'video' })).status)
  expect(statuses.slice(98)).toEqual([201, 201, 429])
  const { headers } = await call('GET', '/user_account')
  expect(headers.get('x-ratelimit-limit')).toBe('1000, 1000;w=60;name="org_read_app_id_user_id"')
  clock = clock.add({ minutes: 1 })
  expect(await call('POST', '/media', { media_type: 'video' })).toMatchObject({ status: 201 })
  const asked = (from: string, to: string) =>
    call('GET', `/user_account/analytics?start_date=${from}&end_date=${to}&metric_types=IMPRESSION`)
  const today = clock.toZonedDateTimeISO('UTC').toPlainDate()
  expect(await asked(today.subtract({ days: 90 }).toString(), today.toString())).toMatchObject({ status: 200 })
  expect(await asked(today.subtract({ days: 91 }).toString(), today.toString())).toMatchObject({ status: 400 })
  expect(await asked(today.toString(), today.subtract({ days: 1 }).toString())).toMatchObject({ status: 400 })
})

function stepOf(method: string, path: string, body = '') {
  const headers = new Headers({ authorization: `Bearer ${token}` })
  return standIn.read({ method, url: `${origin}${path}`, headers, body: Buffer.from(body) })
}

test('fault injection knows each request by its step', () => {
  expect(stepOf('GET', '/v5/boards/12')).toEqual({ profileId: person, step: 'board 1' })
  for (const [method, path, step] of [
    ['GET', '/v5/boards/12/pins', 'look-up'],
    ['GET', '/v5/boards/12/sections/3/pins', 'look-up'],
    ['POST', '/v5/media', 'register 1'],
    ['POST', '/upload/', 'upload 1'],
    ['GET', '/v5/media/12', 'ready 1'],
    ['POST', '/v5/pins', 'part 1'],
    ['DELETE', '/v5/pins/12', 'take-down'],
    ['GET', '/v5/boards', 'other'],
  ] as const)
    expect(stepOf(method, path).step).toBe(step)
  expect(stepOf('POST', '/v5/oauth/token', 'grant_type=refresh_token').step).toBe('refresh')
})
