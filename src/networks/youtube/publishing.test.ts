import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { ClockedStage } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf, without, withResult } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { sessionSchema } from './steps.ts'
import { small, tall, testPost, wide } from './test-content.ts'
import { answering, googleError, runTo, setYouTubeStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

const open: ClockedStage[] = []
afterEach(() => Promise.all(open.splice(0).map((stage) => stage.close())))

async function stageWith(nature: Parameters<typeof setYouTubeStage>[0] = {}): Promise<ClockedStage> {
  const stage = await setYouTubeStage(nature)
  open.push(stage)
  return stage
}

const part = { name: 'part 1', final: true }
/** Every post was made by another delivery. */
const allTaken = async (ids: readonly string[]) => new Set(ids)
const stateSchema = z.object({
  videos: z.array(z.looseObject({ id: z.string() })),
  uploads: z.array(z.object({ received: z.int(), bytes: z.int() })),
})
const stateOf = (stage: ClockedStage) => stateSchema.parse(stage.standIn.state())

describe('a video', () => {
  test('has what was said of it, and can be watched at its address', async () => {
    const stage = await stageWith()
    const settings = {
      title: '開幕 🔥',
      tags: '#麵包, sour dough，dawn, Dawn',
      visibility: 'unlisted',
      category: '26',
      synthetic_media: true,
      notify: false,
    }
    const job = await runTo(undefined, await startJob(stage, testPost({ text: ' Warm\n0:00 ' }, settings)), stage.environment())
    const [video] = stateOf(stage).videos
    expect(video).toMatchObject({
      snippet: {
        title: '開幕 🔥',
        description: 'Warm\n0:00',
        tags: ['麵包', 'sour dough', 'dawn'],
        categoryId: '26',
        defaultLanguage: 'en',
      },
      status: { privacyStatus: 'unlisted', selfDeclaredMadeForKids: false, containsSyntheticMedia: true },
      notified: false,
    })
    expect(publishing.published(job)).toEqual({ externalId: video?.id, url: `${stage.origin}/watch?v=${video?.id}` })
    expect((await fetch(publishing.published(job).url)).status).toBe(200)
  })

  test('that is a Short stands at the address of Shorts', async () => {
    const stage = await stageWith()
    const job = await runTo(undefined, await startJob(stage, testPost({ media: [tall()] }, { kind: 'short' })), stage.environment())
    const [shown] = stage.standIn.posts()
    expect(publishing.published(job).url).toBe(shown?.url)
    expect(shown).toMatchObject({ kind: 'short', videos: [{ seconds: 1 }] })
  })

  test('goes on the calendar, unless it is private', async () => {
    const stage = await stageWith()
    const access = await stage.connect()
    for (const visibility of ['public', 'private']) {
      await runTo(undefined, await startJob(stage, testPost({ media: [small()] }, { visibility, title: visibility })), stage.environment())
    }
    const since = stage.environment().now().subtract({ hours: 1 })
    expect(valueOf(await timeline.recent(since, access, stage.environment()))).toMatchObject([
      { text: 'public\n\nBread at dawn', media: 1 },
    ])
    expect(valueOf(await timeline.recent(since.add({ hours: 2 }), access, stage.environment()))).toEqual([])
  })
})

describe('an upload', () => {
  test('sends all but the last piece before anything can be seen, and goes on where it stopped', async () => {
    const stage = await stageWith()
    const job = await runTo('upload 1', await startJob(stage, testPost()), stage.environment())
    const ranges: string[] = []
    const { fetch } = stage.environment()
    const breaking: typeof fetch = async (input, init) => {
      const range = new Request(input, init).headers.get('content-range') ?? ''
      ranges.push(range.replace(/\/\d+$/, ''))
      const response = await fetch(input, init)
      // The piece arrived, but the answer did not.
      if (ranges.length === 2) throw new TypeError('The connection was reset.')
      return response
    }
    const upload = { name: 'upload 1', final: false }
    expect(troubleOf(await publishing.perform(upload, job, stage.environment({ fetch: breaking })))).toMatchObject({ kind: 'unavailable' })
    const [state] = stateOf(stage).uploads
    expect(state?.received).toBeGreaterThan(0)
    expect(await stage.live()).toEqual([])
    const done = withResult(job, upload, await publishing.perform(upload, job, stage.environment({ fetch: breaking })))
    expect(ranges).toEqual(['bytes */', `bytes 0-${Number(state?.received) - 1}`, 'bytes */'].map((range) => range.replace('*/', '*')))
    await runTo(undefined, done, stage.environment())
    expect(await stage.live()).toHaveLength(1)
  })

  test('that is large goes on in a later step, and says how far it is', async () => {
    const stage = await stageWith()
    const job = await runTo('upload 1', await startJob(stage, testPost()), stage.environment())
    const end = sessionSchema.parse(job.results['session 1']).bytes * 40
    const large = { ...job, results: { 'session 1': { ...sessionSchema.parse(job.results['session 1']), bytes: end } } }
    let received = 0
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const [, to] = /^bytes \d+-(\d+)/.exec(new Request(input, init).headers.get('content-range') ?? '') ?? []
      if (to !== undefined) received = Number(to) + 1
      stage.pass({ seconds: 7 })
      return new Response(null, { status: 308, headers: received > 0 ? { range: `bytes=0-${received - 1}` } : {} })
    }
    const film = {
      mimeType: 'video/mp4',
      fileName: 'film',
      bytes: end,
      read: async (from: number, to: number) => new Uint8Array(to - from),
    }
    const environment = stage.environment({ fetch, video: async () => ({ ok: true, value: film }) })
    const trouble = troubleOf(await publishing.perform({ name: 'upload 1', final: false }, large, environment))
    expect(trouble).toMatchObject({ kind: 'slow-down', processing: true, reason: { code: 'being-uploaded' } })
    expect(received).toBe(8 * 1024 * 1024)
  })

  test('that YouTube has forgotten is begun anew, and makes one video', async () => {
    const stage = await stageWith()
    const job = await runTo('part 1', await startJob(stage, testPost()), stage.environment())
    stage.pass({ hours: 8 * 24 })
    const again = { ...job, access: await stage.connect() }
    const trouble = troubleOf(await publishing.perform(part, again, stage.environment()))
    expect(trouble).toMatchObject({ kind: 'unavailable', forget: ['session 1', 'upload 1'], reason: { code: 'upload-gone' } })
    await runTo(undefined, without(again, ['session 1', 'upload 1']), stage.environment())
    expect(await stage.live()).toHaveLength(1)
  })

  test('of a film that has changed meanwhile is begun anew', async () => {
    const stage = await stageWith()
    const job = await runTo('part 1', await startJob(stage, testPost()), stage.environment())
    const changed = { ...job, content: testPost({ media: [small()] }) }
    expect(troubleOf(await publishing.perform(part, changed, stage.environment()))).toMatchObject({ forget: ['session 1', 'upload 1'] })
  })

  test('goes to nobody but YouTube', async () => {
    const stage = await stageWith()
    const job = await startJob(stage, testPost())
    const fetch = answering(
      stage,
      ({ url }) => url.includes('/upload/'),
      () => new Response(null, { headers: { location: 'https://elsewhere.example/x' } }),
    )
    const trouble = troubleOf(await publishing.perform({ name: 'session 1', final: false }, job, stage.environment({ fetch })))
    expect(trouble).toMatchObject({ kind: 'unavailable', reason: { code: 'not-understood' } })
  })
})

describe('a look for a video', () => {
  test('that was made although no answer came finds it by the address of the upload', async () => {
    const stage = await stageWith()
    const job = await runTo('part 1', await startJob(stage, testPost()), stage.environment())
    await publishing.perform(part, job, stage.environment())
    expect(valueOf(await publishing.lookUp(part, job, stage.environment()))).toMatchObject({
      found: true,
      result: { id: (await stage.live())[0] },
    })
  })

  test('finds it among the uploads where the address is forgotten, but takes no other delivery’s', async () => {
    const stage = await stageWith()
    const job = await runTo('part 1', await startJob(stage, testPost()), stage.environment())
    await publishing.perform(part, job, stage.environment())
    const fetch = answering(
      stage,
      ({ method }) => method === 'PUT',
      () => new Response('Not Found', { status: 404 }),
    )
    expect(valueOf(await publishing.lookUp(part, job, stage.environment({ fetch })))).toMatchObject({ found: true })
    expect(valueOf(await publishing.lookUp(part, job, stage.environment({ fetch, taken: allTaken })))).toEqual({ found: false })
    const another = { ...job, content: testPost({}, { title: 'Another' }) }
    expect(valueOf(await publishing.lookUp(part, another, stage.environment({ fetch })))).toEqual({ found: false })
  })
})

describe('what YouTube says no to', () => {
  test.each([
    ['rejected', 'title-refused', () => googleError(400, 'invalidTitle')],
    ['rejected', 'refused', () => googleError(400, 'somethingNew')],
    ['signed-out', 'right-missing', () => googleError(403, 'insufficientPermissions')],
    ['slow-down', 'slow-down', () => googleError(403, 'rateLimitExceeded')],
    ['unavailable', 'server-trouble', () => googleError(503, 'backendError')],
  ])('is %s (%s)', async (kind, code, response) => {
    const stage = await stageWith()
    const job = await startJob(stage, testPost())
    const fetch = answering(stage, ({ url }) => url.includes('/upload/'), response)
    expect(troubleOf(await publishing.perform({ name: 'session 1', final: false }, job, stage.environment({ fetch })))).toMatchObject({
      kind,
      reason: { code },
    })
  })

  test('a day’s quota is waited for until midnight on the Pacific coast, a channel’s uploads for an hour', async () => {
    const stage = await stageWith({ channelUploads: 1 })
    const job = await startJob(stage, testPost({ media: [small()] }))
    const begin = { name: 'session 1', final: false }
    const fetch = answering(
      stage,
      ({ url }) => url.includes('/upload/'),
      () => googleError(403, 'quotaExceeded'),
    )
    const used = await publishing.perform(begin, job, stage.environment({ fetch }))
    expect(JSON.parse(JSON.stringify(used))).toMatchObject({
      trouble: { kind: 'slow-down', until: '2026-11-29T08:00:00Z', reason: { code: 'quota-used' } },
    })
    await runTo(undefined, job, stage.environment())
    const full = await publishing.perform(begin, job, stage.environment())
    expect(JSON.parse(JSON.stringify(full))).toMatchObject({ trouble: { until: '2026-11-28T19:00:00Z', reason: { code: 'upload-limit' } } })
  })
})

describe('an edit', () => {
  test('changes title, description, tags and visibility, keeps the rest, and may run twice', async () => {
    const stage = await stageWith()
    const job = await runTo(
      undefined,
      await startJob(stage, testPost({}, { category: '10', tags: 'old', synthetic_media: true })),
      stage.environment(),
    )
    const after = testPost(
      { text: 'Warm' },
      { title: 'New', tags: 'new, newer', visibility: 'unlisted', category: '10', synthetic_media: true },
    )
    const times = { publishedAt: stage.environment().now(), now: stage.environment().now() }
    expect(publishing.edit?.refuses({ job, after, ...times })).toBeUndefined()
    for (const _ of [1, 2]) valueOf((await publishing.edit?.apply({ job, after }, stage.environment())) ?? { ok: true, value: {} })
    expect(stateOf(stage).videos).toMatchObject([
      {
        snippet: { title: 'New', description: 'Warm', tags: ['new', 'newer'], categoryId: '10', defaultLanguage: 'en' },
        status: { privacyStatus: 'unlisted', containsSyntheticMedia: true },
      },
    ])
  })

  test('of the film or of what hangs on it is not possible', async () => {
    const stage = await stageWith()
    const job = await startJob(stage, testPost())
    const times = { publishedAt: stage.environment().now(), now: stage.environment().now() }
    expect(publishing.edit?.refuses({ job, after: testPost({ media: [small()] }), ...times })).toEqual({ code: 'edit-film' })
    expect(publishing.edit?.refuses({ job, after: testPost({ media: [wide()] }, { made_for_kids: true }), ...times })).toEqual({
      code: 'edit-setting',
    })
  })
})
