import { expect, test } from 'vitest'

import type { Delivery, NetworkEnvironment, PostContent } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, withResult, without } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { begunOf } from './steps.ts'
import { chosen, photos, testPost, video } from './test-content.ts'
import { filmOf, heavier, runTo, setTiktokStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

const part = { name: 'part 1', final: true }
const confirm = { name: 'confirm 1', final: false }
const address = { name: 'address 1', final: false }
const megabytes = 1024 * 1024

const setStage = stageForEach(setTiktokStage)

async function begin(stage: ClockedStage, content: PostContent = video): Promise<Delivery> {
  return startJob(await stage.connect(), content)
}

/** Every request that leaves, by method, path and the range of a chunk. */
function watched(environment: NetworkEnvironment): { environment: NetworkEnvironment; seen: string[] } {
  const seen: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const range = new Headers(init?.headers).get('content-range')
    seen.push(`${init?.method ?? 'GET'} ${new URL(new Request(input).url).pathname}${range === null ? '' : ` ${range}`}`)
    return environment.fetch(input, init)
  }
  return { environment: { ...environment, fetch }, seen }
}

/** The request arrives, and its answer is lost. */
function deaf(environment: NetworkEnvironment): NetworkEnvironment {
  return {
    ...environment,
    fetch: async (input, init) => {
      await (await environment.fetch(input, init)).arrayBuffer()
      throw new TypeError('The connection was reset.')
    },
  }
}

test('a small video goes out whole, with everything off that nobody allowed', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage), stage.environment())
  expect(Object.keys(job.results)).toEqual(['creator', 'init 1', 'part 1', 'confirm 1', 'address 1'])
  const [post] = stage.standIn.posts()
  expect(post).toMatchObject({ kind: 'video', text: video.parts[0]?.text, visibility: 'PUBLIC_TO_EVERYONE' })
  expect(publishing.published(job)).toEqual({ externalId: post?.id, url: post?.url })
  expect(() => stage.standIn.act({ kind: 'reply', by: stage.friend.id, post: post?.id ?? '', text: 'Lovely' })).toThrow('turned off')
})

test('a large video goes in chunks of 6 MiB, the last with what is left over, and goes on where it stopped', async () => {
  const stage = await setStage()
  const environment = heavier(stage.environment(), 20 * megabytes)
  const begun = await runTo('chunk 1.1', await begin(stage), environment)
  const { bytes } = begunOf(begun)
  const first = watched(environment)
  const halfway = await runTo('chunk 1.2', begun, first.environment)
  const rest = watched(environment)
  const job = await runTo(undefined, halfway, rest.environment)
  expect([...first.seen, ...rest.seen].filter((each) => each.startsWith('PUT'))).toEqual([
    `PUT /video/ bytes 0-6291455/${bytes}`,
    `PUT /video/ bytes 6291456-12582911/${bytes}`,
    `PUT /video/ bytes 12582912-${bytes - 1}/${bytes}`,
  ])
  expect(await stage.live()).toEqual([publishing.published(job).externalId])
})

test('an announcement whose answer was lost shows nothing and is made again', async () => {
  const stage = await setStage()
  const job = await runTo('init 1', await begin(stage), stage.environment())
  const lost = await publishing.perform({ name: 'init 1', final: false }, job, deaf(stage.environment()))
  expect(troubleOf(lost).kind).toBe('unavailable')
  await runTo(undefined, job, stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('the last chunk that never arrived is sent again under the same address; one that did is found, and twice makes one post', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), stage.environment())
  expect(publishing.absenceOn?.(job.access, job.prepared)).toEqual({ proof: 'token' })
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  expect(troubleOf(await publishing.perform(part, job, deaf(stage.environment()))).kind).toBe('unknown-outcome')
  expect(await publishing.lookUp(part, job, stage.environment())).toMatchObject({ ok: true, value: { found: true } })
  const again = withResult(job, part, await publishing.perform(part, job, stage.environment()))
  await runTo(undefined, again, stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('where a second last chunk is refused, the status tells that the first one made the post', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), stage.environment())
  await publishing.perform(part, job, stage.environment())
  const strict = stage.environment()
  const refusing: typeof globalThis.fetch = (input, init) =>
    init?.method === 'PUT' ? Promise.resolve(new Response('{}', { status: 416 })) : strict.fetch(input, init)
  expect(await publishing.perform(part, job, { ...strict, fetch: refusing })).toMatchObject({ ok: true })
})

test('an upload that ran out is begun anew, from its announcement', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage), heavier(stage.environment(), 13 * megabytes))
  stage.pass({ hours: 2 })
  const trouble = troubleOf(await publishing.perform(part, job, heavier(stage.environment(), 13 * megabytes)))
  expect(trouble).toMatchObject({ kind: 'unavailable', reason: { code: 'upload-over' }, forget: ['init 1', 'chunk 1.1', 'part 1'] })
  const forget = trouble.kind === 'unavailable' ? (trouble.forget ?? []) : []
  await runTo(undefined, without(job, forget), stage.environment())
  expect(await stage.live()).toHaveLength(1)
})

test('photos go out in order with title, description and cover, fetched by the network', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, photos), stage.environment())
  expect(Object.keys(job.results)).toEqual(['creator', 'part 1', 'confirm 1', 'address 1'])
  const [post] = stage.standIn.posts()
  expect(post).toMatchObject({ kind: 'photo', title: 'Bread at seven', text: 'Fresh from the oven #bread' })
  expect(post?.images).toHaveLength(3)
  expect(publishing.published(job).url).toBe(post?.url)
})

test('photos whose announcement got no answer are adopted where they can be seen, and else left to a person', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await begin(stage, photos), stage.environment())
  expect(publishing.absenceOn?.(job.access, job.prepared)).toEqual({ proof: 'never' })
  expect(await publishing.lookUp(part, job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  expect(troubleOf(await publishing.perform(part, job, deaf(stage.environment()))).kind).toBe('unknown-outcome')
  const [id = ''] = await stage.live()
  const looked = await publishing.lookUp(part, job, stage.environment())
  expect(looked).toMatchObject({ ok: true, value: { found: true, result: { postId: id } } })
  const taken = stage.environment({ taken: async () => new Set([id]) })
  expect(await publishing.lookUp(part, job, taken)).toEqual({ ok: true, value: { found: false } })
  if (!looked.ok || !looked.value.found) throw new Error('It was not found.')
  const done = await runTo(undefined, { ...job, results: { ...job.results, 'part 1': looked.value.result } }, stage.environment())
  expect(publishing.published(done).externalId).toBe(id)
})

test('what is processed and reviewed is waited for, ever more seldom, and counts as out in the end', async () => {
  const stage = await setStage({ processingSeconds: 60, moderationSeconds: 24 * 60 * 60 })
  const job = await runTo('confirm 1', await begin(stage), stage.environment())
  const waits: number[] = []
  const wait = async (step: typeof confirm, at: Delivery) => {
    const trouble = troubleOf(await publishing.perform(step, at, stage.environment()))
    expect(trouble).toMatchObject({ kind: 'slow-down', processing: true })
    if (trouble.kind === 'slow-down') waits.push(trouble.until.since(stage.environment().now()).total('seconds'))
    return trouble.reason.code
  }
  expect(await wait(confirm, job)).toBe('being-processed')
  stage.pass({ minutes: 2 })
  const confirmed = await runTo('address 1', job, stage.environment())
  expect(await wait(address, confirmed)).toBe('being-reviewed')
  stage.pass({ minutes: 30 })
  await wait(address, confirmed)
  stage.pass({ hours: 1 })
  await wait(address, confirmed)
  expect(waits).toEqual([3, 15, 60, 600])
  stage.pass({ hours: 2 })
  const done = await runTo(undefined, confirmed, stage.environment())
  expect(publishing.published(done)).toMatchObject({ externalId: expect.stringMatching(/^v_pub_file~/), url: `${stage.origin}/@campfire` })
})

test.each([
  ['picture_size_check_failed', { kind: 'rejected', undone: true, reason: { code: 'size-refused' } }],
  ['spam_risk', { kind: 'rejected', undone: true, reason: { code: 'held-as-spam' } }],
  ['something_new', { kind: 'rejected', undone: true, reason: { code: 'post-refused' } }],
  ['internal', { kind: 'unavailable', undone: true, forget: ['init 1', 'part 1'], reason: { code: 'server-failed' } }],
])('a post that fails with %s after it was taken is none, and may begin anew', async (reason, expected) => {
  const stage = await setStage({ spoil: () => reason })
  const job = await runTo('confirm 1', await begin(stage), stage.environment())
  expect(troubleOf(await publishing.perform(confirm, job, stage.environment()))).toMatchObject(expected)
  expect(await stage.live()).toEqual([])
})

test('drafts go to the inbox: a video without words, photos with them', async () => {
  const stage = await setStage()
  const draft = { kind: 'draft', title: 'Bread at seven' }
  for (const content of [video, photos]) {
    const job = await runTo(undefined, await begin(stage, { ...content, settings: draft }), stage.environment())
    expect(Object.keys(job.results)).not.toContain('creator')
    expect(publishing.published(job)).toMatchObject({ externalId: expect.stringMatching(/inbox/), url: `${stage.origin}/@campfire` })
  }
  expect(await stage.live()).toEqual([])
  const [first, second] = stage.standIn.messages(stage.profile.id).map(({ text }) => text)
  expect(first).toBe('Your video is ready to be edited and posted.')
  expect(second).toContain('Bread at seven\nFresh from the oven')
})

test('what was chosen is checked again before anything is sent', async () => {
  const stage = await setStage({ creator: () => ({ isPrivate: true, maxSeconds: 2 }) })
  const creator = { name: 'creator', final: false }
  expect(troubleOf(await publishing.perform(creator, await begin(stage), stage.environment())).reason.code).toBe('privacy-not-offered')
  const followers = { ...video, settings: { ...chosen, privacy: 'FOLLOWER_OF_CREATOR' } }
  expect(troubleOf(await publishing.perform(creator, await begin(stage, followers), stage.environment())).reason).toEqual({
    code: 'too-long-now',
    params: { max: 2 },
  })
})

test('an app without the audit, and an address that nobody verified, say what to do', async () => {
  const unaudited = await setStage({ audited: false })
  const job = await runTo('init 1', await begin(unaudited), unaudited.environment())
  expect(troubleOf(await publishing.perform({ name: 'init 1', final: false }, job, unaudited.environment())).reason.code).toBe(
    'not-audited',
  )
  const foreign = await setStage({ owns: () => false })
  const other = await runTo('part 1', await begin(foreign, photos), foreign.environment())
  expect(troubleOf(await publishing.perform(part, other, foreign.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'address-not-owned' },
  })
})

test('the real network is never given an address that it cannot reach', async () => {
  const stage = await setStage()
  const access = {
    ...(await stage.connect()),
    settings: { api: 'https://open.tiktokapis.com', web: 'https://www.tiktok.com', handle: 'campfire' },
  }
  const silent = stage.environment({ fetch: () => Promise.reject(new Error('Nothing may be asked.')) })
  const job = { ...startJob(access, photos), results: { creator: {} } }
  expect(troubleOf(await publishing.perform(part, job, silent))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'photos-out-of-reach' },
  })
})

test('a cover moment and the labels chosen are sent, and a film still being made is waited for', async () => {
  const stage = await setStage()
  const film = { ...filmOf(video), cover: { at: 1.5 } }
  const content = testPost({ text: '', media: [film] }, { ...chosen, allow_comment: true, disclosure: 'both', ai_generated: true })
  const bodies: string[] = []
  const plain = stage.environment()
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (typeof init?.body === 'string') bodies.push(init.body)
    return plain.fetch(input, init)
  }
  await runTo(undefined, await begin(stage, content), { ...plain, fetch })
  const sent = bodies.map((body): { readonly post_info?: unknown } => JSON.parse(body)).find((body) => 'post_info' in body)
  expect(sent?.post_info).toEqual({
    title: '',
    privacy_level: 'PUBLIC_TO_EVERYONE',
    disable_comment: false,
    disable_duet: true,
    disable_stitch: true,
    brand_content_toggle: true,
    brand_organic_toggle: true,
    video_cover_timestamp_ms: 1500,
    is_aigc: true,
  })
  const making = { kind: 'slow-down', processing: true, until: plain.now(), reason: { code: 'being-processed' } } as const
  const busy = { ...plain, video: async () => ({ ok: false, trouble: making }) as const }
  const job = await runTo('init 1', await begin(stage, content), plain)
  expect(troubleOf(await publishing.perform({ name: 'init 1', final: false }, job, busy))).toEqual(making)
})

test('what everybody sees on the profile is read over several pages, newest first', async () => {
  const stage = await setStage()
  const picture = { bytes: new Uint8Array([1]), mimeType: 'image/jpeg', alt: '' }
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Long ago', images: [picture] })
  stage.pass({ hours: 48 })
  const since = stage.environment().now()
  for (let count = 0; count < 45; count += 1) {
    stage.pass({ minutes: 1 })
    stage.standIn.act({ kind: 'post', by: stage.profile.id, text: `Post ${count}`, images: [picture] })
  }
  const read = await timeline.recent(since, await stage.connect(), stage.environment())
  if (!read.ok) throw new Error(JSON.stringify(read.trouble))
  expect(read.value).toHaveLength(45)
  expect(read.value[0]).toMatchObject({ text: 'Post 44', media: 1, url: expect.stringContaining('/@campfire/photo/') })
  expect(read.value.map(({ externalId }) => externalId)).toEqual((await stage.live()).slice(0, 45))
})
