import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { serverAddress } from './address.ts'
import { connecting } from './connect.ts'
import { rulesFor } from './rules.ts'
import { setMastodonStage } from './test-stage.ts'

let stage: StandInStage
const others: StandInStage[] = []
beforeAll(async () => {
  stage = await setMastodonStage({ rates: false })
})
afterEach(async () => {
  for (const other of others.splice(0)) await other.close()
})
afterAll(() => stage?.close())

async function otherServer(...differences: Parameters<typeof setMastodonStage>): Promise<StandInStage> {
  const other = await setMastodonStage(...differences)
  others.push(other)
  return other
}

function begin(at: StandInStage, changes: Partial<ConnectRequest> = {}) {
  return connecting.begin({ ...at.request('oauth', { server: at.origin }), ...changes })
}

async function sentAway(at: StandInStage, changes: Partial<ConnectRequest> = {}) {
  const begun = await begin(at, changes)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(`Nobody was sent away: ${JSON.stringify(begun)}`)
  // Another process may go on with it: all that is needed went through the database.
  return { ...begun.value, pending: JSON.parse(JSON.stringify(begun.value.pending)) }
}

async function comeBack(
  at: StandInStage,
  away: { redirect: string; pending: ConnectRequest['fields'] },
  changes: Partial<ConnectRequest> = {},
) {
  const back = new URL(await at.standIn.approve(away.redirect, { profileId: at.profile.id }))
  return connecting.finish({
    ...at.request('oauth', {}),
    ...changes,
    parameters: Object.fromEntries(back.searchParams),
    pending: away.pending,
  })
}

function code(at: { code: string; kind?: string }) {
  return { ok: false, trouble: { kind: at.kind ?? 'rejected', reason: { code: at.code } } }
}

test.each([
  ['mastodon.social', 'https://mastodon.social'],
  [' https://Mastodon.Social/explore ', 'https://mastodon.social'],
  ['@kindling@social.example', 'https://social.example'],
  ['kindling@social.example', 'https://social.example'],
  ['https://social.example/@kindling', 'https://social.example'],
  ['http://127.0.0.1:4601', 'http://127.0.0.1:4601'],
  ['例え.jp', 'https://xn--r8jz45g.jp'],
])('the server in “%s” is %s', (written, address) => {
  expect(serverAddress(written)).toBe(address)
})

test.each(['', 'mastodon', 'two words.social', 'https://', 'https://me:secret@social.example', 'javascript:alert(1)'])(
  '“%s” is no server',
  async (server) => {
    expect(serverAddress(server)).toBeUndefined()
    expect(await connecting.begin(stage.request('oauth', { server }))).toMatchObject(code({ code: 'server-not-written-so' }))
  },
)

test('signing in on the server connects the account with what the server allows', async () => {
  const finished = await comeBack(stage, await sentAway(stage))
  if (!finished.ok) throw new Error(JSON.stringify(finished))
  const { host } = new URL(stage.origin)
  expect(finished.value).toMatchObject({
    externalId: stage.profile.id,
    handle: 'campfire@mastodon.example',
    displayName: 'Campfire',
    profileUrl: `${stage.origin}/@campfire`,
    settings: { server: stage.origin },
  })
  expect(stage.profile.id).toMatch(new RegExp(`^\\d+@${host}$`))
  expect(finished.value.secret.expiresAt).toBeUndefined()
  expect(rulesFor(finished.value.limits ?? {}).count('')).toMatchObject([{ max: 500 }])
})

test('the way there asks for no more than is needed, with a proof key where the server takes one', async () => {
  const parameters = new URL((await sentAway(stage)).redirect).searchParams
  expect(parameters.get('scope')).toBe('read:accounts read:statuses write:statuses write:media read:search read:notifications')
  expect(parameters.get('code_challenge_method')).toBe('S256')
  expect(parameters.get('force_login')).toBe('true')
  const old = await otherServer({ metadata: false })
  expect(new URL((await sentAway(old)).redirect).searchParams.get('code_challenge')).toBeNull()
  expect(await comeBack(old, await sentAway(old))).toMatchObject({ ok: true })
})

test('Hearth registers itself once with a server, and again when it was forgotten or has moved', async () => {
  const registered: string[] = []
  const counting = await otherServer({ rates: false }, { watch: ({ url }) => void (url.endsWith('/api/v1/apps') && registered.push(url)) })
  await sentAway(counting)
  const away = await sentAway(counting)
  expect(registered).toHaveLength(1)
  await sentAway(counting, { redirectUrl: 'https://hearth.example/oauth/mastodon/callback' })
  expect(registered).toHaveLength(2)
  expect(await comeBack(counting, away)).toMatchObject({ ok: true })
})

test('a server that forgot Hearth gets to know it anew; one that forgets in between says so', async () => {
  let kept: unknown
  const apps = { find: async () => JSON.parse(JSON.stringify(kept ?? null)), keep: async (_: string, keys: unknown) => void (kept = keys) }
  await sentAway(stage, { apps })
  kept = Object.assign({}, kept, { clientSecret: 'forgotten' })
  const away = await sentAway(stage, { apps })
  expect(kept).not.toMatchObject({ clientSecret: 'forgotten' })
  const pending = { ...away.pending, app: { ...away.pending.app, clientSecret: 'forgotten' } }
  expect(await comeBack(stage, { ...away, pending }, { apps })).toMatchObject(code({ code: 'app-forgotten' }))
  expect(kept).toEqual({})
})

test('saying no, an answer that was not asked for and a code that is none are told apart', async () => {
  const away = await sentAway(stage)
  const finish = (parameters: Readonly<Record<string, string>>) =>
    connecting.finish({ ...stage.request('oauth', {}), parameters, pending: away.pending })
  const denied = new URL(await stage.standIn.approve(away.redirect, { profileId: stage.profile.id, deny: true }))
  expect(await finish(Object.fromEntries(denied.searchParams))).toMatchObject(code({ code: 'sign-in-denied' }))
  expect(await finish({ state: 'another', code: 'x' })).toMatchObject(code({ code: 'sign-in-mixed-up' }))
  expect(await finish({ state: away.state, code: 'made-up' })).toMatchObject(code({ code: 'sign-in-not-taken' }))
  expect(await finish({ state: away.state, error: 'server_error' })).toMatchObject(code({ code: 'sign-in-not-taken' }))
})

test('a code serves once, and only with its proof', async () => {
  const away = await sentAway(stage)
  const back = new URL(await stage.standIn.approve(away.redirect, { profileId: stage.profile.id }))
  const request = { ...stage.request('oauth', {}), parameters: Object.fromEntries(back.searchParams) }
  const stolen = { ...away.pending, verifier: 'x'.repeat(43) }
  expect(await connecting.finish({ ...request, pending: stolen })).toMatchObject(code({ code: 'sign-in-not-taken' }))
  expect(await connecting.finish({ ...request, pending: away.pending })).toMatchObject(code({ code: 'sign-in-not-taken' }))
})

test('a right that was not granted is missed at once', async () => {
  const { fetch } = stage.environment()
  const less: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (!new Request(input).url.endsWith('/oauth/token')) return response
    return Response.json({ ...Object(await response.json()), scope: 'read:accounts write:statuses' })
  }
  expect(await comeBack(stage, await sentAway(stage), { fetch: less })).toMatchObject(code({ code: 'right-missing' }))
})

test.each<[string, string, string, () => Promise<Response>]>([
  [
    'a web page everywhere',
    'unavailable',
    'answered-web-page',
    async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
  ],
  ['no such addresses', 'rejected', 'not-mastodon', async () => Response.json({ error: 'Not found' }, { status: 404 })],
  ['trouble of its own', 'unavailable', 'server-trouble', async () => new Response('', { status: 503 })],
  ['too many questions', 'slow-down', 'slow-down', async () => Response.json({ error: 'Too many requests' }, { status: 429 })],
])('a server with %s is told plainly', async (_, kind, reason, fetch) => {
  expect(await begin(stage, { fetch })).toMatchObject(code({ kind, code: reason }))
})

test('an address nobody may ask, and one where nobody is, are told plainly', async () => {
  expect(await connecting.begin(stage.request('oauth', { server: 'http://127.0.0.1:1' }))).toMatchObject(
    code({ kind: 'unavailable', code: 'address-not-allowed' }),
  )
})

test('a server that takes no apps says so', async () => {
  const { fetch } = stage.environment()
  const closed: typeof fetch = async (input, init) =>
    new Request(input).url.endsWith('/api/v1/apps') ? Response.json({ error: 'No apps here' }, { status: 403 }) : fetch(input, init)
  const apps = { find: async () => undefined, keep: async () => undefined }
  expect(await begin(stage, { fetch: closed, apps })).toMatchObject(code({ code: 'app-refused' }))
})

test('after revoking nothing can be posted, and revoking again succeeds', async () => {
  const access = await stage.connect()
  expect(await connecting.refresh(access, stage.environment())).toEqual({ ok: true, value: { value: access.secret } })
  expect(await connecting.revoke(access, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(await connecting.revoke(access, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject(code({ kind: 'signed-out', code: 'signed-out' }))
})

test('a server that is down while asking about the token is a passing fault', async () => {
  const access = await stage.connect()
  const down = stage.environment({ fetch: async () => new Response('', { status: 503 }) })
  expect(await connecting.refresh(access, down)).toMatchObject({ ok: false, trouble: { kind: 'unavailable' } })
})

test('limits are read again, from whichever version the server speaks', async () => {
  const access = await stage.connect()
  const read = async (present: unknown, former?: unknown) => {
    const limits = await connecting.readLimits?.(access, stage.environment({ fetch: answering(present, former) }))
    if (!limits?.ok) throw new Error(JSON.stringify(limits))
    return rulesFor(limits.value)
  }
  const statuses = { max_characters: 7, max_media_attachments: 2, characters_reserved_per_url: 5 }
  expect((await read({ domain: 'a.example', version: '4.5.0', configuration: { statuses } })).count('https://example.com')).toMatchObject([
    { used: 5, max: 7 },
  ])
  expect((await read({ domain: 'a.example', version: '4.5.0', configuration: { statuses } })).polls).toBeUndefined()
  expect((await read(undefined, { uri: 'https://a.example', version: '2.9.0', max_toot_chars: 1337 })).count('')).toMatchObject([
    { max: 1337 },
  ])
  expect((await read(undefined, { uri: 'a.example', version: '2.9.0' })).count('')).toMatchObject([{ max: 500 }])
})

function answering(present: unknown, former: unknown): typeof globalThis.fetch {
  return async (input) => {
    const answer = new Request(input).url.includes('/api/v2/') ? present : former
    return answer === undefined ? Response.json({ error: 'Not found' }, { status: 404 }) : Response.json(answer)
  }
}
