import sharp from 'sharp'
import { expect, test } from 'vitest'

import type { StandIn, StandInWorld } from '../stand-in.ts'
import { standIn as kind } from './stand-in.ts'

const origin = 'http://mastodon.test:4700'

const now = () => Temporal.Instant.from('2027-03-01T12:00:00Z')

function open(changes: Partial<StandInWorld> = {}): StandIn {
  return kind.open({ now, origin, webOrigin: origin, fetch: globalThis.fetch, changed: () => undefined, ...changes })
}

function ask(server: StandIn, path: string, init: RequestInit = {}): Promise<Response> {
  return server.handle(new Request(`${origin}${path}`, { ...init, headers: { 'user-agent': 'Test', ...Object(init.headers) } }))
}

function send(server: StandIn, path: string, { json, headers = {} }: { json: unknown; headers?: Readonly<Record<string, string>> }) {
  return ask(server, path, { method: 'POST', body: JSON.stringify(json), headers: { 'content-type': 'application/json', ...headers } })
}

test('a request that does not say what sends it is refused', async () => {
  expect((await open().handle(new Request(`${origin}/api/v2/instance`))).status).toBe(400)
  expect((await ask(open(), '/api/v2/instance')).status).toBe(200)
})

test.each([
  [{ client_name: 'x' }, 422],
  [{ client_name: 'x', redirect_uris: ['/relative'] }, 422],
  [{ client_name: 'x', redirect_uris: ['https://a.example/#part'] }, 422],
  [{ client_name: 'x', redirect_uris: ['https://a.example'], scopes: 'read everything' }, 422],
  [{ client_name: 'x', redirect_uris: ['https://a.example'], scopes: 'read' }, 200],
])('registering %j answers %i', async (json, status) => {
  expect((await send(open(), '/api/v1/apps', { json })).status).toBe(status)
})

test('nothing can be done without a token, and the page of a stranger’s app says so', async () => {
  expect((await send(open(), '/api/v1/statuses', { json: { status: 'x' } })).status).toBe(401)
  expect((await ask(open(), '/oauth/authorize?response_type=code&client_id=nobody&redirect_uri=https://a.example')).status).toBe(401)
})

test('people post, answer, like, boost, follow and write to one another', async () => {
  const server = open()
  const ember = server.addProfile({ handle: 'Ember', displayName: 'Ember' })
  const guest = server.addProfile({ handle: 'guest', displayName: 'Guest' })
  expect(server.addProfile({ handle: 'ember', displayName: 'Again' }).id).toBe(ember.id)
  const bytes = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#840' } })
    .jpeg()
    .toBuffer()
  const { id: post } = server.act({
    kind: 'post',
    by: ember.id,
    text: 'Open <now>',
    images: [{ bytes, mimeType: 'image/jpeg', alt: 'A door' }],
  })
  server.act({ kind: 'reply', by: guest.id, post, text: 'Coming!' })
  server.act({ kind: 'like', by: guest.id, post })
  server.act({ kind: 'like', by: guest.id, post })
  server.act({ kind: 'repost', by: guest.id, post })
  server.act({ kind: 'follow', by: guest.id, profile: ember.id })
  server.act({ kind: 'message', by: guest.id, to: ember.id, text: 'A table for two?' })
  expect(server.posts({ profileId: ember.id })).toMatchObject([{ id: post, likes: 1, reposts: 1, replies: 1, images: [{ alt: 'A door' }] }])
  expect(server.profiles().find(({ id }) => id === ember.id)).toMatchObject({ followers: 1, following: 0 })
  expect(server.messages(ember.id)).toMatchObject([{ from: guest.id, to: ember.id, text: 'A table for two?' }])
  const page = await (await ask(server, `/@ember/${post}`)).text()
  expect(page).toContain('Open &#60;now&#62;')
  expect(page).toContain('Coming!')
})

test('what people may not do is refused with a sentence', () => {
  const server = open()
  const { id } = server.addProfile({ handle: 'ember', displayName: 'Ember' })
  expect(() => server.act({ kind: 'post', by: id, text: 'x'.repeat(501) })).toThrow('500')
  expect(() => server.act({ kind: 'reply', by: id, post: '1', text: 'x' })).toThrow('does not appear to exist')
  expect(() =>
    server.act({ kind: 'post', by: id, text: '', images: [{ bytes: new Uint8Array(40), mimeType: 'image/png', alt: '' }] }),
  ).toThrow('could not be verified')
})

test('another stand-in goes on from what this one kept', () => {
  const server = open()
  const { id } = server.addProfile({ handle: 'ember', displayName: 'Ember' })
  server.act({ kind: 'post', by: id, text: 'Kept' })
  const later = open({ restore: JSON.parse(JSON.stringify(server.state())) })
  expect(later.posts()).toEqual(server.posts())
  expect(later.profiles()).toEqual(server.profiles())
})

test('a private message is on nobody’s page', async () => {
  const server = open()
  const ember = server.addProfile({ handle: 'ember', displayName: 'Ember' })
  const guest = server.addProfile({ handle: 'guest', displayName: 'Guest' })
  const { id } = server.act({ kind: 'message', by: guest.id, to: ember.id, text: 'Psst' })
  expect((await ask(server, `/@guest/${id}`)).status).toBe(404)
  expect(await (await ask(server, '/@guest')).text()).not.toContain('Psst')
  expect((await ask(server, `/api/v1/statuses/${id}`)).status).toBe(404)
})
