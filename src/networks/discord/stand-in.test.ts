import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'

import type { StandIn, StandInProfile } from '../stand-in.ts'
import type { Settings } from './stand-in-state.ts'
import { discordStandIn } from './stand-in.ts'

/** What the network itself validates, tried over the wire without any code of ours between. */
const origin = 'https://discord.test'
let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
let standIn: StandIn
let person: StandInProfile
let token = ''

function open(settings: Partial<Settings> = {}, restore?: ReturnType<StandIn['state']>): StandIn {
  const world = { now: () => clock, origin, webOrigin: origin, fetch: globalThis.fetch, changed: () => undefined }
  return discordStandIn(settings).open({ ...world, ...(restore === undefined ? {} : { restore }) })
}

beforeEach(() => begin())

function begin(settings: Partial<Settings> = {}): void {
  standIn = open(settings)
  person = standIn.addProfile({ handle: 'campfire', displayName: 'Campfire' })
  token = standIn.connectWith(person.id).fields['token'] ?? ''
}

const Answer = z.looseObject({ id: z.string().optional(), code: z.int().optional(), retry_after: z.number().optional() })

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = { authorization: `Bot ${token}` }) {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }
  const response = await standIn.handle(new Request(`${origin}/api/v10/${path}`, { method, headers, ...init }))
  const text = await response.text()
  return { status: response.status, headers: response.headers, ...Answer.parse(text.startsWith('{') ? JSON.parse(text) : {}) }
}

const say = (body: unknown) => send('POST', `channels/${person.id}/messages`, body)

test.each<[unknown, number | undefined]>([
  [{ content: 'x'.repeat(2000) }, undefined],
  [{ content: 'x'.repeat(2001) }, 50_035],
  [{ content: '  ' }, 50_006],
  [{ content: 'x', nonce: 'n'.repeat(26) }, 50_035],
  [{ embeds: [{ title: 't'.repeat(257) }] }, 50_035],
  [{ embeds: [{ title: 't', description: 'd'.repeat(4096) }, { description: 'd'.repeat(4096) }] }, 50_035],
  [{ embeds: [{ title: 't', color: 16_777_216 }] }, 50_035],
  [{ embeds: [{ title: 't', image: { url: 'attachment://nothing.png' } }] }, 50_035],
  [{ content: 'x', attachments: [{ id: '0', description: 'x' }] }, 50_035],
  [{ content: 'x', allowed_mentions: { parse: ['people'] } }, 50_035],
  [{ poll: { question: { text: '?' }, answers: [{ poll_media: { text: 'x'.repeat(56) } }] } }, 50_035],
  [{ poll: { question: { text: '?' }, answers: [{ poll_media: { text: 'Tea' } }], duration: 769 } }, 50_035],
  [{ content: 'x', message_reference: { message_id: '80351110224678912' } }, 50_035],
])('a message of %j is answered with %s', async (body, code) => {
  expect((await say(body)).code).toBe(code)
})

test('a nonce is known for some minutes, of whoever used it, and only where it is to be enforced', async () => {
  const twice = async (more: unknown) => [await say(more), await say(more)].map(({ id }) => id)
  const [one, same] = await twice({ content: 'a', nonce: 'n', enforce_nonce: true })
  expect(same).toBe(one)
  clock = clock.add({ minutes: 6 })
  expect((await say({ content: 'a', nonce: 'n', enforce_nonce: true })).id).not.toBe(one)
  const [first, second] = await twice({ content: 'b', nonce: 'm' })
  expect(second).not.toBe(first)
})

test('nobody is let in without a token that still works, nor into a webhook that was deleted', async () => {
  expect((await send('GET', 'users/@me', undefined, {})).status).toBe(401)
  expect((await send('GET', 'users/@me', undefined, { authorization: `Bearer ${token}` })).status).toBe(401)
  begin({ way: 'webhook' })
  const path = standIn.connectWith(person.id).fields['address']?.split('/api/').at(-1) ?? ''
  expect((await send('POST', path, { content: 'x' }, {})).status).toBe(204)
  expect((await send('POST', `${path}?wait=true`, { content: 'x' }, {})).id).toMatch(/^\d{19}$/)
  expect((await send('POST', `${path}x`, { content: 'x' }, {})).code).toBe(50_027)
  expect((await send('POST', path, { content: 'x', thread_name: 'Opening' }, {})).code).toBe(220_003)
  standIn.revoke(person.id)
  expect((await send('GET', path, undefined, {})).code).toBe(10_015)
})

test('too many messages are told to wait to the thousandth of a second, and who never heeds it is shut out', async () => {
  for (let number = 0; number < 5; number += 1) expect((await say({ content: 'x' })).status).toBe(200)
  const refused = await say({ content: 'x' })
  expect([refused.status, refused.retry_after, refused.headers.get('x-ratelimit-remaining')]).toEqual([429, 5, '0'])
  clock = clock.add({ seconds: 5 })
  expect((await say({ content: 'x' })).status).toBe(200)
  for (let number = 0; number < 10_000; number += 1) await send('GET', 'users/@me', undefined, { authorization: 'Bot guessed' })
  const shut = await send('GET', 'users/@me', undefined, { authorization: 'Bot guessed' })
  expect([shut.status, shut.headers.get('content-type')]).toEqual([429, 'text/html'])
})

test('an announcement is published to others once, elsewhere never', async () => {
  begin({ type: 5 })
  const { id } = await say({ content: 'News' })
  const crosspost = () => send('POST', `channels/${person.id}/messages/${id}/crosspost`)
  expect([(await crosspost()).code, (await crosspost()).code]).toEqual([undefined, 40_033])
  begin()
  expect((await send('POST', `channels/${person.id}/messages/${(await say({ content: 'x' })).id}/crosspost`)).code).toBe(50_024)
})

test('whoever comes may have a forum, or a webhook instead of a bot', async () => {
  const forum = standIn.addProfile({ handle: 'ember', displayName: 'Ember', arrangement: 'forum' })
  const headers = new Headers({ authorization: `Bot ${standIn.connectWith(forum.id).fields['token']}` })
  const asForum = (method: string, path: string, body?: unknown) => send(method, path, body, Object.fromEntries(headers))
  expect((await asForum('POST', `channels/${forum.id}/messages`, { content: 'x' })).code).toBe(50_008)
  const { id } = await asForum('POST', `channels/${forum.id}/threads`, { name: 'Opening', message: { content: 'x' } })
  const step = (path: string) => standIn.read({ method: 'GET', url: `${origin}/api/v10/${path}`, headers, body: Buffer.alloc(0) }).step
  expect([`guilds/1/threads/active`, `channels/${id}/messages/${id}`, `channels/${forum.id}`].map(step)).toEqual([
    'look-up',
    'look-up',
    'place',
  ])
  expect((await say({ content: 'x' })).status).toBe(200)
  const hook = standIn.addProfile({ handle: 'cinder', displayName: 'Cinder', arrangement: 'webhook' })
  expect(standIn.connectWith(hook.id).way).toBe('webhook')
  expect(() => standIn.addProfile({ handle: 'ash', displayName: 'Ash', arrangement: 'no-group' })).toThrow('knows no “no-group”')
})

test('people look at pages, and another stand-in goes on from what was kept, and knows whose request it is and which step', async () => {
  const { id } = await say({ content: 'Bread', nonce: '0123456789abcdef0123-2' })
  const [post] = standIn.posts()
  for (const path of ['/', new URL(post?.url ?? origin).pathname, new URL(post?.url ?? origin).pathname.replace(/\/\d+$/, '')])
    expect([path, (await standIn.handle(new Request(new URL(path, origin)))).status]).toEqual([path, 200])
  expect((await standIn.handle(new Request(`${origin}/channels/1/2`))).status).toBe(404)
  const kept = JSON.parse(JSON.stringify(standIn.state()))
  standIn = open({}, kept)
  expect(standIn.state()).toEqual(kept)
  const headers = new Headers({ authorization: `Bot ${token}` })
  const read = (method: string, path: string, body = '') =>
    standIn.read({ method, url: `${origin}/api/v10/${path}`, headers, body: Buffer.from(body) })
  expect(read('POST', `channels/${person.id}/messages`, '{"nonce":"0123456789abcdef0123-2"}')).toEqual({
    profileId: person.id,
    step: 'part 2',
  })
  expect(read('GET', `channels/${person.id}/messages?limit=50&after=1`).step).toBe('look-up')
  expect(read('GET', `channels/${person.id}/messages?limit=100&after=1`).step).toBe('other')
  expect(read('POST', `channels/${person.id}/messages/${id}/crosspost`).step).toBe('crosspost 1')
  expect(read('DELETE', `channels/${person.id}/messages/${id}`).step).toBe('take-down')
})
