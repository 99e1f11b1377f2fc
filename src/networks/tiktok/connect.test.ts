import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { type Answer, signInAndBack } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setTiktokStage } from './test-stage.ts'

let stage: ClockedStage
beforeAll(async () => {
  stage = await setTiktokStage()
})
afterAll(() => stage.close())

function request(more: Partial<ConnectRequest> = {}): ConnectRequest {
  return { ...stage.request('login', {}), ...more }
}

const signIn = (answer: Answer = {}) => signInAndBack(stage, connecting, answer)

test('an account is connected with its nickname, what its creator may choose, and a day', async () => {
  const connected = await connecting.finish({ ...request(), ...(await signIn()) })
  expect(connected).toMatchObject({
    ok: true,
    value: {
      externalId: stage.profile.id,
      handle: 'campfire',
      displayName: 'Campfire',
      profileUrl: `${stage.origin}/@campfire`,
      settings: { api: stage.origin, web: stage.origin, handle: 'campfire' },
      limits: { privacy: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'], commentsOff: false, maxSeconds: 600 },
    },
  })
  const value = connected.ok && !Array.isArray(connected.value) && 'secret' in connected.value ? connected.value : undefined
  expect(value?.secret.expiresAt?.toString()).toBe('2026-11-25T09:00:00Z')
  expect(value && (await connecting.readLimits?.(await stage.connect(), stage.environment()))).toEqual({ ok: true, value: value?.limits })
})

test('who cancels, changes the state or comes twice is told so', async () => {
  expect(troubleOf(await connecting.finish({ ...request(), ...(await signIn({ deny: true })) })).reason.code).toBe('sign-in-denied')
  const { parameters, pending } = await signIn()
  const strange = { ...parameters, state: 'guessed' }
  expect(troubleOf(await connecting.finish({ ...request(), parameters: strange, pending })).reason.code).toBe('sign-in-mixed-up')
  expect(await connecting.finish({ ...request(), parameters, pending })).toMatchObject({ ok: true })
  expect(troubleOf(await connecting.finish({ ...request(), parameters, pending })).reason.code).toBe('sign-in-failed')
})

test('rights that were left out are named', async () => {
  const back = await signIn({ without: ['video.publish', 'video.list'] })
  expect(troubleOf(await connecting.finish({ ...request(), ...back })).reason).toEqual({
    code: 'right-missing',
    params: { missing: 'video.list, video.publish' },
  })
})

test('without an app, or with a wrong secret, it says what to enter', async () => {
  const none = { find: async () => undefined, keep: async () => undefined }
  expect(troubleOf(await connecting.begin(request({ apps: none }))).reason.code).toBe('app-missing')
  const keys = { client_key: stage.standIn.options['client_key'] ?? '', client_secret: 'not this one' }
  const wrong = { ...none, find: async () => keys }
  expect(troubleOf(await connecting.finish({ ...request({ apps: wrong }), ...(await signIn()) })).reason.code).toBe('app-refused')
})

test('the real network is offered only where it can reach Hearth, with comma scopes and a client key', async () => {
  const apps = { find: async () => ({ client_key: 'aw1', client_secret: '2' }), keep: async () => undefined }
  expect(troubleOf(await connecting.begin(request({ options: {}, apps }))).reason.code).toBe('public-address-needed')
  const begun = await connecting.begin(request({ options: {}, apps, publicUrl: 'https://hearth.example' }))
  const redirect = new URL(begun.ok && 'redirect' in begun.value ? begun.value.redirect : '')
  expect(`${redirect.origin}${redirect.pathname}`).toBe('https://www.tiktok.com/v2/auth/authorize/')
  expect(redirect.searchParams.get('client_key')).toBe('aw1')
  expect(redirect.searchParams.get('scope')).toBe('user.info.basic,user.info.profile,video.list,video.upload,video.publish,user.info.stats')
})

test('renewing takes the place of both tokens; the old refresh token is dead, and a lost grant is told apart from a fault', async () => {
  const access = await stage.connect()
  const renewed = await connecting.refresh(access, stage.environment())
  if (!renewed.ok) throw new Error(JSON.stringify(renewed.trouble))
  expect(renewed.value.value).not.toEqual(access.secret)
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'signed-out' },
  })
  const now = { ...access, secret: renewed.value.value }
  for (const [status, body] of [
    [500, '{}'],
    [200, '{"error":"invalid_request","error_description":"Nothing known","log_id":"1"}'],
    [502, '<!doctype html>'],
  ] as const) {
    const environment = stage.environment({ fetch: async () => new Response(body, { status }) })
    expect(troubleOf(await connecting.refresh(now, environment)).kind).toBe('unavailable')
  }
  expect(await connecting.refresh(now, stage.environment())).toMatchObject({ ok: true })
})

test('a token that ran out asks to be renewed, and disconnecting ends the grant', async () => {
  const access = await stage.connect()
  expect(await connecting.revoke(access, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(troubleOf(await connecting.refresh(access, stage.environment())).kind).toBe('signed-out')
  expect(troubleOf((await connecting.readLimits?.(access, stage.environment())) ?? { ok: true, value: {} })).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'token-expired' },
  })
})
