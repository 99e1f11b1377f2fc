import { afterEach, beforeEach, expect, test } from 'vitest'

import type { StandInStage } from '../test-stand-in-stage.ts'
import { secretSchema } from './session.ts'
import { setXStage, changedStandIn } from './test-stage.ts'

let stage: StandInStage
let token: string
beforeEach(async () => {
  stage = await setXStage()
  token = secretSchema.parse((await stage.connect()).secret).accessToken
})
afterEach(() => stage.close())

async function ask(method: string, path: string, { json, headers = {} }: { json?: unknown; headers?: Record<string, string> } = {}) {
  const all = { authorization: `Bearer ${token}`, ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
  const response = await fetch(`${stage.origin}${path}`, {
    method,
    headers: all,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
  return { status: response.status, answer: await response.json(), headers: response.headers }
}

const post = (json: unknown, headers = {}) => ask('POST', '/2/tweets', { json, headers })

test.each<[string, unknown]>([
  ['an unknown field', { text: 'a', colour: 'red' }],
  ['words that are no text', { text: 1 }],
  ['nothing to say', { text: ' ' }],
  ['a poll beside pictures', { text: 'a', media: { media_ids: ['1'] }, poll: { options: ['a', 'b'], duration_minutes: 5 } }],
  ['a poll that ends too soon', { text: 'a', poll: { options: ['a', 'b'], duration_minutes: 4 } }],
  ['one choice only', { text: 'a', poll: { options: ['a'], duration_minutes: 5 } }],
  ['everyone may reply, which goes without saying', { text: 'a', reply_settings: 'everyone' }],
  ['pictures that nobody uploaded', { text: 'a', media: { media_ids: ['1'] } }],
  ['more than four pictures', { text: 'a', media: { media_ids: ['1', '2', '3', '4', '5'] } }],
])('a post with %s is an invalid request', async (_, json) => {
  expect(await post(json)).toMatchObject({ status: 400, answer: { type: 'https://api.x.com/2/problems/invalid-request' } })
})

test.each<[string, unknown]>([
  ['too long', { text: '火'.repeat(141) }],
  ['two cashtags', { text: '$A and $B' }],
  ['an answer to nothing', { text: 'a', reply: { in_reply_to_tweet_id: '1' } }],
])('a post that is %s is forbidden', async (_, json) => {
  expect(await post(json)).toMatchObject({ status: 403, answer: { title: 'Forbidden', type: 'about:blank' } })
})

test('the same words are taken once a day from each profile', async () => {
  expect(await post({ text: 'Good morning' })).toMatchObject({ status: 201 })
  expect(await post({ text: ' Good morning\n' })).toMatchObject({
    status: 403,
    answer: { detail: expect.stringContaining('duplicate content') },
  })
  stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Good evening' })
  expect(await post({ text: 'Good evening' })).toMatchObject({ status: 201 })
})

test('one answers oneself, and others only when called by name', async () => {
  const own = await post({ text: 'One' })
  expect(await post({ text: 'Two', reply: { in_reply_to_tweet_id: own.answer.data.id } })).toMatchObject({ status: 201 })
  const silent = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Nobody is meant' })
  expect(await post({ text: 'Three', reply: { in_reply_to_tweet_id: silent.id } })).toMatchObject({ status: 403 })
  const calling = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'What do you say, @Campfire?' })
  expect(await post({ text: 'Four', reply: { in_reply_to_tweet_id: calling.id } })).toMatchObject({ status: 201 })
})

test('addresses become short links, and some signs are written as in HTML', async () => {
  const { answer } = await post({ text: 'A & B <3 example.com' })
  expect(answer.data.text).toMatch(/^A &amp; B &lt;3 https:\/\/t\.co\/\w{10}$/)
  expect(stage.standIn.posts()[0]).toMatchObject({ text: 'A & B <3 example.com', link: { url: 'http://example.com' } })
})

test('every answer says how many requests are left, for the quarter of an hour and for the day', async () => {
  const { headers } = await post({ text: 'Counted' })
  expect(headers.get('x-rate-limit-limit')).toBe('100')
  expect(headers.get('x-rate-limit-remaining')).toBe('99')
  expect(headers.get('x-user-limit-24hour-remaining')).toBe('2399')
  expect(headers.get('x-app-limit-24hour-remaining')).toBe('9999')
  expect(Number(headers.get('x-rate-limit-reset')) * 1000).toBeGreaterThan(Date.now())
})

test('what is done stands on the bill', async () => {
  await post({ text: 'Cheap' })
  const { answer } = await post({ text: 'Dear: example.com' })
  await ask('DELETE', `/2/tweets/${answer.data.id}`)
  await ask('GET', `/2/users/${stage.profile.id}/tweets`)
  await ask('GET', `/2/users/${stage.profile.id}/tweets`)
  expect(stage.standIn.state()).toMatchObject({
    bill: {
      post: { times: 1, mills: 15 },
      'post with a link': { times: 1, mills: 200 },
      delete: { times: 1, mills: 10 },
      'own post read': { times: 1, mills: 1 },
    },
  })
})

test('without a token, or with one that nobody gave out, nobody is let in', async () => {
  for (const authorization of ['', 'Bearer nonsense', `Basic ${token}`]) {
    expect(await post({ text: 'a' }, { authorization })).toMatchObject({ status: 401, answer: { title: 'Unauthorized' } })
  }
})

test('only one’s own posts can be deleted, and none twice', async () => {
  const { id } = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Mine' })
  expect(await ask('DELETE', `/2/tweets/${id}`)).toMatchObject({ status: 403 })
  const own = await post({ text: 'Gone soon' })
  expect(await ask('DELETE', `/2/tweets/${own.answer.data.id}`)).toMatchObject({ status: 200, answer: { data: { deleted: true } } })
  expect(await ask('DELETE', `/2/tweets/${own.answer.data.id}`)).toMatchObject({ status: 404 })
})

test('an upload must add up, be what it says, and be whole before it is used', async () => {
  const start = async (totalBytes: number) => {
    const json = { media_type: 'image/png', total_bytes: totalBytes, media_category: 'tweet_image' }
    return ask('POST', '/2/media/upload/initialize', { json })
  }
  expect(await start(5 * 1024 * 1024 + 1)).toMatchObject({ status: 400 })
  const { id } = (await start(4)).answer.data
  const append = (media: string) => ask('POST', `/2/media/upload/${id}/append`, { json: { media, segment_index: 0 } })
  expect(await append(Buffer.from('abc').toString('base64'))).toMatchObject({ status: 200 })
  expect(await post({ text: 'early', media: { media_ids: [id] } })).toMatchObject({ status: 400 })
  expect(await ask('POST', `/2/media/upload/${id}/finalize`)).toMatchObject({
    status: 400,
    answer: { errors: [{ message: expect.stringContaining('3 of 4') }] },
  })
  await append(Buffer.from('abcd').toString('base64'))
  expect(await ask('POST', `/2/media/upload/${id}/finalize`)).toMatchObject({
    status: 400,
    answer: { errors: [{ message: 'media type unrecognized.' }] },
  })
})

test('it goes on from where it was, with people, posts and tokens', async () => {
  await post({ text: 'Before' })
  const saved = stage.standIn.state()
  const other = await setXStage({ kind: changedStandIn(Object(saved)) })
  try {
    const path = `${other.origin}/2/users/${stage.profile.id}/tweets`
    const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } })
    expect(await response.json()).toMatchObject({ data: [{ text: 'Before' }], meta: { result_count: 1 } })
  } finally {
    await other.close()
  }
})

test('people see profiles, posts and the question whether to let Hearth in', async () => {
  const { answer } = await post({ text: 'Read <me>' })
  const page = async (path: string, init?: RequestInit) => (await fetch(`${stage.origin}${path}`, init)).text()
  expect(await page('/campfire')).toContain('Read &#60;me&#62;')
  expect(await page(`/anybody/status/${answer.data.id}`)).toContain('Campfire')
  expect((await fetch(`${stage.origin}/nobody_here`)).status).toBe(404)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: stage.standIn.options['client_id'] ?? '',
    redirect_uri: 'http://127.0.0.1:9/back',
    scope: 'users.read',
    state: 's',
    code_challenge: 'c',
    code_challenge_method: 'plain',
  })
  expect(await page(`/i/oauth2/authorize?${query.toString()}`)).toContain('@campfire')
  const form = new URLSearchParams({ profile: stage.profile.id, answer: 'allow' })
  const sent = await fetch(`${stage.origin}/i/oauth2/authorize?${query.toString()}`, { method: 'POST', body: form, redirect: 'manual' })
  expect(sent.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:9\/back\?state=s&code=.+/)
  query.set('scope', 'everything')
  expect(await page(`/i/oauth2/authorize?${query.toString()}`)).toContain('Something went wrong')
})

test('a name that X does not allow becomes one that it does, always the same', () => {
  const { handle } = stage.standIn.addProfile({ handle: 'tea-house.taipei', displayName: 'Tea' })
  expect(handle).toMatch(/^\w{1,15}$/)
  expect(stage.standIn.addProfile({ handle: 'tea-house.taipei', displayName: 'Tea' }).handle).toBe(handle)
  expect(stage.standIn.addProfile({ handle: 'tea-house.tainan', displayName: 'Tea' }).handle).not.toBe(handle)
})
