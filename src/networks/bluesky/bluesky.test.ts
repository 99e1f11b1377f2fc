import { RichText } from '@atproto/api'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { guardedFetch } from '#kit/http'

import type { AccountAccess, Delivery, NetworkEnvironment, PostContent, PostImage } from '../network.ts'
import { testCaptions, testLibrary, testVideo } from '../test-media.ts'
import { connecting } from './connect.ts'
import { publishing } from './publishing.ts'
import { chosenFor } from './steps.ts'
import { type BlueskyStage, setBlueskyStage } from './test-stage.ts'

let stage: BlueskyStage
let access: AccountAccess
beforeAll(async () => {
  stage = await setBlueskyStage()
  access = await stage.connect()
})
afterAll(() => stage?.close())

const now = Temporal.Instant.from('2027-03-01T12:00:00Z')

function startJob(parts: PostContent['parts'], languages: readonly string[] = ['en']): Delivery {
  const content = { parts, languages, settings: {} }
  return { access, content, prepared: JSON.parse(JSON.stringify(publishing.prepare(content, now))), results: {} }
}

async function run(start: Delivery, environment: NetworkEnvironment = stage.environment()): Promise<Delivery> {
  let job = start
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const done = await publishing.perform(step, job, environment)
    if (!done.ok) throw new Error(`${step.name}: ${JSON.stringify(done.trouble)}`)
    job = { ...job, results: { ...job.results, [step.name]: done.value } }
  }
  return job
}

async function recordOf(job: Delivery, part = 0): Promise<Readonly<Record<string, unknown>> | undefined> {
  return (await stage.account.post(chosenFor(part + 1, job).rkey))?.value
}

function picture(mediaId: string, alt = `Picture ${mediaId}`): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt }
}

test('Chinese, emoji, a mention, a link and a tag become the record the Bluesky app would make', async () => {
  const text = '開幕夜 🔥👨‍👩‍👧‍👦 @kindling.test 看 https://hearth.example/開幕?a=1 與 example.com #開幕 @nobody-here.test'
  const job = await run(startJob([{ text, media: [] }], ['zh-TW', 'en']))
  const oracle = new RichText({ text })
  oracle.detectFacetsWithoutResolution()
  const expected = (oracle.facets ?? []).flatMap(({ index, features: [feature] }) => {
    if (feature?.$type !== 'app.bsky.richtext.facet#mention') return [{ index, features: [feature] }]
    const known = 'did' in feature && feature.did === 'kindling.test'
    return known ? [{ index, features: [{ ...feature, did: stage.friend.did }] }] : []
  })
  expect(await recordOf(job)).toEqual({
    $type: 'app.bsky.feed.post',
    text,
    facets: expected.toSorted((a, b) => a.index.byteStart - b.index.byteStart).map(({ index, features }) => ({ index, features })),
    langs: ['zh-TW', 'en'],
    createdAt: '2027-03-01T12:00:00.000Z',
  })
  expect(publishing.published(job).url).toMatch(new RegExp(`^https://bsky.app/profile/${stage.account.did}/post/[2-7a-z]{13}$`))
})

test('four images keep their order, alt text and shape', async () => {
  const images = ['a', 'b', 'c', 'd'].map((id) => picture(id))
  const record = await recordOf(await run(startJob([{ text: '', media: images }])))
  expect(record).toMatchObject({
    embed: {
      $type: 'app.bsky.embed.images',
      images: images.map(({ alt }) => ({ alt, aspectRatio: { width: 64, height: 48 }, image: { $type: 'blob', mimeType: 'image/png' } })),
    },
  })
})

test('a link card has its picture', async () => {
  const link = { url: 'https://hearth.example/a', title: 'A', description: 'About a', thumb: picture('t') }
  expect(await recordOf(await run(startJob([{ text: 'see', media: [], link }])))).toMatchObject({
    embed: { external: { uri: link.url, title: 'A', description: 'About a', thumb: { $type: 'blob' } } },
  })
})

test('the parts of a thread answer one another in order, and all go when it is taken down', async () => {
  const before = (await stage.live()).length
  const job = await run(startJob(['one', 'two', 'three'].map((text) => ({ text, media: [] }))))
  expect(await recordOf(job, 2)).toMatchObject({ reply: { root: job.results['part 1'], parent: job.results['part 2'] } })
  expect(await stage.live()).toHaveLength(before + 3)
  await stage.account.deletePost(publishing.published(job).externalId.split('/').at(-1) ?? '')
  await expect(publishing.takeDown?.(job, stage.environment())).resolves.toEqual({ ok: true, value: undefined })
  expect(await stage.live()).toHaveLength(before)
})

test('sending a part again makes no second post, and a changed one is refused, not replaced', async () => {
  const job = startJob([{ text: 'once', media: [] }])
  const first = await publishing.perform({ name: 'part 1', final: true }, job, stage.environment())
  expect(await publishing.perform({ name: 'part 1', final: true }, job, stage.environment())).toEqual(first)
  const changed = { ...job, content: { ...job.content, parts: [{ text: 'twice', media: [] }] } }
  const refused = await publishing.perform({ name: 'part 1', final: true }, changed, stage.environment())
  expect(refused).toMatchObject({ ok: false, trouble: { kind: 'unknown-outcome', reason: { code: 'key-taken' } } })
  expect(await recordOf(job)).toMatchObject({ text: 'once' })
})

test('what the server finds wrong is told in its words', async () => {
  const job = startJob([{ text: 'x'.repeat(301), media: [] }])
  const outcome = await publishing.perform({ name: 'part 1', final: true }, job, stage.environment())
  expect(outcome).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'refused', detail: expect.stringContaining('grapheme') } },
  })
})

test('images the server threw away are uploaded again', async () => {
  const job = startJob([{ text: 'late', media: [picture('late')] }])
  const gone = {
    $type: 'blob',
    ref: { $link: 'bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' },
    mimeType: 'image/png',
    size: 100,
  }
  const results = { 'image 1.1': { blob: gone, width: 64, height: 48 } }
  const outcome = await publishing.perform({ name: 'part 1', final: true }, { ...job, results }, stage.environment())
  expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unavailable', forget: ['image 1.1'], reason: { code: 'image-gone' } } })
  await run(job)
})

test('an expired token is told apart from a dead one, and a refresh makes the post go on', async () => {
  const job = startJob([{ text: 'after a refresh', media: [] }])
  const answer = { error: 'ExpiredToken', message: 'Token has expired' }
  const fetch = async () => Response.json(answer, { status: 400 })
  const expired = await publishing.perform({ name: 'part 1', final: true }, job, stage.environment({ fetch }))
  expect(expired).toMatchObject({ ok: false, trouble: { kind: 'signed-out', reason: { code: 'token-expired' } } })
  const fresh = await connecting.refresh(access, stage.environment())
  if (!fresh.ok) throw new Error(JSON.stringify(fresh.trouble))
  access = { ...access, secret: fresh.value.value }
  expect(fresh.value.expiresAt?.epochMilliseconds).toBeGreaterThan(Date.now())
  await run({ ...job, access })
})

test('nonsense instead of a token says signed-out', async () => {
  const secret = { kind: 'app-password', accessJwt: 'eyJhbGciOiJub25lIn0.eyJleHAiOjB9.x', refreshJwt: 'x' }
  const job = { ...startJob([{ text: 'no', media: [] }]), access: { ...access, secret } }
  const outcome = await publishing.perform({ name: 'part 1', final: true }, job, stage.environment())
  expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'signed-out', reason: { code: 'signed-out' } } })
})

test('connecting by handle finds the server, the name and the picture-less profile', async () => {
  await stage.account.setProfile({ displayName: '營火 Campfire' })
  const begun = await connecting.begin(
    stage.request('app-password', { identifier: `@${stage.account.handle}`, password: stage.account.appPassword }),
  )
  expect(begun).toMatchObject({
    ok: true,
    value: {
      connected: {
        externalId: stage.account.did,
        handle: 'campfire.test',
        displayName: '營火 Campfire',
        settings: { pds: stage.server.pds },
      },
    },
  })
})

test.each([
  ['e-mail', () => ({ identifier: stage.account.email })],
  ['server address', () => ({ identifier: stage.account.handle, server: `${stage.server.pds}/` })],
  ['DID', () => ({ identifier: stage.account.did })],
])('connecting works by %s', async (_, fields) => {
  const begun = await connecting.begin(stage.request('app-password', { password: stage.account.appPassword, ...fields() }))
  expect(begun).toMatchObject({ ok: true, value: { connected: { externalId: stage.account.did } } })
})

test.each([
  ['wrong-password', { identifier: 'campfire.test', password: 'aaaa-bbbb-cccc-dddd' }],
  ['password-missing', { identifier: 'campfire.test', password: ' ' }],
  ['handle-not-found', { identifier: 'nobody-at-all.test', password: 'x' }],
  ['handle-not-written-so', { identifier: 'no handle', password: 'x' }],
  ['server-not-written-so', { identifier: 'campfire.test', password: 'x', server: 'https://' }],
])('connecting says %s', async (code, fields) => {
  expect(await connecting.begin(stage.request('app-password', fields))).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code } },
  })
})

test('a server that answers with a web page, or is not there, is told plainly', async () => {
  const fields = { identifier: 'campfire.test', password: 'x', server: stage.server.pds }
  const begin = (fetch: typeof globalThis.fetch, changed = {}) =>
    connecting.begin({ ...stage.request('app-password', { ...fields, ...changed }), fetch })
  expect(await begin(page)).toMatchObject({ ok: false, trouble: { kind: 'unavailable', reason: { code: 'answered-web-page' } } })
  const { fetch } = stage.environment()
  expect(await begin(fetch, { server: 'http://127.0.0.1:1' })).toMatchObject({
    ok: false,
    trouble: { reason: { code: 'address-not-allowed' } },
  })
})

test.each([
  [{ 'ratelimit-reset': '1803902460' }, '2027-03-01T12:01:00Z'],
  [{ 'retry-after': 'Mon, 01 Mar 2027 12:05:00 GMT' }, '2027-03-01T12:05:00Z'],
  [{ 'retry-after': '9999999' }, '2027-03-02T12:00:00Z'],
  [{}, '2027-03-01T12:01:00Z'],
])('a pause asked for with %j lasts until %s', async (headers, until) => {
  const fetch = async () => Response.json({ error: 'RateLimitExceeded' }, { status: 429, headers })
  const job = startJob([{ text: 'fast', media: [] }])
  const outcome = await publishing.perform({ name: 'part 1', final: true }, job, stage.environment({ fetch, now: () => now }))
  expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ trouble: { kind: 'slow-down', until } })
})

test('a server nobody reached got nothing: the same post may be sent again', async () => {
  const server = 'http://127.0.0.1:1'
  const fetch = guardedFetch({ allowOrigins: [server] })
  const elsewhere = { ...access, settings: { pds: server, web: 'https://bsky.app' } }
  const job = { ...startJob([{ text: 'no', media: [] }]), access: elsewhere }
  const outcome = await publishing.perform({ name: 'part 1', final: true }, job, stage.environment({ fetch }))
  expect(outcome).toMatchObject({ ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-reached' } } })
})

test.each([
  ['as a browser shows it', (did: string, rkey: string) => `https://bsky.app/profile/${did}/post/${rkey}?ref=1`],
  ['with the handle', (_: string, rkey: string) => `https://bsky.app/profile/kindling.test/post/${rkey}`],
  ['as the network writes it', (did: string, rkey: string) => `at://${did}/app.bsky.feed.post/${rkey}`],
])('a post is quoted by its address %s, alone and beside an image', async (_, addressOf) => {
  const uri = await stage.friend.write('Quote me')
  const rkey = uri.split('/').at(-1) ?? ''
  const cid = (await stage.friend.post(rkey))?.cid
  const record = { $type: 'app.bsky.embed.record', record: { uri, cid } }
  const settings = { quote: addressOf(stage.friend.did, rkey) }
  const quoting = (parts: PostContent['parts']) => {
    const job = startJob(parts)
    return { ...job, content: { ...job.content, settings } }
  }
  expect(
    (
      await recordOf(
        await run(
          quoting([
            { text: 'Look', media: [] },
            { text: 'and more', media: [] },
          ]),
        ),
      )
    )?.['embed'],
  ).toEqual(record)
  const beside = await recordOf(await run(quoting([{ text: 'Look', media: [picture('red')] }])))
  expect(beside?.['embed']).toMatchObject({ $type: 'app.bsky.embed.recordWithMedia', record, media: { $type: 'app.bsky.embed.images' } })
})

test('a video goes out with its captions and description, in its shape', async () => {
  const captions = [{ ...testCaptions, mimeType: 'text/vtt' }, testCaptions]
  const video = testVideo({ seconds: 1, width: 160, height: 90 }, { alt: 'A pattern that moves', captions })
  const library = await testLibrary()
  const { media } = library
  const environment = { ...stage.environment(), ...media, image: stage.environment().image }
  const job = await run(startJob([{ text: 'Look', media: [video] }]), environment)
  await library.close()
  expect(Object.keys(job.results)).toEqual(['video 1', 'captions 1.1', 'part 1'])
  expect((await recordOf(job))?.['embed']).toMatchObject({
    $type: 'app.bsky.embed.video',
    video: { mimeType: 'video/mp4' },
    captions: [{ lang: 'en', file: { mimeType: 'text/vtt' } }],
    alt: 'A pattern that moves',
    aspectRatio: { width: 160, height: 90 },
  })
})

test('a post that is not there cannot be quoted, which is found before anything is seen', async () => {
  const job = startJob([{ text: 'Look', media: [] }])
  const gone = { ...job, content: { ...job.content, settings: { quote: `at://${stage.friend.did}/app.bsky.feed.post/3aaaaaaaaaa2a` } } }
  expect(await publishing.perform({ name: 'quote 1', final: false }, gone, stage.environment())).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'quote-not-found' } },
  })
})

test('ending the grant ends it on the server', async () => {
  const other = await stage.connect()
  await expect(connecting.revoke(other, stage.environment())).resolves.toEqual({ ok: true, value: undefined })
  await expect(connecting.revoke(other, stage.environment())).resolves.toEqual({ ok: true, value: undefined })
  await expect(connecting.refresh(other, stage.environment())).resolves.toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
})

async function page(): Promise<Response> {
  return new Response('<!doctype html><title>Welcome</title>', { headers: { 'content-type': 'text/html' } })
}
