import { afterEach, expect, test } from 'vitest'

import type { Json } from '#kit/json'

import { troubleOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { secretSchema } from './session.ts'
import { asAccess, type LinkedInStage, setLinkedInStage } from './test-stage.ts'

let stage: LinkedInStage
afterEach(() => stage.close())

test('one sign-in for pages gives every page where the person may post, and the person', async () => {
  const roles = [
    { handle: 'bakery', role: 'CONTENT_ADMINISTRATOR' },
    { handle: 'brewery', role: 'ANALYST' },
  ]
  stage = await setLinkedInStage({ roles: ({ handle }) => (handle === 'campfire-admin' ? roles : []) })
  for (const { handle } of roles) stage.standIn.addProfile({ handle, displayName: `The ${handle}`, business: true })
  const signed = await stage.signIn(stage.profile.id)
  expect(signed).toMatchObject({
    ok: true,
    value: {
      externalId: stage.profile.id,
      handle: 'campfire',
      displayName: 'Campfire',
      profileUrl: `${stage.origin}/company/campfire/`,
      limits: { author: 'organization', comments: true },
      others: [
        { handle: 'bakery', limits: { author: 'organization' } },
        { handle: 'campfire-admin', limits: { author: 'member' } },
      ],
    },
  })
  const { secret } = signed.ok ? signed.value : { secret: { value: null, expiresAt: undefined } }
  expect(secret.expiresAt?.since(stage.environment().now()).total('hours')).toBeCloseTo(60 * 24, 0)
})

test('one’s own profile is connected with an app that anyone gets', async () => {
  stage = await setLinkedInStage()
  expect(await stage.signIn(stage.friend.id)).toMatchObject({
    ok: true,
    value: { externalId: stage.friend.id, displayName: 'Kindling', limits: { author: 'member', comments: true } },
  })
})

test('who cancels, comes back with another state or runs no page is told so', async () => {
  stage = await setLinkedInStage()
  const begun = await connecting.begin(stage.request('pages', {}))
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(JSON.stringify(begun))
  const { redirect, pending } = begun.value
  const finish = async (address: string, more: Record<string, string> = {}) => {
    const parameters = { ...Object.fromEntries(new URL(address).searchParams), ...more }
    return troubleOf(await connecting.finish({ ...stage.request('pages', {}), parameters, pending })).reason.code
  }
  expect(await finish(await stage.standIn.approve(redirect, { profileId: stage.profile.id, deny: true }))).toBe('sign-in-denied')
  const back = await stage.standIn.approve(redirect, { profileId: stage.profile.id })
  expect(await finish(back, { state: 'guessed' })).toBe('sign-in-mixed-up')
  expect(await finish(await stage.standIn.approve(redirect, { profileId: stage.friend.id }))).toBe('no-page')
  expect(await finish(back.replace(/code=\w+/, 'code=made-up'))).toBe('sign-in-too-old')
})

test('scopes that are missing are named; without those for comments only comments are missing', async () => {
  stage = await setLinkedInStage()
  expect(troubleOf(await stage.signIn(stage.profile.id, ['w_organization_social', 'rw_organization_admin'])).reason).toEqual({
    code: 'scopes-missing-pages',
    params: { scopes: 'rw_organization_admin, w_organization_social' },
  })
  expect(troubleOf(await stage.signIn(stage.friend.id, ['w_member_social'])).reason.code).toBe('scopes-missing-member')
  const mute = await stage.signIn(stage.profile.id, ['w_organization_social_feed'])
  expect(mute).toMatchObject({ ok: true, value: { limits: { comments: false } } })
})

test('wrong keys are told before anybody is sent away, a missing product afterwards', async () => {
  stage = await setLinkedInStage()
  const { client_id = '', client_secret = '' } = stage.standIn.options
  const withKeys = (keys: Json | undefined) => ({
    ...stage.request('pages', {}),
    apps: { find: async () => keys, keep: async () => undefined },
  })
  expect(troubleOf(await connecting.begin(withKeys(undefined))).reason.code).toBe('app-missing')
  const wrong = troubleOf(await connecting.begin(withKeys({ client_id, client_secret: 'not this one' })))
  expect(wrong.reason.code).toBe('app-keys-wrong')
  expect(JSON.stringify(wrong)).not.toContain('not this one')
  const request = withKeys({ client_id, client_secret })
  const begun = await connecting.begin(request)
  if (!begun.ok || !('redirect' in begun.value)) throw new Error(JSON.stringify(begun))
  const back = new URL(await stage.standIn.approve(begun.value.redirect, { profileId: stage.profile.id }))
  const finished = await connecting.finish({ ...request, parameters: Object.fromEntries(back.searchParams), pending: begun.value.pending })
  expect(troubleOf(finished).reason).toMatchObject({ code: 'product-missing', params: { scope: 'r_basicprofile' } })
})

test('where the app may, a sign-in is renewed for a year, and the refresh token stays', async () => {
  stage = await setLinkedInStage()
  const access = await stage.connectAs(stage.profile.id)
  stage.pass({ hours: 24 * 59 })
  const renewed = await connecting.refresh(access, stage.environment())
  if (!renewed.ok) throw new Error(JSON.stringify(renewed))
  const [old, fresh] = [secretSchema.parse(access.secret), secretSchema.parse(renewed.value.value)]
  expect(fresh.token).not.toBe(old.token)
  expect(fresh.refreshToken).toBe(old.refreshToken)
  stage.pass({ hours: 24 * 310 })
  const late = await connecting.refresh({ ...access, secret: renewed.value.value }, stage.environment())
  expect(troubleOf(late)).toMatchObject({ kind: 'signed-out', reason: { code: 'signed-out' } })
})

test('elsewhere nothing is renewed: it is quiet, then warns, then is over; a withdrawn grant is noticed', async () => {
  stage = await setLinkedInStage({ refreshTokens: false })
  const signed = await stage.signIn(stage.friend.id)
  if (!signed.ok) throw new Error(JSON.stringify(signed))
  const access = asAccess(signed.value)
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true, value: { value: access.secret } })
  stage.pass({ hours: 24 * 51 })
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'connect-again-soon' },
  })
  stage.pass({ hours: 24 * 10 })
  expect(troubleOf(await connecting.refresh(access, stage.environment())).reason.code).toBe('sixty-days-over')
  const again = await stage.connectAs(stage.friend.id)
  stage.standIn.revoke(stage.friend.id)
  expect(troubleOf(await connecting.refresh(again, stage.environment())).kind).toBe('signed-out')
})
