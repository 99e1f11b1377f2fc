import { afterEach, expect, test } from 'vitest'

import type { AccountAccess, ConnectRequest } from '../network.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { answering, googleError, setYouTubeStage } from './test-stage.ts'

const open: ClockedStage[] = []
afterEach(() => Promise.all(open.splice(0).map((stage) => stage.close())))

async function stageWith(): Promise<ClockedStage> {
  const stage = await setYouTubeStage()
  open.push(stage)
  return stage
}

async function begin(request: ConnectRequest) {
  const begun = valueOf(await connecting.begin(request))
  if (!('redirect' in begun)) throw new Error('Google always asks the person.')
  return begun
}

interface Way {
  readonly deny?: boolean
  readonly without?: readonly string[]
  readonly changed?: (redirect: string) => string
  readonly meanwhile?: () => void
}

async function connect(stage: ClockedStage, request: ConnectRequest, { changed = (url) => url, meanwhile, ...answer }: Way = {}) {
  const { redirect, pending } = await begin(request)
  const back = new URL(await stage.standIn.approve(changed(redirect), { profileId: stage.profile.id, ...answer }))
  meanwhile?.()
  return connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending })
}

test('connecting tells which channel it is, what it may do and until when its token lasts', async () => {
  const stage = await stageWith()
  const connected = valueOf(await connect(stage, stage.request('oauth', {})))
  expect(connected).toMatchObject({
    externalId: stage.profile.id,
    handle: 'campfire',
    displayName: 'Campfire',
    profileUrl: `${stage.origin}/channel/${stage.profile.id}`,
    settings: { api: stage.origin, token: stage.origin, web: stage.origin, uploads: `UU${stage.profile.id.slice(2)}` },
    limits: { longUploads: true, audited: false, playlists: [{ title: 'Recipes' }, { title: '開箱影片' }] },
  })
  expect(connected).not.toHaveProperty('others')
  expect(String(connected.secret.expiresAt)).toBe('2026-11-28T18:59:59Z')
})

test('the address of the sign-in asks for lasting access, with a challenge and four rights', async () => {
  const stage = await stageWith()
  const { redirect, state } = await begin(stage.request('oauth', {}))
  const url = new URL(redirect)
  expect(`${url.origin}${url.pathname}`).toBe(`${stage.origin}/o/oauth2/v2/auth`)
  const scope = ['youtube.upload', 'youtube.readonly', 'youtube.force-ssl', 'yt-analytics.readonly']
    .map((name) => `https://www.googleapis.com/auth/${name}`)
    .join(' ')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: stage.standIn.options['client_id'],
    redirect_uri: 'http://127.0.0.1:4600/oauth/youtube/callback',
    scope,
    state,
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
})

test.each<[string, Way]>([
  ['sign-in-denied', { deny: true }],
  ['right-missing-upload', { without: ['youtube.upload'] }],
  ['right-missing-read', { without: ['youtube.readonly'] }],
  ['right-missing-manage', { without: ['youtube.force-ssl'] }],
  ['rights-missing', { without: ['youtube.force-ssl', 'youtube.upload'] }],
  ['right-missing-offline', { changed: (url) => url.replace('access_type=offline', 'access_type=online') }],
  ['sign-in-too-old', { changed: (url) => url.replace(/code_challenge=[^&]{4}/, 'code_challenge=else') }],
  ['sign-in-mixed-up', { changed: (url) => url.replace(/state=[^&]+/, 'state=another') }],
])('a sign-in that went wrong says %s', async (code, way) => {
  const stage = await stageWith()
  expect(await connect(stage, stage.request('oauth', {}), way)).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code } },
  })
})

test('a code is worth nothing after ten minutes', async () => {
  const stage = await stageWith()
  const late = await connect(stage, stage.request('oauth', {}), { meanwhile: () => stage.pass({ minutes: 11 }) })
  expect(late).toMatchObject({ trouble: { reason: { code: 'sign-in-too-old' } } })
})

test('wrong keys are noticed before the person is sent anywhere', async () => {
  const stage = await stageWith()
  const request = stage.request('oauth', {})
  const keysAre = (keys: Record<string, string> | undefined) => ({ ...request, apps: { ...request.apps, find: async () => keys } })
  const { client_id = '', client_secret = '' } = stage.standIn.options
  for (const keys of [
    { client_id, client_secret: 'wrong' },
    { client_id: 'wrong', client_secret },
  ]) {
    expect(await connecting.begin(keysAre(keys))).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'app-keys-wrong' } } })
  }
  expect(await connecting.begin(keysAre(undefined))).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'app-missing' } } })
  const audited = await connect(stage, keysAre({ client_id, client_secret, audited: 'yes' }))
  expect(audited).toMatchObject({ ok: true, value: { limits: { audited: true } } })
})

test.each([
  ['no-channel', () => Response.json({ items: [] })],
  ['api-not-enabled', () => googleError(403, 'accessNotConfigured')],
])('an account that cannot be used says %s', async (code, response) => {
  const stage = await stageWith()
  const fetch = answering(stage, ({ url }) => url.includes('/channels'), response)
  expect(await connect(stage, { ...stage.request('oauth', {}), fetch })).toMatchObject({ trouble: { kind: 'rejected', reason: { code } } })
})

test('a renewal gives a new access token for an hour and keeps the refresh token', async () => {
  const stage = await stageWith()
  const access = await stage.connect()
  stage.pass({ hours: 1 })
  expect(await connecting.readLimits?.(access, stage.environment())).toMatchObject({
    trouble: { kind: 'signed-out', reason: { code: 'token-expired' } },
  })
  const renewed = valueOf(await connecting.refresh(access, stage.environment()))
  const fresh: AccountAccess = { ...access, secret: renewed.value }
  expect(String(renewed.expiresAt)).toBe('2026-11-28T19:59:59Z')
  expect(await connecting.readLimits?.(fresh, stage.environment())).toMatchObject({ ok: true })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true })
})

test.each([
  ['signed-out', 'signed-out', 400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }],
  ['signed-out', 'app-keys-wrong', 401, { error: 'invalid_client' }],
  ['unavailable', 'server-trouble', 400, { error: 'invalid_request' }],
  ['unavailable', 'server-trouble', 503, {}],
  ['slow-down', 'slow-down', 429, {}],
])('a renewal is %s (%s) when Google answers %i %o', async (kind, code, status, answer) => {
  const stage = await stageWith()
  const access = await stage.connect()
  const fetch = async () => Response.json(answer, { status })
  expect(await connecting.refresh(access, stage.environment({ fetch }))).toMatchObject({ ok: false, trouble: { kind, reason: { code } } })
})

test('disconnecting ends the grant, and doing it again succeeds', async () => {
  const stage = await stageWith()
  const access = await stage.connect()
  expect(await connecting.revoke(access, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ trouble: { kind: 'signed-out' } })
  expect(await connecting.revoke(access, stage.environment())).toEqual({ ok: true, value: undefined })
})
