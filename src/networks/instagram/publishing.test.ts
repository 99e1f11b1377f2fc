import { describe, expect, test } from 'vitest'

import type { Delivery, PostContent } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, without } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quota.ts'
import { carousel, smallVideo, testImage, testPost } from './test-content.ts'
import { runTo, setInstagramStage, startJob } from './test-stage.ts'

const part = { name: 'part 1', final: true }
const ready = { name: 'ready 1', final: false }
const single = testPost({ text: 'Bread at seven 🍞', media: [testImage('bread', { width: 1080, height: 1350 })] })

const setStage = stageForEach(setInstagramStage)

async function begin(stage: ClockedStage, content: PostContent = single): Promise<Delivery> {
  return startJob(await stage.connect(), content)
}

test('a photo goes out with its caption and description, and says where it is', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage), stage.environment())
  expect(Object.keys(job.results)).toEqual(['quota', 'container 1.1', 'ready 1', 'part 1', 'permalink 1'])
  const [post] = stage.standIn.posts()
  expect(post).toMatchObject({ text: 'Bread at seven 🍞', images: [{ alt: 'What bread shows' }] })
  expect(publishing.published(job)).toEqual({ externalId: post?.id, url: post?.url })
})

test('a carousel shows its pictures in order, all in the shape of the first', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, carousel), stage.environment())
  expect(Object.keys(job.results)).toContain('carousel 1')
  const [post] = stage.standIn.posts()
  expect(post?.images.map(({ alt }) => alt)).toEqual(['What fire shows', 'What bread shows', 'What door shows'])
})

test('a video goes out as a reel with its cover, collaborators and tags, whether it was called one or not', async () => {
  const stage = await setStage()
  const settings = { collaborators: '@kindling', user_tags: 'kindling, @campfire', share_to_feed: false }
  const film = { ...smallVideo, cover: { at: 1.5 } }
  const sent: string[] = []
  const spying = stage.environment({
    fetch: async (input, init) => {
      if (init?.body instanceof URLSearchParams) sent.push(decodeURIComponent(init.body.toString()))
      return stage.environment().fetch(input, init)
    },
  })
  await runTo(undefined, await begin(stage, testPost({ text: 'Knead', media: [film] }, { ...settings, kind: 'reel' })), spying)
  expect(stage.standIn.posts()).toMatchObject([{ kind: 'reel', text: 'Knead', images: [], videos: [{ seconds: 3 }] }])
  const [made = ''] = sent
  expect(made).toContain('media_type=REELS&share_to_feed=false&thumb_offset=1500')
  expect(made).toContain('user_tags=[{"username":"kindling"},{"username":"campfire"}]')
  expect(made).toContain('collaborators=["kindling"]')
  const picture = { ...smallVideo, cover: { picture: testImage('cover') } }
  await runTo(undefined, await begin(stage, testPost({ media: [picture] })), spying)
  expect(stage.standIn.posts()[0]).toMatchObject({ kind: 'reel' })
  expect(sent.join(' ')).toContain('cover_url=http')
})

test.each([
  ['an image', testImage('fire')],
  ['a video', smallVideo],
])('%s goes out as a story, for a day, and is found among the stories when its answer was lost', async (_, file) => {
  const stage = await setStage()
  const job = await runTo(
    'part 1',
    await begin(stage, testPost({ text: 'Left out', media: [file] }, { kind: 'story', first_comment: 'No' })),
    stage.environment(),
  )
  await publishing.perform(part, job, stage.environment())
  const [story] = stage.standIn.posts()
  expect(story).toMatchObject({ kind: 'story', text: '' })
  expect(await publishing.lookUp(part, job, stage.environment())).toMatchObject({
    ok: true,
    value: { found: true, result: { id: story?.id } },
  })
  stage.pass({ hours: 25 })
  expect(await stage.live()).toEqual([])
})

test('a carousel mixes images and videos, and waits until each is processed', async () => {
  const stage = await setStage({ processingSeconds: 30 })
  const mixed = testPost({ text: 'Both', media: [testImage('fire'), smallVideo] }, { user_tags: 'kindling' })
  const job = await runTo('items 1', await begin(stage, mixed), stage.environment())
  expect(troubleOf(await publishing.perform({ name: 'items 1', final: false }, job, stage.environment()))).toMatchObject({
    kind: 'slow-down',
    processing: true,
  })
  stage.pass({ seconds: 30 })
  const made = await runTo('ready 1', job, stage.environment())
  stage.pass({ seconds: 30 })
  await runTo(undefined, made, stage.environment())
  expect(stage.standIn.posts()).toMatchObject([{ text: 'Both', images: [{ alt: 'What fire shows' }], videos: [{ seconds: 3 }] }])
})

describe('the first comment', () => {
  const commented = testPost({ media: [testImage('bread')] }, { first_comment: 'The recipe: ask us' })
  const comment = { name: 'comment 1', final: false }

  test('stands under the post, once, however often the step is repeated', async () => {
    const stage = await setStage()
    const job = await runTo('comment 1', await begin(stage, commented), stage.environment())
    const once = await publishing.perform(comment, job, stage.environment())
    expect(await publishing.perform(comment, job, stage.environment())).toEqual(once)
    expect(stage.standIn.posts().filter(({ replyTo }) => replyTo !== undefined)).toMatchObject([{ text: 'The recipe: ask us' }])
  })

  test('is found when its answer was lost, and is a note and no trouble when it was refused', async () => {
    const stage = await setStage()
    const job = await runTo('comment 1', await begin(stage, commented), stage.environment())
    const lossy = stage.environment({
      fetch: async (input, init) => {
        const response = await stage.environment().fetch(input, init)
        if (init?.method === 'POST') throw new TypeError('The connection was reset.')
        return response
      },
    })
    const [written] = [await publishing.perform(comment, job, lossy)]
    expect(written).toMatchObject({ ok: true, value: { id: expect.any(String) } })
    const long = { ...job, content: testPost({ media: [testImage('bread')] }, { first_comment: 'x'.repeat(301) }) }
    expect(await publishing.perform(comment, long, stage.environment())).toMatchObject({
      ok: true,
      value: { leftOut: { code: 'comment-left-out' } },
    })
    const deaf = stage.environment({ fetch: () => Promise.reject(new TypeError('The connection was reset.')) })
    expect(await publishing.perform(comment, job, deaf)).toMatchObject({ ok: true, value: { leftOut: { code: 'comment-unclear' } } })
  })
})

test('the day’s posts are read from the network', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  await runTo(undefined, startJob(access, single), stage.environment())
  expect(await quotas.read?.(access, stage.environment())).toEqual({
    ok: true,
    value: [{ name: 'posts', used: 1, max: 50, per: 'rolling-day' }],
  })
})

test('while the pictures are processed it asks again soon, then seldom, and in the end makes them anew', async () => {
  const stage = await setStage({ processingSeconds: 3600 })
  const job = await runTo('ready 1', await begin(stage), stage.environment())
  const waits = []
  for (const seconds of [0, 30, 60]) {
    stage.pass({ seconds })
    const trouble = troubleOf(await publishing.perform(ready, job, stage.environment()))
    expect(trouble).toMatchObject({ kind: 'slow-down', processing: true, reason: { code: 'being-processed' } })
    if (trouble.kind === 'slow-down') waits.push(trouble.until.since(stage.environment().now()).total('seconds'))
  }
  expect(waits).toEqual([2, 10, 60])
  stage.pass({ minutes: 10 })
  expect(troubleOf(await publishing.perform(ready, job, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    forget: ['container 1.1', 'ready 1'],
  })
})

test('containers that ran out before they were published are made anew, and the post goes out once', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage, carousel), stage.environment())
  stage.pass({ hours: 25 })
  const trouble = troubleOf(await publishing.perform(part, job, stage.environment()))
  expect(trouble).toMatchObject({ kind: 'unavailable', reason: { code: 'container-gone' } })
  const forget = trouble.kind === 'unavailable' ? (trouble.forget ?? []) : []
  expect(forget).toEqual(['container 1.1', 'container 1.2', 'container 1.3', 'carousel 1', 'ready 1'])
  await runTo(undefined, without(job, forget), stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test.each([
  [2207032, { kind: 'unavailable', reason: { code: 'container-gone' }, forget: ['container 1.1', 'ready 1'] }],
  [2207026, { kind: 'rejected', reason: { code: 'image-refused' } }],
  [2207082, { kind: 'unavailable', reason: { code: 'container-gone' } }],
])('a picture whose processing fails with %i is made anew or refused', async (subcode, expected) => {
  const stage = await setStage({ spoil: () => subcode })
  const job = await runTo('ready 1', await begin(stage), stage.environment())
  expect(troubleOf(await publishing.perform(ready, job, stage.environment()))).toMatchObject(expected)
})

test('reading the address cannot undo a post: the profile serves instead', async () => {
  const stage = await setStage()
  const job = await runTo('permalink 1', await begin(stage), stage.environment())
  const deaf = stage.environment({ fetch: () => Promise.reject(new TypeError('The connection was reset.')) })
  const outcome = await publishing.perform({ name: 'permalink 1', final: false }, job, deaf)
  expect(outcome).toEqual({ ok: true, value: {} })
  expect(publishing.published({ ...job, results: { ...job.results, 'permalink 1': {} } }).url).toBe(`${stage.origin}/campfire/`)
})

test('once the day’s posts are used up it waits, before anything is made', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  for (let count = 0; count < 50; count += 1) await runTo('permalink 1', startJob(access, single), stage.environment())
  const quota = { name: 'quota', final: false }
  const full = startJob(access, single)
  expect(troubleOf(await publishing.perform(quota, full, stage.environment()))).toMatchObject({
    kind: 'slow-down',
    reason: { code: 'quota-used' },
  })
  const made = await runTo('part 1', { ...full, results: { quota: {} } }, stage.environment())
  expect(troubleOf(await publishing.perform(part, made, stage.environment()))).toMatchObject({ kind: 'slow-down' })
  stage.pass({ hours: 24 })
  expect(await publishing.perform(quota, full, stage.environment())).toMatchObject({ ok: true, value: { used: 0, total: 50 } })
})

test('the real network is never given an address that it cannot reach', async () => {
  const stage = await setStage()
  const access = {
    ...(await stage.connect()),
    settings: { api: 'https://graph.instagram.com', profile: 'https://www.instagram.com/campfire/' },
  }
  const silent = stage.environment({ fetch: () => Promise.reject(new Error('Nothing may be asked.')) })
  const job = { ...startJob(access, single), results: { quota: {} } }
  expect(troubleOf(await publishing.perform({ name: 'container 1.1', final: false }, job, silent))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'image-out-of-reach', params: { address: expect.stringMatching(/^http:\/\/127/) } },
  })
})

test('a picture that the network cannot fetch is refused with what to do', async () => {
  const stage = await setStage()
  const job = await runTo('container 1.1', await begin(stage), stage.environment())
  const gone = stage.environment({ imageLink: async () => `${stage.origin}/pictures/none.jpg` })
  expect(troubleOf(await publishing.perform({ name: 'container 1.1', final: false }, job, gone))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'image-not-fetched' },
  })
})
