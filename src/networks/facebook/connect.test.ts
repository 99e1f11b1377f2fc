import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { type Answer, signInAndBack } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setFacebookStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
beforeAll(async () => {
  stage = await setFacebookStage({ tasksOn: (handle) => (handle === 'guest.page' ? ['ANALYZE'] : ['CREATE_CONTENT', 'ANALYZE']) })
  stage.standIn.addProfile({ handle: 'campfire.bakery', displayName: 'Campfire Bakery', business: true })
  stage.standIn.addProfile({ handle: 'guest.page', displayName: 'Guest Page', business: true })
})
afterAll(() => stage.close())

function request(more: Partial<ConnectRequest> = {}): ConnectRequest {
  return { ...stage.request('login', {}), ...more }
}

const signIn = (answer: Answer = {}) => signInAndBack(stage, connecting, answer)

function finish(signedIn: Awaited<ReturnType<typeof signIn>>) {
  return connecting.finish({ ...request(), ...signedIn })
}

test('a Page is connected with a token of its own that never runs out, and without the app’s secret', async () => {
  const connected = await finish(await signIn())
  expect(connected).toMatchObject({
    ok: true,
    value: { externalId: stage.profile.id, handle: 'campfire', displayName: 'Campfire', limits: { comments: true } },
  })
  expect(connected.ok && connected.value.secret.expiresAt).toBeUndefined()
  expect(JSON.stringify(connected)).not.toContain(stage.standIn.options['client_secret'])
})

test('one sign-in gives every Page on which the person may publish', async () => {
  const connected = await finish(await signIn({ profileId: stage.friend.id }))
  if (!connected.ok) throw new Error(JSON.stringify(connected.trouble))
  const { others = [], ...first } = connected.value
  expect([first, ...others].map(({ handle }) => handle)).toEqual(['campfire', 'campfire.bakery'])
})

test('a Page on which the person may not publish is named', async () => {
  const guest = stage.standIn.profiles().find(({ handle }) => handle === 'guest.page')
  expect(troubleOf(await finish(await signIn({ profileId: guest?.id ?? '' })))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'no-page-to-publish-on', params: { pages: 'Guest Page' } },
  })
})

test('who cancels, changes the state, withholds a right or comes twice is told so', async () => {
  expect(troubleOf(await finish(await signIn({ deny: true }))).reason.code).toBe('sign-in-denied')
  const signedIn = await signIn()
  const strange = { ...signedIn, parameters: { ...signedIn.parameters, state: 'guessed' } }
  expect(troubleOf(await finish(strange)).reason.code).toBe('sign-in-mixed-up')
  expect(troubleOf(await finish(await signIn({ without: ['pages_manage_posts'] }))).reason).toMatchObject({
    code: 'scopes-missing',
    params: { scopes: 'pages_manage_posts' },
  })
  expect(await finish(signedIn)).toMatchObject({ ok: true })
  expect(troubleOf(await finish(signedIn)).reason.code).toBe('sign-in-failed')
})

test('without the right to comment the Page is connected all the same', async () => {
  expect(await finish(await signIn({ without: ['pages_manage_engagement'] }))).toMatchObject({
    ok: true,
    value: { limits: { comments: false } },
  })
})

test.each([
  ['client_id', '1'],
  ['client_secret', 'not this one'],
])('a wrong %s is told before anybody is sent away', async (name, value) => {
  const { client_id = '', client_secret = '' } = stage.standIn.options
  const apps = { find: async () => ({ client_id, client_secret, [name]: value }), keep: async () => undefined }
  const trouble = troubleOf(await connecting.begin(request({ apps })))
  expect(trouble).toMatchObject({ kind: 'rejected', reason: { code: 'app-refused' } })
  const none = { find: async () => undefined, keep: async () => undefined }
  expect(troubleOf(await connecting.begin(request({ apps: none }))).reason.code).toBe('app-missing')
})

test('the real network sends people back to https addresses only', async () => {
  expect(troubleOf(await connecting.begin(request({ options: {} }))).reason).toEqual({
    code: 'https-needed',
    params: { address: 'http://127.0.0.1:4600' },
  })
})

test('addresses and version are those of the installation, and a configuration takes the place of scopes', async () => {
  const { client_id = '', client_secret = '' } = stage.standIn.options
  const apps = { find: async () => ({ client_id, client_secret, config_id: '77' }), keep: async () => undefined }
  const begun = await connecting.begin(request({ apps, options: { ...stage.standIn.options, version: 'v26.0' } }))
  const redirect = new URL(begun.ok && 'redirect' in begun.value ? begun.value.redirect : '')
  expect(redirect.pathname).toBe('/v26.0/dialog/oauth')
  expect([redirect.searchParams.get('config_id'), redirect.searchParams.get('scope')]).toEqual(['77', null])
})

test('a token that works stays as it is; a passing fault never loses the account', async () => {
  const access = await stage.connect()
  expect(await connecting.refresh(access, stage.environment())).toEqual({ ok: true, value: { value: access.secret } })
  for (const [status, body] of [
    [500, '{}'],
    [400, '{"error":{"message":"Nothing known","code":100}}'],
    [502, '<!doctype html>'],
  ] as const) {
    const environment = stage.environment({ fetch: async () => new Response(body, { status }) })
    expect(troubleOf(await connecting.refresh(access, environment)).kind).toBe('unavailable')
  }
})

test('what stands on the Page is read, wherever it was made, over several pages', async () => {
  const access = await stage.connect()
  const picture = { bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Long ago' })
  stage.pass({ hours: 48 })
  const since = stage.environment().now()
  for (let count = 0; count < 120; count += 1) {
    stage.standIn.act({ kind: 'post', by: stage.profile.id, text: `Post ${count}`, images: [picture, picture] })
  }
  const read = await timeline.recent(since, access, stage.environment())
  if (!read.ok) throw new Error(JSON.stringify(read.trouble))
  expect(read.value).toHaveLength(120)
  expect(read.value[0]).toMatchObject({ text: 'Post 119', media: 2, url: expect.stringContaining('/posts/') })
})
