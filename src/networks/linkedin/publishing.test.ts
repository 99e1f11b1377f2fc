import { afterEach, expect, test } from 'vitest'

import { testCaptions, testDocument, testVideo } from '../test-media.ts'
import { troubleOf } from '../test-steps.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { madeOf } from './steps.ts'
import { gallery, testImage, testPost } from './test-content.ts'
import { type LinkedInStage, runTo, setLinkedInStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: LinkedInStage
afterEach(() => stage.close())

const part = { name: 'part 1', final: true }

async function publish(content: Parameters<typeof startJob>[1], profileId = stage.profile.id) {
  const access = await stage.connectAs(profileId)
  return runTo(undefined, startJob(access, content, stage.environment().now()), stage.environment())
}

test('each kind of post arrives as it was written', async () => {
  stage = await setLinkedInStage()
  const thumb = testImage('thumb')
  const film = testVideo({}, { cover: { at: 1 }, captions: [testCaptions] })
  const posts = [
    testPost({ text: 'Words only (with_signs) #bread' }, { no_reposts: true }),
    testPost({ text: 'One', media: [testImage('one')] }),
    testPost({ text: 'A card', link: { url: 'https://hearth.example/menu', title: '', description: 'All of it', thumb } }),
    testPost({ text: 'A film', media: [film] }),
    testPost({ text: 'Pages', media: [testDocument(3)] }),
    testPost({ text: 'Tea or cake?\nSay it.', poll: { options: ['Tea', '蛋糕'], minutes: 3 * 24 * 60, multiple: false } }),
  ]
  for (const post of posts) await publish(post)
  const seen = stage.standIn
    .posts()
    .map(({ text, kind, images, videos, document, link, poll }) => ({ text, kind, images, videos, document, link, poll }))
  expect(seen.toReversed()).toMatchObject([
    { text: 'Words only (with_signs) #bread', kind: 'post', images: [] },
    { text: 'One', images: [{ alt: 'What one shows' }] },
    { text: 'A card', kind: 'article', link: { url: 'https://hearth.example/menu', title: 'hearth.example', description: 'All of it' } },
    { text: 'A film', kind: 'video', videos: [{}] },
    { text: 'Pages', kind: 'document', document: { title: 'Our menu', pages: 3 } },
    { text: 'Tea or cake?\nSay it.', kind: 'poll', poll: { options: [{ text: 'Tea' }, { text: '蛋糕' }] } },
  ])
})

test('a film goes on with the piece that is missing, and is begun anew where its upload has run out', async () => {
  stage = await setLinkedInStage()
  const content = testPost({ text: 'A film', media: [testVideo()] })
  const job = startJob(await stage.connectAs(stage.profile.id), content, stage.environment().now())
  const begun = await runTo('piece 1.1', job, stage.environment())
  const pieces = [0, 1, 2].map((index) => ({ url: 'https://www.linkedin.com/x', first: index, last: index }))
  const half = { ...begun, results: { 'video 1': { urn: 'urn:li:video:1', uploadToken: '', pieces }, 'piece 1.1': { etag: 'a' } } }
  expect(publishing.nextStep(half)).toEqual({ name: 'piece 1.2', final: false })
  stage.pass({ hours: 25 })
  const gone = await publishing.perform({ name: 'piece 1.1', final: false }, begun, stage.environment())
  expect(troubleOf(gone)).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'upload-gone' },
    forget: ['video 1', 'piece 1.1', 'finish 1', 'ready 1'],
  })
})

test('what is being processed is waited for; what failed is told', async () => {
  stage = await setLinkedInStage({ processingSeconds: 30, spoil: (kind) => (kind === 'document' ? 'VIRUS_FOUND' : undefined) })
  const access = await stage.connectAs(stage.profile.id)
  const start = (media: Parameters<typeof testPost>[0]['media']) =>
    startJob(access, testPost({ text: 'x', media: media ?? [] }), stage.environment().now())
  const film = await runTo('ready 1', start([testVideo()]), stage.environment())
  const ready = { name: 'ready 1', final: false }
  expect(troubleOf(await publishing.perform(ready, film, stage.environment()))).toMatchObject({ kind: 'slow-down', processing: true })
  const image = await runTo('part 1', start([testImage('a')]), stage.environment())
  expect(troubleOf(await publishing.perform(part, image, stage.environment()))).toMatchObject({ kind: 'slow-down', processing: true })
  const document = await runTo('ready 1', start([testDocument(2)]), stage.environment())
  stage.pass({ seconds: 31 })
  expect(await publishing.perform(ready, film, stage.environment())).toMatchObject({ ok: true })
  expect(troubleOf(await publishing.perform(ready, document, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'media-refused' },
  })
})

test('a profile’s post whose answer was lost is sent again after a while, refused as a duplicate, and adopted', async () => {
  stage = await setLinkedInStage()
  const job = startJob(await stage.connectAs(stage.friend.id), testPost({ text: 'Once only' }), stage.environment().now())
  await publishing.perform(part, job, stage.environment())
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  expect(troubleOf(await publishing.perform(part, job, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'duplicate' },
  })
  stage.pass({ minutes: 4 })
  const [post] = stage.standIn.posts({ profileId: stage.friend.id })
  expect(await publishing.perform(part, job, stage.environment())).toMatchObject({ ok: true, value: { urn: post?.id } })
  const others = stage.environment({ taken: async () => new Set([post?.id ?? '']) })
  expect(troubleOf(await publishing.perform(part, job, others)).kind).toBe('rejected')
  const later = startJob(job.access, job.content, stage.environment().now())
  stage.pass({ minutes: 4 })
  expect(troubleOf(await publishing.perform(part, later, stage.environment())).reason).toMatchObject({
    code: 'duplicate',
    params: { urn: post?.id },
  })
  expect(stage.standIn.posts({ profileId: stage.friend.id })).toHaveLength(1)
})

test('the first comment is written once, by the address each app may use, and never makes the post fail', async () => {
  stage = await setLinkedInStage()
  const page = await publish(gallery)
  const comment = { name: 'comment 1', final: false }
  stage.pass({ minutes: 5 })
  await publishing.perform(comment, page, stage.environment())
  const member = await publish(testPost({ text: 'Mine' }, { first_comment: 'And a word' }), stage.friend.id)
  expect(stage.standIn.posts().flatMap(({ replyTo, text }) => (replyTo === undefined ? [] : [text]))).toEqual([
    'And a word',
    'The menu is on our page.',
  ])
  stage.pass({ minutes: 5 })
  const unsure = await publishing.perform(comment, member, stage.environment())
  expect(unsure).toEqual({ ok: true, value: { leftOut: { code: 'comment-unclear' } } })
  const down = stage.environment({ fetch: async () => new Response('', { status: 503 }) })
  expect(await publishing.perform(comment, page, down)).toMatchObject({ ok: true, value: { leftOut: { code: 'comment-unclear' } } })
})

test('only the text can be changed later, and a post can be taken down twice', async () => {
  stage = await setLinkedInStage()
  const job = await publish(testPost({ text: 'Befor [sic]' }))
  const after = testPost({ text: 'Before (now right)' })
  const moment = { publishedAt: stage.environment().now(), now: stage.environment().now() }
  expect(publishing.edit?.refuses({ job, after, ...moment })).toBeUndefined()
  expect(publishing.edit?.refuses({ job, after: testPost({ text: 'x' }, { no_reposts: true }), ...moment })).toEqual({
    code: 'only-text-changes',
  })
  expect(await publishing.edit?.apply({ job, after }, stage.environment())).toEqual({ ok: true, value: {} })
  expect(stage.standIn.posts()).toMatchObject([{ id: madeOf(job).urn, text: 'Before (now right)' }])
  expect(await publishing.takeDown?.(job, stage.environment())).toMatchObject({ ok: true })
  expect(await publishing.takeDown?.(job, stage.environment())).toMatchObject({ ok: true })
  expect(stage.standIn.posts()).toEqual([])
  expect(troubleOf((await publishing.edit?.apply({ job, after }, stage.environment())) ?? { ok: true, value: {} }).reason.code).toBe(
    'post-not-found',
  )
})

test('a version that is over and a day’s calls that are used up are waited out', async () => {
  stage = await setLinkedInStage({ tier: 'development' })
  const access = await stage.connectAs(stage.profile.id)
  const job = startJob(access, testPost({ text: 'x' }), stage.environment().now())
  const old = stage.environment({ options: { version: '202506' } })
  expect(troubleOf(await publishing.perform(part, job, old))).toMatchObject({ kind: 'unavailable', reason: { code: 'version-over' } })
  let last = await timeline.recent(stage.environment().now(), access, stage.environment())
  for (let call = 0; last.ok && call < 100; call += 1) last = await timeline.recent(stage.environment().now(), access, stage.environment())
  const trouble = troubleOf(last)
  expect(trouble.reason.code).toBe('day-used-up')
  expect(trouble.kind === 'slow-down' && trouble.until.toString()).toMatch(/T00:00:00Z$/)
})

test('a page’s posts are read, a profile’s are not; people and organizations are found as far as LinkedIn lets anyone', async () => {
  stage = await setLinkedInStage()
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Made in the app [here]' })
  stage.standIn.act({ kind: 'follow', by: stage.friend.id, profile: stage.profile.id })
  const [page, member] = [await stage.connectAs(stage.profile.id), await stage.connectAs(stage.friend.id)]
  const since = stage.environment().now().subtract({ hours: 1 })
  expect(await timeline.recent(since, page, stage.environment())).toMatchObject({
    ok: true,
    value: [{ text: 'Made in the app [here]', media: 0 }],
  })
  expect(troubleOf(await timeline.recent(since, member, stage.environment())).reason.code).toBe('posts-not-readable')
  expect(await mentions.find('@kind', page, stage.environment())).toMatchObject({
    ok: true,
    value: [{ text: `@[Kindling](${stage.friend.id})` }],
  })
  expect(await mentions.find('campfire', page, stage.environment())).toMatchObject({
    ok: true,
    value: [{ text: `@[Campfire](${stage.profile.id})` }],
  })
  expect(await mentions.find('campfire', member, stage.environment())).toEqual({ ok: true, value: [] })
})
