import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'

import { testClock } from '#kit/clock'

import type { AccountAccess, Delivery, LibraryFile, NetworkEnvironment, PostContent } from '../network.ts'
import { testVideo } from '../test-media.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { connecting } from './connect.ts'
import { services } from './identity.ts'
import { bluesky } from './index.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quotas.ts'
import { rulesFor } from './rules.ts'
import { standIn as kind } from './stand-in.ts'
import { sendVideo } from './video-service.ts'

const film = testVideo({ seconds: 1, width: 160, height: 90 }, { alt: 'Tea being poured' })
const content: PostContent = { parts: [{ text: 'Look', media: [film] }], languages: ['en'], settings: {} }

let stage: StandInStage
let clock: ReturnType<typeof testClock>
afterEach(() => stage?.close())

async function begin(): Promise<Delivery> {
  clock = testClock('2027-03-01T12:00:00Z')
  stage = await standInStage({ network: bluesky, kind, content, now: () => clock.now() })
  const access = { ...(await stage.connect()), limits: { video: 'service' } }
  return { access, content, prepared: JSON.parse(JSON.stringify(publishing.prepare(content, clock.now()))), results: {} }
}

const [upload, ready] = [
  { name: 'video 1', final: false },
  { name: 'ready 1', final: false },
] as const

async function valueOf(step: { name: string; final: boolean }, job: Delivery, environment = stage.environment()) {
  const done = await publishing.perform(step, job, environment)
  if (!done.ok) throw new Error(`${step.name}: ${JSON.stringify(done.trouble)}`)
  return done.value
}

function after(job: Delivery, results: Delivery['results']): Delivery {
  return { ...job, results: { ...job.results, ...results } }
}

function holding(text: string): Pick<NetworkEnvironment, 'video'> {
  const bytes = Buffer.from(text)
  const file: LibraryFile = {
    mimeType: 'video/mp4',
    fileName: 'x',
    bytes: bytes.length,
    read: async (from, to) => bytes.subarray(from, to),
  }
  return { video: async () => ({ ok: true, value: file }) }
}

test('a film goes to the video service, is waited for, and stands in the post as it was handed back', async () => {
  const begun = await begin()
  expect(publishing.nextStep(begun)).toEqual(upload)
  const sent = await valueOf(upload, begun)
  const job = after(begun, { 'video 1': sent })
  expect(publishing.nextStep(job)).toEqual(ready)
  expect(JSON.parse(JSON.stringify(await publishing.perform(ready, job, stage.environment())))).toEqual({
    ok: false,
    trouble: { kind: 'slow-down', processing: true, until: '2027-03-01T12:00:03Z', reason: { code: 'being-processed' } },
  })
  const done = after(job, { 'ready 1': await valueOf(ready, job) })
  expect(publishing.nextStep(done)).toEqual({ name: 'part 1', final: true })
  await valueOf({ name: 'part 1', final: true }, done)
  expect(stage.standIn.posts({ profileId: stage.profile.id })).toMatchObject([
    { text: 'Look', videos: [{ alt: 'Tea being poured', seconds: expect.closeTo(1, 1) }] },
  ])
})

test('the same film sent again is the same job, before and after it was prepared', async () => {
  const begun = await begin()
  const sent = await valueOf(upload, begun)
  expect(await valueOf(upload, begun)).toEqual(sent)
  const job = after(begun, { 'video 1': sent })
  await publishing.perform(ready, job, stage.environment())
  const prepared = await valueOf(ready, job)
  expect(await valueOf(upload, begun)).toEqual(sent)
  expect(await valueOf(ready, job)).toEqual(prepared)
  expect(await quotas.read?.(begun.access, stage.environment())).toMatchObject({ value: [{ name: 'videos', used: 1 }, {}] })
})

test('once a day’s videos are used up the next one waits, and goes out when one is free', async () => {
  const begun = await begin()
  const service = services(stage.standIn.options).video ?? ''
  for (let number = 1; number <= 25; number += 1) {
    const bytes = new Uint8Array(Buffer.from(`film ${number}`))
    expect(await sendVideo({ service, bytes, name: 'x.mp4' }, begun.access, stage.environment())).toMatchObject({ ok: true })
  }
  expect(await quotas.read?.(begun.access, stage.environment())).toEqual({
    ok: true,
    value: [
      { name: 'videos', max: 25, per: 'day', used: 25 },
      { name: 'video_megabytes', max: 10_000, per: 'day', used: 1 },
    ],
  })
  expect(JSON.parse(JSON.stringify(await publishing.perform(upload, begun, stage.environment())))).toMatchObject({
    trouble: { kind: 'slow-down', until: '2027-03-01T13:00:00Z', reason: { code: 'quota-used' } },
  })
  clock.advance({ minutes: 1440 })
  const access = await refreshed(begun.access)
  expect(await publishing.perform(upload, { ...begun, access }, stage.environment())).toMatchObject({ ok: true })
})

async function refreshed(access: AccountAccess): Promise<AccountAccess> {
  const fresh = await connecting.refresh(access, stage.environment())
  if (!fresh.ok) throw new Error(JSON.stringify(fresh.trouble))
  return { ...access, secret: fresh.value.value }
}

test('a film that the service cannot use is the author’s to replace; one it forgot is sent again', async () => {
  const begun = await begin()
  const environment = { ...stage.environment(), ...holding('no film at all') }
  const job = after(begun, { 'video 1': await valueOf(upload, begun, environment) })
  await publishing.perform(ready, job, environment)
  expect(await publishing.perform(ready, job, environment)).toMatchObject({
    trouble: { kind: 'rejected', reason: { code: 'video-refused', detail: expect.stringContaining('validation_failure') } },
  })
  const gone = after(begun, { 'video 1': { job: 'gone', service: stage.origin, width: 160, height: 90 } })
  expect(await publishing.perform(ready, gone, stage.environment())).toMatchObject({
    trouble: { kind: 'unavailable', forget: ['video 1'], reason: { code: 'video-gone' } },
  })
})

test.each([
  ['generic_failure', { kind: 'unavailable', forget: ['video 1'], reason: { code: 'video-failed' } }],
  ['pds_upload_unsupported_blob_size', { kind: 'rejected', reason: { code: 'video-too-large-there' } }],
])('a job that failed with %s is told as it is', async (failureCode, trouble) => {
  const job = after(await begin(), { 'video 1': { job: 'x', service: stage.origin, width: 160, height: 90 } })
  const jobStatus = { jobId: 'x', did: job.access.externalId, state: 'JOB_STATE_FAILED', failureCode }
  const fetch = async () => Response.json({ jobStatus })
  expect(await publishing.perform(ready, job, stage.environment({ fetch }))).toMatchObject({ ok: false, trouble })
})

test('the service takes only a token of that account, for that method, that has not run out', async () => {
  const { access } = await begin()
  const { accessJwt } = z.object({ accessJwt: z.string() }).parse(access.secret)
  const ask = async (path: string, token: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...(init.method ? { 'content-type': 'video/mp4' } : {}) }
    return (await fetch(`${stage.origin}/xrpc/${path}`, { ...init, headers })).status
  }
  const tokenFor = async (method: string, more = '') => {
    const path = `com.atproto.server.getServiceAuth?aud=did:web:127.0.0.1&lxm=${method}${more}`
    const response = await fetch(`${stage.origin}/xrpc/${path}`, { headers: { authorization: `Bearer ${accessJwt}` } })
    return z.object({ token: z.string() }).parse(await response.json()).token
  }
  const send = (token: string, did = access.externalId, body = 'film') =>
    ask(`app.bsky.video.uploadVideo?did=${did}&name=x.mp4`, token, { method: 'POST', body })
  const good = await tokenFor('com.atproto.repo.uploadBlob')
  expect(await send(accessJwt)).toBe(401)
  expect(await send(await tokenFor('app.bsky.video.getUploadLimits'))).toBe(401)
  expect(await send(good, stage.friend.id)).toBe(401)
  expect(await send(good, access.externalId, '')).toBe(400)
  expect(await ask('app.bsky.video.getUploadLimits', good)).toBe(401)
  expect(await send(good)).toBe(200)
  clock.advance({ minutes: 2 })
  expect(await send(good)).toBe(401)
})

/** The network, but one method answers so. */
function answering(method: string, answer: object, status = 200): NetworkEnvironment {
  const { fetch } = stage.environment()
  const path = `/xrpc/${method}`
  return stage.environment({
    fetch: async (input, init) =>
      new URL(new Request(input).url).pathname === path ? Response.json(answer, { status }) : fetch(input, init),
  })
}

test('whom the service does not let in is not signed out, and a bare job is read as well', async () => {
  const begun = await begin()
  const method = 'app.bsky.video.uploadVideo'
  expect(await publishing.perform(upload, begun, answering(method, { did: '', error: 'unconfirmed_email' }, 401))).toMatchObject({
    trouble: { kind: 'rejected', reason: { code: 'videos-not-allowed', detail: expect.stringContaining('unconfirmed_email') } },
  })
  const bare = { did: begun.access.externalId, jobId: 'a1', state: 'JOB_STATE_COMPLETED', error: 'already_exists' }
  expect(await publishing.perform(upload, begun, answering(method, bare, 409))).toMatchObject({ ok: true, value: { job: 'a1' } })
  expect(await publishing.perform(upload, begun, answering(method, { error: 'Conflict' }, 409))).toMatchObject({
    trouble: { kind: 'rejected' },
  })
  expect(await publishing.perform(upload, begun, answering(method, { error: 'ExpiredToken' }, 401))).toMatchObject({
    trouble: { kind: 'unavailable' },
  })
})

test('an account that may not upload videos is warned before anything is scheduled', async () => {
  const { access } = await begin()
  expect(await connecting.readLimits?.(access, stage.environment())).toMatchObject({ ok: true, value: { video: 'service' } })
  const said = { canUpload: false, message: 'Please confirm your e-mail address' }
  const read = await connecting.readLimits?.(access, answering('app.bsky.video.getUploadLimits', said))
  const limits = read?.ok ? read.value : {}
  expect(rulesFor(limits).check(content)).toMatchObject([
    { severity: 'warning', reason: { code: 'videos-not-allowed', detail: said.message } },
  ])
  expect([rulesFor({}), rulesFor(limits)].map((rules) => rules.videosFor?.({})?.maxBytes)).toEqual([50_000_000, 100_000_000])
  expect(rulesFor(limits).uses?.(content)).toEqual([{ name: 'videos', amount: 1 }])
})

test.each([
  [{}, 'https://video.bsky.app'],
  [{ plc: 'http://127.0.0.1:1' }, undefined],
  [{ plc: 'http://127.0.0.1:1', video: 'http://127.0.0.1:2/' }, 'http://127.0.0.1:2'],
  [{ video: 'none' }, undefined],
])('with the options %j the video service is %s', (options, expected) => {
  expect(services(options).video).toBe(expected)
})

test('people are found by the beginning of handle or name, and written as @handle', async () => {
  const { access } = await begin()
  for (const query of ['@kind', 'Kindl', 'kindling.bsky.social']) {
    expect(await mentions.find(query, access, stage.environment())).toEqual({
      ok: true,
      value: [{ text: '@kindling.bsky.social', name: 'Kindling', handle: 'kindling.bsky.social' }],
    })
  }
  expect(await mentions.find('@', access, stage.environment())).toEqual({ ok: true, value: [] })
  expect(await mentions.find('nobody', access, stage.environment())).toEqual({ ok: true, value: [] })
})
