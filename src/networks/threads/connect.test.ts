import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { type Answer, signInAndBack } from '../test-sign-in.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setThreadsStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: ClockedStage
beforeAll(async () => {
  stage = await setThreadsStage()
})
afterAll(() => stage.close())

function request(more: Partial<ConnectRequest> = {}): ConnectRequest {
  return { ...stage.request('login', {}), ...more }
}

const signIn = (answer: Answer = {}) => signInAndBack(stage, connecting, answer)

test('a profile is connected with its id, and for sixty days', async () => {
  const connected = await connecting.finish({ ...request(), ...(await signIn()) })
  expect(connected).toMatchObject({
    ok: true,
    value: {
      externalId: stage.profile.id,
      handle: 'campfire',
      displayName: 'Campfire',
      profileUrl: `${stage.origin}/@campfire`,
      settings: { api: stage.origin, profile: `${stage.origin}/@campfire` },
    },
  })
  const secret = connected.ok && 'secret' in connected.value ? connected.value.secret : undefined
  expect(secret?.expiresAt?.toString()).toBe('2027-01-23T09:00:00Z')
  expect(JSON.stringify(connected)).not.toContain(stage.standIn.options['client_secret'])
})

test('who cancels, changes the state or comes twice is told so', async () => {
  expect(troubleOf(await connecting.finish({ ...request(), ...(await signIn({ deny: true })) })).reason.code).toBe('sign-in-denied')
  const { parameters, pending } = await signIn()
  const strange = { ...parameters, state: 'guessed' }
  expect(troubleOf(await connecting.finish({ ...request(), parameters: strange, pending })).reason.code).toBe('sign-in-mixed-up')
  expect(await connecting.finish({ ...request(), parameters, pending })).toMatchObject({ ok: true })
  expect(troubleOf(await connecting.finish({ ...request(), parameters, pending })).reason.code).toBe('sign-in-failed')
})

test('rights that were not given are named', async () => {
  const back = await signIn({ without: ['threads_delete', 'threads_manage_replies'] })
  expect(troubleOf(await connecting.finish({ ...request(), ...back })).reason).toEqual({
    code: 'rights-missing',
    params: { rights: 'threads_manage_replies, threads_delete' },
  })
})

test('keys are tried before anybody is sent away', async () => {
  const none = { find: async () => undefined, keep: async () => undefined }
  expect(troubleOf(await connecting.begin(request({ apps: none }))).reason.code).toBe('app-missing')
  const wrong = { ...none, find: async () => ({ client_id: stage.standIn.options['client_id'] ?? '', client_secret: 'not this one' }) }
  expect(troubleOf(await connecting.begin(request({ apps: wrong }))).reason.code).toBe('app-refused')
  const deaf = await connecting.begin(request({ fetch: async () => new Response('<p>Sorry', { status: 503 }) }))
  expect(deaf).toMatchObject({ ok: true, value: { redirect: expect.stringMatching(/\/oauth\/authorize\?.*client_id=/) } })
})

test('the real network is offered only where it can reach Hearth', async () => {
  const real = { options: {}, apps: { find: async () => ({ client_id: '1', client_secret: '2' }), keep: async () => undefined } }
  expect(troubleOf(await connecting.begin(request(real))).reason).toEqual({
    code: 'public-address-needed',
    params: { address: 'http://127.0.0.1:4600' },
  })
  expect(
    await connecting.begin(
      request({ ...real, fetch: async () => Response.json({ access_token: 'TH|1|2' }), publicUrl: 'https://hearth.example' }),
    ),
  ).toMatchObject({
    ok: true,
    value: { redirect: expect.stringMatching(/^https:\/\/www\.threads\.net\/oauth\/authorize\?/) },
  })
})

test('a token is renewed once it is a day old; a younger one stays, a dead one is lost, and troubles lose nothing', async () => {
  const access = await stage.connect()
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'token-too-young' },
  })
  const faulty = stage.environment({ fetch: async () => new Response('{}', { status: 500 }) })
  expect(troubleOf(await connecting.refresh(access, faulty)).kind).toBe('unavailable')
  stage.pass({ hours: 24 })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({
    ok: true,
    value: { value: { token: expect.stringMatching(/^THAA/) } },
  })
  // An answer that was lost costs nothing: the old token works until its own end.
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true })
  stage.pass({ hours: 24 * 60 })
  expect(troubleOf(await connecting.refresh(access, stage.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'signed-out' },
  })
})

test('what stands on the profile is read over several pages; answers are left out', async () => {
  const access = await stage.connect()
  const write = (text: string) => stage.standIn.act({ kind: 'post', by: stage.profile.id, text })
  write('Long ago')
  stage.pass({ hours: 48 })
  const since = stage.environment().now()
  const ids = Array.from({ length: 120 }, (_, index) => write(`Post ${index}`).id)
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: ids[0] ?? '', text: 'And another thing' })
  const read = await timeline.recent(since, access, stage.environment())
  if (!read.ok) throw new Error(JSON.stringify(read.trouble))
  expect(read.value.map(({ externalId }) => externalId)).toEqual(ids.toReversed())
  expect(read.value[0]).toMatchObject({ text: 'Post 119', media: 0, url: expect.stringContaining('/@campfire/post/') })
})
