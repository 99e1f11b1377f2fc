import { expect, test } from 'vitest'

import type { Delivery, PostContent } from '../network.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { sharedTexts } from '../texts.ts'
import { publishing } from './publishing.ts'
import { chosen, gallery, smallVideo, testImage, testPost, wanted } from './test-content.ts'
import { runTo, setRedditStage, startJob } from './test-stage.ts'
import { texts } from './texts.ts'

const setStage = stageForEach(setRedditStage)
const final = { name: 'part 1', final: true }
const link = { url: 'https://tea.example/notes', title: 'Notes', description: '' }

test('each kind of post goes out as what it shows, with what was chosen for it', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const more = { ...chosen, nsfw: true, sendreplies: false }
  const posts: readonly (readonly [PostContent, object])[] = [
    [wanted, { kind: 'self', title: '[Oolong] Roasted over longan wood', visibility: 'r/TeaTalk', text: wanted.parts[0]?.text }],
    [testPost({ text: 'Why', link }, more), { kind: 'link', link: { url: link.url }, text: 'Why', warning: 'NSFW' }],
    [testPost({ media: [testImage('fire')], link }), { kind: 'image', images: [{}] }],
    [gallery, { kind: 'gallery', images: [{}, {}], text: gallery.parts[0]?.text }],
    [testPost({ text: 'Pour', media: [smallVideo] }, { ...chosen, spoiler: true }), { kind: 'video', videos: [{}], warning: 'Spoiler' }],
    [
      testPost({ poll: { options: ['Oolong ', 'Sencha'], minutes: 4000, multiple: false } }),
      { kind: 'poll', poll: { options: [{ text: 'Oolong' }, {}] } },
    ],
    [testPost({ text: 'At home' }, { ...chosen, subreddit: 'u/campfire' }), { kind: 'self', visibility: 'r/u_campfire' }],
  ]
  for (const [content, shown] of posts) {
    const done = await runTo(undefined, startJob(access, content), stage.environment())
    const { externalId, url } = publishing.published(done)
    expect(stage.standIn.posts().find(({ id }) => id === externalId)).toMatchObject(shown)
    expect((await fetch(url)).status).toBe(200)
    expect(await publishing.takeDown?.(done, stage.environment())).toMatchObject({ ok: true })
  }
  expect(await stage.live()).toEqual([])
})

test('a picture is waited for until it is a post; what is not there yet says so, and then a person is asked', async () => {
  const stage = await setStage({ processingSeconds: 30 })
  const access = await stage.connect()
  const sent = await runTo('appeared 1', startJob(access, testPost({ media: [testImage('fire')] })), stage.environment())
  const appeared = { name: 'appeared 1', final: false }
  expect(troubleOf(await publishing.perform(appeared, sent, stage.environment()))).toMatchObject({ kind: 'slow-down', processing: true })
  expect(troubleOf(await publishing.lookUp(final, sent, stage.environment()))).toMatchObject({ kind: 'slow-down', processing: true })
  expect(publishing.absenceOn?.(access, sent.prepared)).toEqual({ proof: 'never' })
  expect(publishing.absenceOn?.(access, startJob(access, gallery).prepared)).toMatchObject({ proof: 'settles' })
  stage.pass({ seconds: 31 })
  const [post] = stage.standIn.posts()
  expect(await publishing.lookUp(final, sent, stage.environment())).toMatchObject({
    ok: true,
    value: { found: true, result: { name: post?.id } },
  })
  expect(await publishing.takeDown?.(sent, stage.environment())).toMatchObject({ ok: true })
  expect(await stage.live()).toEqual([])
})

test('a film that nothing could be made of never appears, and the author is told', async () => {
  const stage = await setStage({ spoil: () => true })
  const sent = await runTo('appeared 1', startJob(await stage.connect(), testPost({ media: [smallVideo] })), stage.environment())
  stage.pass({ minutes: 5 })
  expect(await publishing.lookUp(final, sent, stage.environment())).toEqual({ ok: true, value: { found: false } })
  stage.pass({ minutes: 41 })
  const trouble = troubleOf(await publishing.perform({ name: 'appeared 1', final: false }, sent, stage.environment()))
  expect(trouble).toMatchObject({ kind: 'rejected', reason: { code: 'never-appeared' } })
  expect(await publishing.takeDown?.(sent, stage.environment())).toMatchObject({ ok: true })
})

test('what the community asks for is read again before sending, and nothing leaves that it would refuse', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const tries: readonly (readonly [PostContent, string])[] = [
    [{ ...wanted, settings: { ...wanted.settings, 'flair.TeaTalk': 'none' } }, 'flair-needed'],
    [{ ...wanted, settings: { ...wanted.settings, title: 'Roasted over longan wood' } }, 'title-not-as-wanted'],
    [testPost({ text: 'Tea' }, { ...chosen, subreddit: 'r/pics' }), 'no-text-posts'],
    [testPost({ text: 'Tea' }, { ...chosen, subreddit: 'r/teahouse' }), 'community-not-for-you'],
    [testPost({ text: 'Tea' }, { ...chosen, subreddit: 'r/nowhere' }), 'community-not-there'],
    [testPost({ text: 'Tea' }, { title: 'Tea' }), 'community-missing'],
  ]
  const first = { name: 'community', final: false }
  for (const [content, code] of tries) {
    const trouble = troubleOf(await publishing.perform(first, startJob(access, content), stage.environment()))
    expect(trouble).toMatchObject({ kind: 'rejected', reason: { code } })
  }
  expect(await stage.live()).toEqual([])
})

test('whoever posts too often waits as long as the network says; a link that was there before is refused unless it may be', async () => {
  const stage = await setStage({ pauseSeconds: 540 })
  const access = await stage.connect()
  const send = async (settings = chosen) => {
    const job = await runTo('part 1', startJob(access, testPost({ link }, settings)), stage.environment())
    return publishing.perform(final, job, stage.environment())
  }
  expect(await send()).toMatchObject({ ok: true })
  stage.pass({ minutes: 1 })
  const early = troubleOf(await send())
  expect(early).toMatchObject({ kind: 'slow-down', reason: { code: 'posting-too-fast', params: { minutes: 8 } } })
  expect('until' in early && early.until.toString()).toBe('2026-11-24T09:09:00Z')
  stage.pass({ minutes: 9 })
  expect(troubleOf(await send())).toMatchObject({ kind: 'rejected', reason: { code: 'link-posted-already' } })
  expect(await send({ ...chosen, resubmit: true })).toMatchObject({ ok: true })
})

const errors = [
  ['ALREADY_SUB', 'rejected', 'link-posted-already'],
  ['SUBREDDIT_NOEXIST', 'rejected', 'community-not-there'],
  ['SUBREDDIT_NOTALLOWED', 'rejected', 'community-not-for-you'],
  ['TOO_LONG', 'rejected', 'too-long-there'],
  ['NO_SELFS', 'rejected', 'no-text-posts'],
  ['NO_LINKS', 'rejected', 'no-link-posts'],
  ['SUBMIT_VALIDATION_FLAIR_REQUIRED', 'rejected', 'flair-needed'],
  ['QUOTA_FILLED', 'rejected', 'posts-used-up'],
  ['THREAD_LOCKED', 'rejected', 'thread-locked'],
  ['SOMETHING_NEW', 'rejected', 'refused'],
  ['USER_REQUIRED', 'signed-out', 'token-expired'],
] as const

test.each(errors)('%s with status 200 means %s: %s', async (error, kind, code) => {
  const stage = await setStage()
  const job = startJob(await stage.connect(), testPost({ text: 'Tea' }))
  const body = { json: { errors: [[error, 'in their words', 'sr']] } }
  const trouble = troubleOf(await publishing.perform(final, job, stage.environment({ fetch: async () => Response.json(body) })))
  expect(trouble).toMatchObject({ kind, reason: { code, detail: `${error}: in their words` } })
  expect(code in texts.en || code in sharedTexts.en).toBe(true)
})

test.each([
  ['Take a break for 9 minutes before trying again.', undefined, 600],
  ['Take a break for 30 seconds before trying again.', undefined, 30],
  ['Take a break for 2 hours before trying again.', undefined, 3 * 3600],
  ['you are doing that too much.', undefined, 600],
  ['Take a break for 9 minutes before trying again.', 551.2, 552],
])('“%s” (%s) is a pause of %i seconds', async (words, ratelimit, seconds) => {
  const stage = await setStage()
  const job = startJob(await stage.connect(), testPost({ text: 'Tea' }))
  const body = { json: { ...(ratelimit === undefined ? {} : { ratelimit }), errors: [['RATELIMIT', words, 'ratelimit']] } }
  const trouble = troubleOf(await publishing.perform(final, job, stage.environment({ fetch: async () => Response.json(body) })))
  expect('until' in trouble && trouble.until.since(stage.environment().now()).total('seconds')).toBe(seconds)
})

test('a post is known by its title, its community and its time, and never one that another delivery made', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const before = await runTo(undefined, startJob(access, gallery), stage.environment())
  stage.pass({ minutes: 10 })
  const later = (content: PostContent): Delivery => ({
    ...startJob(access, content),
    prepared: publishing.prepare(content, stage.environment().now()),
  })
  const lookUp = async (job: Delivery, taken?: readonly string[]) => {
    const environment = taken ? { taken: async () => new Set(taken) } : {}
    return valueOf(await publishing.lookUp(final, job, stage.environment(environment)))
  }
  const job = later(gallery)
  expect(await lookUp(job)).toEqual({ found: false })
  const made = await runTo(undefined, { ...job, results: {} }, stage.environment())
  const { externalId } = publishing.published(made)
  expect(publishing.published(before).externalId).not.toBe(externalId)
  expect(await lookUp(job)).toMatchObject({ found: true, result: { name: externalId } })
  expect(await lookUp(job, [externalId])).toEqual({ found: false })
  expect(await lookUp(later({ ...gallery, settings: { ...chosen, title: 'Another' } }))).toEqual({ found: false })
  expect(await lookUp(later({ ...gallery, settings: { ...chosen, subreddit: 'r/pics' } }))).toEqual({ found: false })
})

test('the words of a text post are corrected where it stands; nothing else can be', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, startJob(await stage.connect(), wanted), stage.environment())
  const when = { publishedAt: stage.environment().now(), now: stage.environment().now() }
  const after = { ...wanted, parts: [{ text: 'It was roasted three times.', media: [] }] }
  const refuses = (changed: PostContent) => publishing.edit?.refuses({ job, after: changed, ...when })?.code
  expect(refuses(after)).toBeUndefined()
  expect(refuses({ ...after, settings: { ...wanted.settings, title: 'Another' } })).toBe('edit-setting')
  expect(refuses(testPost({ media: [testImage('fire')] }, wanted.settings))).toBe('edit-text-only')
  expect(refuses({ ...after, parts: [{ text: 'x'.repeat(40_001), media: [] }] })).toBe('too-long-there')
  expect(await publishing.edit?.apply({ job, after }, stage.environment())).toEqual({ ok: true, value: {} })
  expect(stage.standIn.posts().map(({ text }) => text)).toEqual(['It was roasted three times.'])
})

test('each request says who asks; without that the network turns it away', async () => {
  const stage = await setStage()
  const agents: (string | null)[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    if (!request.url.includes('/store')) agents.push(request.headers.get('user-agent'))
    return stage.environment().fetch(input, init)
  }
  await runTo(undefined, startJob(await stage.connect(), gallery), stage.environment({ fetch }))
  expect(new Set(agents)).toEqual(new Set([`web:${stage.standIn.options['client_id']}:1.0 (by /u/embertea)`]))
  const bare = await globalThis.fetch(`${stage.origin}/api/v1/me`, { headers: { authorization: 'bearer x', 'user-agent': 'curl' } })
  expect(bare.status).toBe(429)
})
