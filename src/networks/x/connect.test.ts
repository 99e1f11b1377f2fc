import { afterEach, expect, test } from 'vitest'

import type { AccountAccess, ConnectRequest } from '../network.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { setXStage, standingClock, changedStandIn, startJob, valueOf } from './test-stage.ts'

const open: StandInStage[] = []
afterEach(() => Promise.all(open.splice(0).map((stage) => stage.close())))

async function stageWith(changes: Parameters<typeof setXStage>[0] = {}): Promise<StandInStage> {
  const stage = await setXStage(changes)
  open.push(stage)
  return stage
}

async function begin(request: ConnectRequest) {
  const begun = valueOf(await connecting.begin(request))
  if (!('redirect' in begun)) throw new Error('X always asks the person.')
  return begun
}

interface Way {
  readonly deny?: boolean
  readonly changed?: (redirect: string) => string
  readonly meanwhile?: () => void
}

async function connect(stage: StandInStage, request: ConnectRequest, { deny = false, changed = (url) => url, meanwhile }: Way = {}) {
  const { redirect, pending } = await begin(request)
  const back = new URL(await stage.standIn.approve(changed(redirect), { profileId: stage.profile.id, deny }))
  meanwhile?.()
  return connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending })
}

test('connecting tells who the account is, how long its posts may be and until when its tokens last', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const connected = valueOf(await connect(stage, stage.request('oauth', {})))
  expect(connected).toMatchObject({
    externalId: stage.profile.id,
    handle: 'campfire',
    displayName: 'Campfire',
    profileUrl: `${stage.origin}/campfire`,
    settings: { api: stage.origin, web: stage.origin, handle: 'campfire' },
    limits: { subscription: 'None' },
  })
  expect(String(connected.secret.expiresAt)).toBe('2027-03-01T14:00:00Z')
})

test('the address of the sign-in names everything that X wants to know', async () => {
  const stage = await stageWith()
  const { redirect, state } = await begin(stage.request('oauth', {}))
  const url = new URL(redirect)
  expect(`${url.origin}${url.pathname}`).toBe(`${stage.origin}/i/oauth2/authorize`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: stage.standIn.options['client_id'],
    redirect_uri: 'http://127.0.0.1:4600/oauth/x/callback',
    scope: 'tweet.read tweet.write users.read media.write offline.access tweet.moderate.write dm.read dm.write',
    state,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
  expect(redirect).toContain('scope=tweet.read%20tweet.write')
})

test('a public app, which has no secret, connects and renews as well', async () => {
  const stage = await stageWith({ kind: changedStandIn({ publicClientId: 'public-app' }) })
  const request = stage.request('oauth', {})
  const connected = valueOf(
    await connect(stage, { ...request, apps: { ...request.apps, find: async () => ({ client_id: 'public-app', client_secret: '' }) } }),
  )
  const access = { ...connected, limits: {}, secret: connected.secret.value }
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true })
})

test.each<[string, Way]>([
  ['sign-in-denied', { deny: true }],
  ['right-missing', { changed: (url) => url.replace('%20media.write', '') }],
  ['right-missing', { changed: (url) => url.replace('%20offline.access', '') }],
  ['sign-in-too-old', { changed: (url) => url.replace(/code_challenge=[^&]+/, 'code_challenge=somebody-else') }],
  ['sign-in-mixed-up', { changed: (url) => url.replace(/state=[^&]+/, 'state=another') }],
])('a sign-in that went wrong says %s', async (code, way) => {
  const stage = await stageWith()
  expect(await connect(stage, stage.request('oauth', {}), way)).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code } },
  })
})

test('a code is worth nothing after 30 seconds', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const request = stage.request('oauth', {})
  expect(await connect(stage, request, { meanwhile: () => clock.pass(31) })).toMatchObject({
    trouble: { reason: { code: 'sign-in-too-old' } },
  })
  expect(await connect(stage, request, { meanwhile: () => clock.pass(29) })).toMatchObject({ ok: true })
})

test('without keys of an app, or with wrong ones, it says so', async () => {
  const stage = await stageWith()
  const request = stage.request('oauth', {})
  const none = { ...request, apps: { ...request.apps, find: async () => undefined } }
  expect(await connecting.begin(none)).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'app-missing' } } })
  const keys = { client_id: stage.standIn.options['client_id'] ?? '', client_secret: 'wrong' }
  const wrong = { ...request, apps: { ...request.apps, find: async () => keys } }
  expect(await connect(stage, wrong)).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'app-keys-wrong' } } })
})

test('a renewal gives new tokens and kills the old ones; whoever comes with an old one is signed out', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const access = await stage.connect()
  clock.pass(2 * 60 * 60)
  const job = { ...(await startJob(stage, { parts: [{ text: 'Hello', media: [] }] }, clock.now())), access }
  const expired = { kind: 'signed-out', reason: { code: 'token-expired' } }
  expect(await publishing.perform({ name: 'part 1', final: true }, job, stage.environment())).toMatchObject({ trouble: expired })
  const renewed = valueOf(await connecting.refresh(access, stage.environment()))
  const fresh: AccountAccess = { ...access, secret: renewed.value }
  expect(String(renewed.expiresAt)).toBe('2027-03-01T16:00:00Z')
  expect(await publishing.perform({ name: 'part 1', final: true }, { ...job, access: fresh }, stage.environment())).toMatchObject({
    ok: true,
  })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({
    trouble: { kind: 'signed-out', reason: { code: 'signed-out' } },
  })
  expect(await connecting.refresh(fresh, stage.environment())).toMatchObject({ ok: true })
})

test.each([
  ['signed-out', 'signed-out', 400, { error: 'invalid_grant' }],
  ['signed-out', 'signed-out', 400, { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' }],
  ['signed-out', 'app-keys-wrong', 401, { error: 'invalid_client' }],
  ['unavailable', 'server-trouble', 400, { error: 'invalid_request', error_description: 'Something else' }],
  ['unavailable', 'server-trouble', 503, { title: 'Service Unavailable' }],
  ['slow-down', 'slow-down', 429, {}],
])('a renewal is %s (%s) when X answers %i %o', async (kind, code, status, answer) => {
  const stage = await stageWith()
  const access = await stage.connect()
  const fetch = async () => Response.json(answer, { status })
  expect(await connecting.refresh(access, stage.environment({ fetch }))).toMatchObject({ ok: false, trouble: { kind, reason: { code } } })
})

test('a withdrawn grant ends the access token, too', async () => {
  const stage = await stageWith()
  const access = await stage.connect()
  expect(await connecting.revoke(access, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(await connecting.readLimits?.(access, stage.environment())).toMatchObject({ trouble: { kind: 'signed-out' } })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ trouble: { kind: 'signed-out' } })
})

test('a subscription is noticed, and lets posts be longer', async () => {
  const subscriber = {
    id: '7',
    handle: 'campfire',
    displayName: 'C',
    business: false,
    subscription: 'PremiumPlus',
    createdAt: '2020-01-01T00:00:00Z',
  }
  const stage = await stageWith({ kind: changedStandIn({ people: [subscriber] }) })
  const access = await stage.connect()
  expect(await connecting.readLimits?.(access, stage.environment())).toEqual({ ok: true, value: { subscription: 'PremiumPlus' } })
})
