import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'

import type { PostPart } from '../network.ts'
import { testVideo } from '../test-media.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { publishing } from './publishing.ts'
import { quotedPost, rulesFor } from './rules.ts'
import { finish, picture, say, setXStage, startJob, valueOf } from './test-stage.ts'

let stage: StandInStage
afterEach(() => stage?.close())

test('a film goes up in pieces, is looked at, and is live; a stop in between begins nothing anew', async () => {
  let later = 0
  stage = await setXStage({ now: () => Temporal.Now.instant().add({ seconds: later }) })
  const parts = [{ text: 'Watch', media: [testVideo({ bitsPerSecond: 16_000_000, seconds: 4, width: 720, height: 1280 })] }]
  let job = await startJob(stage, { parts })
  const names: string[] = []
  const sent: string[] = []
  const { fetch } = stage.environment()
  const watching: typeof fetch = (input, init) => {
    sent.push(new URL(new Request(input, init).url).pathname.replace(/\d{5,}/, ':id'))
    return fetch(input, init)
  }
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const done = await publishing.perform(step, job, stage.environment({ fetch: watching }))
    if (!done.ok && done.trouble.kind === 'slow-down') later += 2
    else {
      // As the database keeps it: nothing else is remembered.
      job = JSON.parse(JSON.stringify({ ...job, results: { ...job.results, [step.name]: valueOf(done) } }))
      names.push(step.name)
    }
  }
  const pieces = names.filter((name) => name.startsWith('piece'))
  expect(pieces.length).toBeGreaterThan(1)
  expect(names).toEqual(['video 1.1', ...pieces, 'finish 1.1', 'processing 1.1', 'part 1'])
  expect(sent.filter((path) => path.endsWith('/append'))).toHaveLength(pieces.length)
  expect(stage.standIn.posts()).toMatchObject([{ text: 'Watch', images: [], videos: [{ seconds: expect.closeTo(4, 0) }] }])
  const looked = await publishing.lookUp({ name: 'part 1', final: true }, { ...job, results: {} }, stage.environment())
  expect(looked).toMatchObject({ ok: true, value: { found: true } })
})

test('a picture that moves goes up as a GIF, is described, and stands alone; too many frames are refused', async () => {
  let later = 0
  stage = await setXStage({ now: () => Temporal.Now.instant().add({ seconds: later }) })
  let job = await startJob(stage, { parts: [{ text: 'Steam', media: [moving('gif 3')] }] })
  for (const name of ['image 1.1', 'processing 1.1', 'alt 1.1', 'part 1']) {
    expect(publishing.nextStep(job)?.name).toBe(name)
    const done = valueOf(await publishing.perform({ name, final: false }, job, stage.environment()))
    job = { ...job, results: { ...job.results, [name]: done } }
    later += 2
  }
  const media = z.object({ media: z.array(z.object({ category: z.string(), mimeType: z.string(), alt: z.string() })) })
  expect(media.parse(stage.standIn.state()).media).toEqual([{ category: 'tweet_gif', mimeType: 'image/gif', alt: 'Picture gif 3' }])
  const long = { ...job, content: { ...job.content, parts: [{ text: 'Long', media: [moving('gif 351')] }] }, results: {} }
  expect(await publishing.perform({ name: 'image 1.1', final: false }, long, stage.environment())).toMatchObject({
    trouble: { kind: 'rejected', reason: { code: 'image-refused', detail: expect.stringContaining('frames') } },
  })
})

test.each<[string, PostPart[], Record<string, string>, string[]]>([
  ['a film beside a picture', [{ text: 'Both', media: [testVideo(), picture('a')] }], {}, ['video-and-images']],
  ['a film that is too long', [{ text: 'Long', media: [testVideo({}, { seconds: 141 })] }], {}, ['video-too-long']],
  ['a quoted address that is none', [say('See')], { quote: 'https://example.com/post' }, ['quote-not-a-post']],
  ['a quote with a picture', [{ text: 'See', media: [picture('a')] }], { quote: 'https://x.com/tea/status/123' }, ['quote-and-media']],
])('says no to %s', (_, parts, settings, codes) => {
  const found = rulesFor({}).check({ parts, languages: ['en'], settings })
  expect(found.filter(({ severity }) => severity === 'error').map(({ reason }) => reason.code)).toEqual(codes)
})

test('a quoted post is named by its address or its number', () => {
  expect(['https://x.com/tea/status/20?s=20', 'https://twitter.com/i/status/20', ' 20 ', '', 'https://x.com/tea'].map(quotedPost)).toEqual([
    '20',
    '20',
    '20',
    undefined,
    undefined,
  ])
})

test('a quote is live, and found again by what it quotes', async () => {
  stage = await setXStage()
  const quoted = stage.standIn.act({ kind: 'post', by: stage.friend.id, text: 'Tea is ready' }).id
  const job = await finish(
    stage,
    await startJob(stage, { parts: [say('Come in')], settings: { quote: `https://x.com/kindling/status/${quoted}` } }),
  )
  const look = (settings: Record<string, string>) =>
    publishing.lookUp({ name: 'part 1', final: true }, { ...job, content: { ...job.content, settings }, results: {} }, stage.environment())
  expect(await look({ quote: quoted })).toMatchObject({ ok: true, value: { found: true } })
  expect(await look({})).toMatchObject({ ok: true, value: { found: false } })
})

test('a post is changed within half an hour, under a new id; threads, polls and old posts are not', async () => {
  stage = await setXStage()
  const job = await finish(stage, await startJob(stage, { parts: [say('Good mornign')] }))
  const after = { ...job.content, parts: [say('Good morning')] }
  const publishedAt = Temporal.Now.instant()
  const refusal = (minutes: number, more = job) =>
    publishing.edit?.refuses({ job: more, after, publishedAt, now: publishedAt.add({ minutes }) })?.code
  expect([refusal(29), refusal(31)]).toEqual([undefined, 'edit-too-late'])
  expect(refusal(1, { ...job, content: { ...job.content, parts: [say('One'), say('Two')] } })).toBe('edit-thread')
  expect(await publishing.edit?.apply({ job, after }, stage.environment())).toMatchObject({ ok: false, trouble: { kind: 'rejected' } })
})

function moving(mediaId: string) {
  return { ...picture(mediaId), mimeType: 'image/gif', animated: true as const }
}
