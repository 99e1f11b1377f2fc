import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'

import type { Delivery } from '../network.ts'
import { testCaptions } from '../test-media.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf, withResult } from '../test-steps.ts'
import { knownOf } from './limits.ts'
import { publishing } from './publishing.ts'
import { small, testPost } from './test-content.ts'
import { answering, googleError, runTo, setYouTubeStage, startJob } from './test-stage.ts'

const open: ClockedStage[] = []
afterEach(() => Promise.all(open.splice(0).map((stage) => stage.close())))

async function stageWith(nature: Parameters<typeof setYouTubeStage>[0] = {}): Promise<ClockedStage> {
  const stage = await setYouTubeStage(nature)
  open.push(stage)
  return stage
}

const picture = { kind: 'image', mediaId: 'cover', mimeType: 'image/jpeg', bytes: 9, width: 1280, height: 720, alt: '' } as const
const stateSchema = z.object({
  videos: z.array(z.object({ thumbnail: z.object({ mimeType: z.string() }).optional() })),
  captions: z.array(z.object({ language: z.string(), text: z.string() })),
  playlistItems: z.array(z.object({ playlistId: z.string(), videoId: z.string() })),
})
const refusing = async () => googleError(403, 'forbidden')
const breaking = async () => new Response('', { status: 503 })
const isComment = (input: Request | string | URL, init?: RequestInit) => {
  const { method, url } = new Request(input, init)
  return method === 'POST' && url.includes('/commentThreads')
}
const comments = (stage: ClockedStage) => stage.standIn.posts().filter(({ kind }) => kind === 'comment')

/** A post with everything that can hang on a video, up to the step named. */
async function hung(stage: ClockedStage, until?: string): Promise<Delivery> {
  const access = await stage.connect()
  const [list] = knownOf(access.limits).playlists
  const media = [small({ cover: { picture }, captions: [testCaptions] })]
  const content = testPost({ media }, { playlist: list?.id ?? '', first_comment: 'Who is hungry?' })
  return runTo(until, await startJob(stage, content), stage.environment())
}

test('thumbnail, captions, playlist and comment hang on the video, once, however often their steps are repeated', async () => {
  const stage = await stageWith()
  const job = await hung(stage)
  for (const name of ['thumbnail 1', 'captions 1.1', 'playlist 1', 'processed 1', 'comment 1']) {
    expect(await publishing.perform({ name, final: false }, job, stage.environment())).toMatchObject({ ok: true })
  }
  const { videos, captions, playlistItems } = stateSchema.parse(stage.standIn.state())
  expect(videos).toMatchObject([{ thumbnail: { mimeType: 'image/jpeg' } }])
  expect(captions).toMatchObject([{ language: 'en', text: expect.stringContaining('Warm bread') }])
  expect(playlistItems).toHaveLength(1)
  expect(comments(stage)).toMatchObject([{ text: 'Who is hungry?', profileId: stage.profile.id }])
})

test.each(['thumbnail 1', 'captions 1.1', 'playlist 1', 'processed 1', 'comment 1'])(
  '%s that cannot be done is left, and the video stays published',
  async (name) => {
    const stage = await stageWith()
    const job = await hung(stage, name)
    const left = await publishing.perform({ name, final: false }, job, stage.environment({ fetch: refusing }))
    expect(left).toMatchObject({ ok: true, value: { leftOut: { code: 'refused' } } })
    expect(troubleOf(await publishing.perform({ name, final: false }, job, stage.environment({ fetch: breaking })))).toMatchObject({
      kind: 'unavailable',
    })
    stage.pass({ minutes: 11 })
    expect(await publishing.perform({ name, final: false }, job, stage.environment({ fetch: breaking }))).toMatchObject({
      ok: true,
      value: { leftOut: { code: expect.any(String) } },
    })
  },
)

test('a token that ends after the video is out may be renewed; where that takes too long, the rest is left', async () => {
  const stage = await stageWith()
  const job = await hung(stage, 'comment 1')
  stage.standIn.revoke(stage.profile.id)
  const step = { name: 'comment 1', final: false }
  expect(troubleOf(await publishing.perform(step, job, stage.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'token-expired' },
  })
  stage.pass({ minutes: 11 })
  expect(await publishing.perform(step, job, stage.environment())).toMatchObject({
    ok: true,
    value: { leftOut: { code: 'token-expired' } },
  })
})

test('a comment whose answer was lost is looked for: it is there once, or left out with a word', async () => {
  const stage = await stageWith()
  const job = await hung(stage, 'comment 1')
  const step = { name: 'comment 1', final: false }
  const { fetch } = stage.environment()
  const never: typeof fetch = async (input, init) => (isComment(input, init) ? new Response('', { status: 502 }) : fetch(input, init))
  expect(valueOf(await publishing.perform(step, job, stage.environment({ fetch: never })))).toMatchObject({
    leftOut: { code: 'comment-unclear' },
  })
  const lost: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (isComment(input, init)) throw new TypeError('The connection was reset.')
    return response
  }
  expect(valueOf(await publishing.perform(step, job, stage.environment({ fetch: lost })))).toMatchObject({ id: comments(stage)[0]?.id })
  expect(comments(stage)).toHaveLength(1)
})

test('a video is waited for until it is processed', async () => {
  const stage = await stageWith({ processingSeconds: 90 })
  const made = await hungTo(stage)
  const step = { name: 'processed 1', final: false }
  const first = await publishing.perform(step, made, stage.environment())
  expect(JSON.parse(JSON.stringify(first))).toMatchObject({
    trouble: { kind: 'slow-down', processing: true, until: '2026-11-28T18:00:05Z' },
  })
  stage.pass({ seconds: 91 })
  expect(valueOf(await publishing.perform(step, made, stage.environment()))).toEqual({ state: 'processed' })
})

async function hungTo(stage: ClockedStage): Promise<Delivery> {
  return runTo('processed 1', await startJob(stage, testPost({ media: [small()] })), stage.environment())
}

test('a film that YouTube cannot process is not out', async () => {
  const stage = await stageWith()
  const job = await runTo('session 1', await startJob(stage, testPost({ media: [small()] })), stage.environment())
  const noFilm = {
    mimeType: 'video/mp4',
    fileName: 'film',
    bytes: 9,
    read: async () => new TextEncoder().encode('not a film').subarray(0, 9),
  }
  const environment = stage.environment({ video: async () => ({ ok: true, value: noFilm }) })
  const made = await runTo('processed 1', job, environment)
  const step = { name: 'processed 1', final: false }
  expect(troubleOf(await publishing.perform(step, made, environment))).toMatchObject({
    kind: 'rejected',
    undone: true,
    reason: { code: 'film-failed', params: { why: 'invalidFile' } },
  })
  expect(await stage.live()).toEqual([])
})

test('a project without an audit keeps the video private, and that is noticed', async () => {
  const stage = await stageWith({ audited: false })
  const job = await hungTo(stage)
  const step = { name: 'processed 1', final: false }
  const done = withResult(job, step, await publishing.perform(step, job, stage.environment()))
  expect(done.results['processed 1']).toEqual({ state: 'processed', leftOut: { code: 'kept-private' } })
  expect(done.results['part 1']).toMatchObject({ visibility: 'private' })
  const after = testPost({ media: [small()] }, { title: 'Public?' })
  const edited = await publishing.edit?.apply({ job, after }, stage.environment())
  expect(edited).toMatchObject({ ok: false, trouble: { kind: 'rejected', reason: { code: 'kept-private' } } })
})

test('a pause for longer than a video’s extras are waited for leaves them', async () => {
  const stage = await stageWith()
  const job = await hung(stage, 'thumbnail 1')
  const fetch = answering(
    stage,
    ({ url }) => url.includes('/thumbnails/'),
    () => googleError(403, 'quotaExceeded'),
  )
  expect(await publishing.perform({ name: 'thumbnail 1', final: false }, job, stage.environment({ fetch }))).toMatchObject({
    ok: true,
    value: { leftOut: { code: 'quota-used' } },
  })
})
