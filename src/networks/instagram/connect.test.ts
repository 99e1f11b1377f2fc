import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { type Answer, signInAndBack } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setInstagramStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
beforeAll(async () => {
  stage = await setInstagramStage()
})
afterAll(() => stage.close())

function request(more: Partial<ConnectRequest> = {}): ConnectRequest {
  return { ...stage.request('login', {}), ...more }
}

const signIn = (answer: Answer = {}) => signInAndBack(stage, connecting, answer)

test('a professional account is connected with its own id, its rights and sixty days', async () => {
  const connected = await connecting.finish({ ...request(), ...(await signIn()) })
  expect(connected).toMatchObject({
    ok: true,
    value: {
      externalId: stage.profile.id,
      handle: 'campfire',
      displayName: 'Campfire',
      settings: { api: stage.origin, profile: `${stage.origin}/campfire/` },
    },
  })
  const expiresAt = connected.ok ? connected.value.secret.expiresAt : undefined
  expect(expiresAt?.toString()).toBe('2027-01-23T09:00:00Z')
  expect(JSON.stringify(connected)).not.toContain(stage.standIn.options['client_secret'])
})

test('who cancels, changes the state, withholds a right or comes twice is told so', async () => {
  const denied = await signIn({ deny: true })
  expect(troubleOf(await connecting.finish({ ...request(), ...denied })).reason.code).toBe('sign-in-denied')
  const { parameters, pending } = await signIn()
  const strange = { ...parameters, state: 'guessed' }
  expect(troubleOf(await connecting.finish({ ...request(), parameters: strange, pending })).reason.code).toBe('sign-in-mixed-up')
  const basic = await signIn({ changes: { scope: 'instagram_business_basic' } })
  expect(troubleOf(await connecting.finish({ ...request(), ...basic })).reason.code).toBe('right-missing')
  expect(await connecting.finish({ ...request(), parameters, pending })).toMatchObject({ ok: true })
  expect(troubleOf(await connecting.finish({ ...request(), parameters, pending })).reason.code).toBe('sign-in-failed')
})

test('a personal account cannot be connected', async () => {
  const back = await signIn({ profileId: stage.friend.id })
  expect(await connecting.finish({ ...request(), ...back })).toMatchObject({ ok: false, trouble: { kind: 'rejected' } })
})

test('without an app, or with a wrong secret, it says what to enter', async () => {
  const none = { find: async () => undefined, keep: async () => undefined }
  expect(troubleOf(await connecting.begin(request({ apps: none }))).reason.code).toBe('app-missing')
  const wrong = { ...none, find: async () => ({ client_id: stage.standIn.options['client_id'] ?? '', client_secret: 'not this one' }) }
  expect(troubleOf(await connecting.finish({ ...request({ apps: wrong }), ...(await signIn()) })).reason.code).toBe('app-refused')
})

test('the real network is offered only where it can reach Hearth', async () => {
  const app = { find: async () => ({ client_id: '1', client_secret: '2' }), keep: async () => undefined }
  const real = { options: {}, apps: app }
  expect(troubleOf(await connecting.begin(request(real))).reason).toEqual({
    code: 'public-address-needed',
    params: { address: 'http://127.0.0.1:4600' },
  })
  const begun = await connecting.begin(request({ ...real, publicUrl: 'https://hearth.example' }))
  expect(begun).toMatchObject({
    ok: true,
    value: { redirect: expect.stringMatching(/^https:\/\/www\.instagram\.com\/oauth\/authorize\?/) },
  })
})

test('a site that lies below another address is reached there, with or without a slash', async () => {
  for (const web of ['https://hearth.example/sandbox/instagram', 'https://hearth.example/sandbox/instagram/']) {
    const begun = await connecting.begin(request({ options: { ...stage.standIn.options, web } }))
    const redirect = begun.ok && 'redirect' in begun.value ? begun.value.redirect : ''
    expect(redirect).toMatch(/^https:\/\/hearth\.example\/sandbox\/instagram\/oauth\/authorize\?.*client_id=/)
  }
})

test('a token is renewed once it is a day old; a younger one stays, and a dead one is lost', async () => {
  const access = await stage.connect()
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'token-too-young' },
  })
  stage.pass({ hours: 24 })
  const renewed = await connecting.refresh(access, stage.environment())
  expect(renewed).toMatchObject({ ok: true, value: { value: { token: expect.stringMatching(/^IGAA/) } } })
  expect(renewed.ok && renewed.value.value).not.toEqual(access.secret)
  // An answer that was lost costs nothing: the old token works until its own end.
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true })
  stage.pass({ hours: 24 * 60 })
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'signed-out' },
  })
})

test('the network’s troubles while renewing never lose the account', async () => {
  const access = await stage.connect()
  for (const [status, body] of [
    [500, '{}'],
    [400, '{"error":{"message":"Nothing known","code":100}}'],
    [502, '<!doctype html>'],
  ] as const) {
    const environment = stage.environment({ fetch: async () => new Response(body, { status }) })
    expect(troubleOf(await connecting.refresh(access, environment)).kind).toBe('unavailable')
  }
})

test('what stands on the profile is read, wherever it was made, over several pages', async () => {
  const access = await stage.connect()
  const picture = { bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Long ago', images: [picture] })
  stage.pass({ hours: 48 })
  const since = stage.environment().now()
  for (let count = 0; count < 120; count += 1) {
    stage.standIn.act({ kind: 'post', by: stage.profile.id, text: `Post ${count}`, images: [picture, picture] })
  }
  const read = await timeline.recent(since, access, stage.environment())
  if (!read.ok) throw new Error(JSON.stringify(read.trouble))
  expect(read.value).toHaveLength(120)
  expect(read.value[0]).toMatchObject({ text: 'Post 119', media: 2, url: expect.stringContaining('/p/') })
  expect(read.value.map(({ externalId }) => externalId)).toEqual((await stage.live()).slice(0, 120))
})
