import { expect, test } from 'vitest'

import type { Delivery, NetworkEnvironment, PostContent } from '../network.ts'
import { testCaptions, testVideo } from '../test-media.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, withResult, without } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { album, testPhoto, testPost } from './test-content.ts'
import { runTo, setFacebookStage, startJob } from './test-stage.ts'

const part = { name: 'part 1', final: true }
const confirm = { name: 'confirm 1', final: false }
const words = testPost({ text: 'Bread at seven 🍞 #bread' })
const film = testVideo()
const reel = testPost({ text: 'Seven seconds of bread', media: [film] }, { kind: 'reel', first_comment: 'Which one?' })
const feedVideo = testPost({ text: 'How we bake', media: [testVideo({ width: 640, height: 360 })] })

const setStage = stageForEach(setFacebookStage)

async function begin(stage: ClockedStage, content: PostContent = words): Promise<Delivery> {
  return startJob(await stage.connect(), content)
}

test('a text goes out in one step, and says where it is', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage), stage.environment())
  expect(Object.keys(job.results)).toEqual(['part 1'])
  const [post] = stage.standIn.posts()
  expect(post).toMatchObject({ text: 'Bread at seven 🍞 #bread', images: [] })
  expect(publishing.published(job)).toEqual({ externalId: post?.id, url: `${stage.origin}/${post?.id}` })
})

test('a link becomes a card', async () => {
  const stage = await setStage()
  const link = { url: 'https://hearth.example/menu', title: 'Menu', description: '' }
  await runTo(undefined, await begin(stage, testPost({ text: 'The menu', link })), stage.environment())
  expect(stage.standIn.posts()).toMatchObject([{ text: 'The menu', link: { url: 'https://hearth.example/menu' } }])
})

test('photos are shown in order with what they show, and the first comment stands below', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, album), stage.environment())
  expect(Object.keys(job.results)).toEqual(['photo 1.1', 'photo 1.2', 'photo 1.3', 'part 1', 'comment 1'])
  const [comment, post] = stage.standIn.posts().toSorted((one) => (one.replyTo === undefined ? 1 : -1))
  expect(post?.images.map(({ alt }) => alt)).toEqual(['What fire shows', 'What bread shows', 'What door shows'])
  expect(comment).toMatchObject({ replyTo: post?.id, profileId: stage.profile.id, text: 'The menu: https://hearth.example/menu' })
})

test('a reel is announced, sent, published, and waited for until it has an address', async () => {
  const stage = await setStage({ processingSeconds: 20 })
  const job = await runTo('confirm 1', await begin(stage, reel), stage.environment())
  expect(Object.keys(job.results)).toEqual(['session 1', 'upload 1', 'part 1'])
  expect(troubleOf(await publishing.perform(confirm, job, stage.environment()))).toMatchObject({
    kind: 'slow-down',
    processing: true,
    reason: { code: 'being-processed' },
  })
  expect(await stage.live()).toEqual([])
  stage.pass({ seconds: 20 })
  const done = await runTo(undefined, job, stage.environment())
  const [id = ''] = await stage.live()
  expect(publishing.published(done)).toEqual({ externalId: id, url: expect.stringContaining('/reel/') })
  expect(stage.standIn.posts().find((post) => post.id === id)).toMatchObject({ kind: 'reel', text: 'Seven seconds of bread', replies: 1 })
})

test('a video of the feed is sent in the pieces that are asked for, with its cover and captions', async () => {
  const stage = await setStage({ pieceBytes: 20_000 })
  const shown = { ...testVideo({ width: 640, height: 360 }), cover: { at: 1 }, captions: [testCaptions] }
  const job = await runTo(undefined, await begin(stage, testPost({ text: 'How we bake', media: [shown] })), stage.environment())
  const steps = Object.keys(job.results)
  expect(steps.filter((name) => name.startsWith('chunk')).length).toBeGreaterThan(2)
  expect(steps.slice(-4)).toEqual(['part 1', 'confirm 1', 'cover 1', 'captions 1.1'])
  expect(job.results).toMatchObject({ 'cover 1': { success: true }, 'captions 1.1': { success: true } })
  expect(stage.standIn.posts()).toMatchObject([{ text: 'How we bake', videos: [{ seconds: expect.closeTo(4, 1) }] }])
})

test.each<[string, PostContent, object]>([
  ['photo', testPost({ media: [testPhoto('door')] }, { kind: 'story' }), { images: [{ alt: 'What door shows' }] }],
  ['video', testPost({ media: [film] }, { kind: 'story' }), { videos: [{}] }],
])('a story shows a %s, and is taken down with it', async (_, content, shown) => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, content), stage.environment())
  expect(stage.standIn.posts()).toMatchObject([{ kind: 'story', ...shown }])
  expect(await publishing.takeDown?.(job, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(await stage.live()).toEqual([])
})

test('an upload that broke off goes on where it stopped', async () => {
  const stage = await setStage()
  const job = await runTo('upload 1', await begin(stage, reel), stage.environment())
  const upload = { name: 'upload 1', final: false }
  const sent: string[] = []
  expect(troubleOf(await publishing.perform(upload, job, breakingOff(stage.environment(), sent))).kind).toBe('unavailable')
  const whole = await publishing.perform(upload, job, breakingOff(stage.environment(), sent, Infinity))
  expect(whole).toMatchObject({ ok: true })
  expect(sent).toEqual(['0', '10000'])
  await runTo(undefined, withResult(job, upload, whole), stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('a piece whose answer was lost is not sent twice', async () => {
  const stage = await setStage({ pieceBytes: 20_000 })
  const job = await runTo('chunk 1.2', await begin(stage, feedVideo), stage.environment())
  const chunk = { name: 'chunk 1.2', final: false }
  await publishing.perform(chunk, job, stage.environment())
  expect(await publishing.perform(chunk, job, stage.environment())).toMatchObject({ ok: true, value: { start: 40_000 } })
  await runTo(undefined, job, stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('a film that is refused after all is not out, and says why', async () => {
  const stage = await setStage()
  const wide = testPost({ media: [testVideo({ width: 640, height: 360 })] }, { kind: 'reel' })
  const job = await runTo('confirm 1', await begin(stage, wide), stage.environment())
  expect(troubleOf(await publishing.perform(confirm, job, stage.environment()))).toMatchObject({
    kind: 'rejected',
    undone: true,
    reason: { code: 'video-refused', detail: expect.stringContaining('9:16') },
  })
})

test('an upload that nobody finished for a day begins anew', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage, reel), stage.environment())
  stage.pass({ hours: 25 })
  const trouble = troubleOf(await publishing.perform(part, job, stage.environment()))
  expect(trouble).toMatchObject({ kind: 'unavailable', forget: ['session 1', 'upload 1'] })
  await runTo(undefined, without(job, ['session 1', 'upload 1']), stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('photos that were dropped after a day are handed over again', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage, album), stage.environment())
  stage.pass({ hours: 25 })
  const trouble = troubleOf(await publishing.perform(part, job, stage.environment()))
  expect(trouble).toMatchObject({ kind: 'unavailable', reason: { code: 'photos-gone' }, forget: ['photo 1.1', 'photo 1.2', 'photo 1.3'] })
  await runTo(undefined, without(job, ['photo 1.1', 'photo 1.2', 'photo 1.3']), stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('when a post is refused its photos are deleted', async () => {
  const stage = await setStage()
  const long = testPost({ text: 'x'.repeat(70_000), media: [testPhoto('fire')] })
  const job = await runTo('part 1', await begin(stage, long), stage.environment())
  expect(troubleOf(await publishing.perform(part, job, stage.environment())).kind).toBe('rejected')
  expect(stage.standIn.state()).toMatchObject({ photos: [] })
})

test.each<[string, PostContent]>([
  ['text', words],
  ['photos', album],
])('an attempt with %s that arrived late is adopted, and nothing goes out twice', async (_, content) => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage, content), stage.environment())
  const late = heldBack(stage.environment())
  expect(troubleOf(await publishing.perform(part, job, late.environment)).kind).toBe('unknown-outcome')
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  await late.arrive()
  expect(troubleOf(await publishing.perform(part, job, stage.environment()))).toMatchObject({
    kind: 'unknown-outcome',
    reason: { code: 'published-before' },
  })
  const [id] = await stage.live()
  expect(await publishing.lookUp(part, job, stage.environment())).toMatchObject({ ok: true, value: { found: true, result: { id } } })
  expect(await stage.live()).toHaveLength(1)
})

test('what the Page said just before is refused as a duplicate, and the earlier post is not taken for this one', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  await runTo(undefined, startJob(access, words), stage.environment())
  stage.pass({ hours: 1 })
  const job = startJob(access, words, '2026-11-24T10:00:00Z')
  expect(troubleOf(await publishing.perform(part, job, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'duplicate' },
  })
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
})

test('while the list lags behind a refused duplicate, Hearth looks again', async () => {
  const stage = await setStage({ listingLagSeconds: 60 })
  const job = await begin(stage)
  await publishing.perform(part, job, stage.environment())
  expect(troubleOf(await publishing.perform(part, job, stage.environment()))).toMatchObject({
    kind: 'unknown-outcome',
    reason: { code: 'not-listed-yet' },
  })
  stage.pass({ minutes: 2 })
  expect(await publishing.lookUp(part, job, stage.environment())).toMatchObject({ ok: true, value: { found: true } })
})

test('a post that another delivery made is never taken', async () => {
  const stage = await setStage()
  const job = await begin(stage)
  await publishing.perform(part, job, stage.environment())
  const others = { taken: async (ids: readonly string[]) => new Set(ids) }
  expect(await publishing.lookUp(part, job, stage.environment(others))).toEqual({ ok: true, value: { found: false } })
})

test('a video whose last answer was lost is found by its id, whatever is still to be done with it', async () => {
  const stage = await setStage({ processingSeconds: 60 })
  const job = await runTo('part 1', await begin(stage, reel), stage.environment())
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  await publishing.perform(part, job, stage.environment())
  expect(await publishing.lookUp(part, job, stage.environment())).toMatchObject({ ok: true, value: { found: true } })
  const again = await publishing.perform(part, job, stage.environment())
  expect(again).toMatchObject({ ok: true })
  stage.pass({ minutes: 2 })
  expect(await stage.live()).toHaveLength(1)
  expect(publishing.absenceOn?.(job.access, job.prepared)).toEqual({ proof: 'token' })
  expect(publishing.absenceOn?.(job.access, startJob(job.access, words).prepared)).toMatchObject({ proof: 'settles' })
})

test('a comment that cannot be written is a note, and is never written twice', async () => {
  const stage = await setStage()
  const job = await runTo('comment 1', await begin(stage, album), stage.environment())
  const comment = { name: 'comment 1', final: false }
  const refused = JSON.stringify({ error: { message: 'No', type: 'OAuthException', code: 200 } })
  const deaf = stage.environment({ fetch: async () => new Response(refused, { status: 403 }) })
  expect(await publishing.perform(comment, job, deaf)).toMatchObject({ ok: true, value: { leftOut: { code: 'comment-left-out' } } })
  const first = await publishing.perform(comment, job, stage.environment())
  expect(await publishing.perform(comment, job, stage.environment())).toEqual(first)
  expect(stage.standIn.posts()).toHaveLength(2)
})

test('only the words of a post can be changed', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, album), stage.environment())
  const { edit } = publishing
  const at = { job, publishedAt: stage.environment().now(), now: stage.environment().now() }
  const [before] = album.parts
  const after = { ...album, parts: [{ media: [], ...before, text: 'Opening at eight' }] }
  expect(edit?.refuses({ ...at, after })).toBeUndefined()
  expect(await edit?.apply({ job, after }, stage.environment())).toEqual({ ok: true, value: {} })
  expect(stage.standIn.posts().map(({ text }) => text)).toContain('Opening at eight')
  expect(edit?.refuses({ ...at, after: testPost({ text: 'Opening at eight' }, album.settings) })).toEqual({ code: 'edit-words-only' })
  expect(edit?.refuses({ ...at, after: { ...album, parts: [{ media: [], ...before, text: ' ' }] } })).toEqual({ code: 'edit-words-needed' })
  const video = await runTo(undefined, startJob(job.access, reel), stage.environment())
  const renamed = { ...reel, parts: [{ text: 'Five seconds', media: [film] }] }
  expect(await edit?.apply({ job: video, after: renamed }, stage.environment())).toMatchObject({ ok: true })
  expect(stage.standIn.posts().find(({ kind }) => kind === 'reel')?.text).toBe('Five seconds')
})

test('the thirty-first reel of a day has to wait', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const short = testPost({ media: [film] }, { kind: 'reel' })
  for (let count = 0; count < 30; count += 1) await runTo('confirm 1', startJob(access, short), stage.environment())
  const session = { name: 'session 1', final: false }
  expect(troubleOf(await publishing.perform(session, startJob(access, short), stage.environment())).kind).toBe('slow-down')
})

/** The upload breaks off after so many bytes. */
function breakingOff(environment: NetworkEnvironment, sent: string[], bytes = 10_000): NetworkEnvironment {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    const offset = headers.get('offset')
    if (offset === null || !(init?.body instanceof ReadableStream)) return environment.fetch(input, init)
    sent.push(offset)
    const whole = new Uint8Array(await new Response(init.body).arrayBuffer())
    const body = whole.subarray(0, bytes)
    headers.delete('content-length')
    const response = await environment.fetch(input, { ...init, headers, body })
    if (body.length === whole.length) return response
    throw new TypeError('The connection was reset.')
  }
  return { ...environment, fetch }
}

/** The request to publish leaves, no answer comes, and it arrives only when the test says so. */
function heldBack(environment: NetworkEnvironment): { environment: NetworkEnvironment; arrive: () => Promise<void> } {
  const held: (() => Promise<Response>)[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (init?.method !== 'POST') return environment.fetch(input, init)
    held.push(() => environment.fetch(input, init))
    return Promise.reject(new TypeError('The connection was reset.'))
  }
  return {
    environment: { ...environment, fetch },
    arrive: async () => {
      for (const send of held.splice(0)) await (await send()).text()
    },
  }
}
