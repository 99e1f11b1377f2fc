import { expect, test } from 'vitest'

import { signInAndBack } from '../test-sign-in.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setGoogleBusinessStage } from './test-stage.ts'

const setStage = stageForEach(setGoogleBusinessStage)

test('one sign-in opens every location of the account, each with both its names; others’ are not among them', async () => {
  const stage = await setStage()
  const south = stage.standIn.addProfile({ handle: 'campfire.south', displayName: 'Campfire South', business: true })
  stage.standIn.addProfile({ handle: 'rival', displayName: 'Rival', business: true })
  const back = await signInAndBack(stage, connecting)
  const connected = valueOf(await connecting.finish({ ...stage.request('oauth', {}), ...back }))
  expect(connected).toMatchObject({
    externalId: stage.profile.id,
    displayName: 'Campfire',
    handle: 'Campfire',
    settings: { location: `locations/${stage.profile.id}`, account: expect.stringMatching(/^accounts\/\d+$/) },
    limits: { voice: true, phone: true },
    scopes: ['https://www.googleapis.com/auth/business.manage'],
    others: [{ externalId: south.id, displayName: 'Campfire South', handle: 'Campfire-South' }],
  })
  // Forgetting one location leaves the grant to the others.
  const access = { externalId: south.id, settings: connected.settings, limits: {}, secret: connected.secret.value }
  valueOf(await connecting.revoke(access, stage.environment()))
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true })
})

test('locations that are called the same are told apart by where they are', async () => {
  const stage = await setStage()
  stage.standIn.addProfile({ handle: 'campfire.2', displayName: 'Campfire', business: true })
  const back = await signInAndBack(stage, connecting)
  const { handle, others = [] } = valueOf(await connecting.finish({ ...stage.request('oauth', {}), ...back }))
  expect([handle, ...others.map((other) => other.handle)]).toEqual([
    expect.stringMatching(/^Campfire-.+號$/),
    expect.stringMatching(/^Campfire-.+號$/),
  ])
})

test('more locations than a page holds are all there', async () => {
  const stage = await setStage()
  const names = Array.from({ length: 120 }, (_, index) => `campfire.${index}`)
  for (const handle of names) stage.standIn.addProfile({ handle, displayName: handle, business: true })
  const back = await signInAndBack(stage, connecting)
  expect(valueOf(await connecting.finish({ ...stage.request('oauth', {}), ...back })).others).toHaveLength(120)
})

test.each([
  ['sign-in-denied', { deny: true }],
  ['right-missing-manage', { without: ['business.manage'] }],
])('whoever does not let Hearth in is told %s', async (code, answer) => {
  const stage = await setStage()
  const back = await signInAndBack(stage, connecting, answer)
  expect(troubleOf(await connecting.finish({ ...stage.request('oauth', {}), ...back })).reason.code).toBe(code)
})

test('an answer of somebody else’s sign-in is not taken, and wrong keys are told before anybody is sent away', async () => {
  const stage = await setStage()
  const { parameters, pending } = await signInAndBack(stage, connecting)
  const mixed = { ...stage.request('oauth', {}), parameters: { ...parameters, state: 'another' }, pending }
  expect(troubleOf(await connecting.finish(mixed)).reason.code).toBe('sign-in-mixed-up')
  const request = stage.request('oauth', {})
  const wrong = { ...request, apps: { ...request.apps, find: async () => ({ client_id: 'no', client_secret: 'no' }) } }
  expect(troubleOf(await connecting.begin(wrong)).reason.code).toBe('app-keys-wrong')
})

test('a project that Google has not approved is told so, rather than to wait', async () => {
  const stage = await setStage({ approved: false })
  const back = await signInAndBack(stage, connecting)
  expect(troubleOf(await connecting.finish({ ...stage.request('oauth', {}), ...back }))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'not-approved', detail: expect.stringContaining('Quota exceeded') },
  })
})

test('an account without a business has nothing to connect', async () => {
  const stage = await setStage()
  const fetch: typeof globalThis.fetch = async (input, init) =>
    new Request(input, init).url.includes('/locations') ? Response.json({}) : stage.environment().fetch(input, init)
  const back = await signInAndBack(stage, connecting)
  expect(troubleOf(await connecting.finish({ ...stage.request('oauth', {}), ...back, fetch })).reason.code).toBe('no-location')
})

test('whether the business may speak is read each day, and what is lacking is said', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  expect(valueOf((await connecting.readLimits?.(access, stage.environment())) ?? { ok: true, value: null })).toEqual({
    voice: true,
    phone: true,
  })
  const limits = valueOf((await connecting.readLimits?.(access, stage.environment({ fetch: suspended }))) ?? { ok: true, value: null })
  expect(limits).toEqual({ voice: false, phone: false })
  expect([connecting.lacks?.(limits), connecting.lacks?.({ voice: true }), connecting.lacks?.({})]).toEqual([
    [{ code: 'no-voice-of-merchant' }],
    [],
    [],
  ])
})

async function suspended(): Promise<Response> {
  return Response.json({ name: 'locations/1', metadata: {} })
}
