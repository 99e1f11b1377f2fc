import { expect, test } from 'vitest'

import type { Delivery, PostContent } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { edit } from './edit.ts'
import { publishing } from './publishing.ts'
import { dates, fullEvent, fullOffer, testPhoto, testPost } from './test-content.ts'
import { runTo, setGoogleBusinessStage, startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

const setStage = stageForEach(setGoogleBusinessStage)
const settled = { name: 'settled 1', final: false }
const part = { name: 'part 1', final: true }

async function begin(stage: ClockedStage, content: PostContent): Promise<Delivery> {
  return startJob(await stage.connect(), content, stage.environment().now())
}

/** What Google was sent when the post was made, or changed. */
function sentBy(stage: ClockedStage, method: string) {
  const sent: { readonly url: URL; readonly body: unknown }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method === method) sent.push({ url: new URL(request.url), body: await request.json() })
    return stage.environment().fetch(input, init)
  }
  return { sent, fetch }
}

test('an event, an offer and a call go out with all they say', async () => {
  const stage = await setStage()
  const { sent, fetch } = sentBy(stage, 'POST')
  for (const content of [fullEvent, fullOffer, testPost({}, { action: 'CALL' })]) {
    await runTo(undefined, await begin(stage, content), stage.environment({ fetch }))
  }
  const schedule = {
    startDate: { year: 2026, month: 12, day: 5 },
    startTime: { hours: 18, minutes: 0, seconds: 0, nanos: 0 },
    endDate: { year: 2026, month: 12, day: 5 },
    endTime: { hours: 21, minutes: 30, seconds: 0, nanos: 0 },
  }
  expect(sent.map(({ body }) => body)).toMatchObject([
    {
      topicType: 'EVENT',
      event: { title: dates['event_title'], schedule },
      callToAction: { actionType: 'BOOK', url: 'https://hearth.example/seats' },
    },
    {
      topicType: 'OFFER',
      summary: 'Two for one until nine 🔥',
      languageCode: 'en',
      event: { schedule },
      offer: { couponCode: 'HEARTH2', redeemOnlineUrl: 'https://hearth.example/two', termsConditions: 'One for each guest.' },
      media: [{ mediaFormat: 'PHOTO' }],
    },
    { topicType: 'STANDARD', callToAction: { actionType: 'CALL' } },
  ])
  expect(stage.standIn.posts().map(({ kind, images }) => [kind, images.length])).toEqual([
    ['update', 0],
    ['offer', 1],
    ['event', 1],
  ])
})

test('a post is followed until Google has looked at it, and counts as out after a day without a word', async () => {
  const stage = await setStage({ processingSeconds: 90 })
  const job = await runTo('settled 1', await begin(stage, testPost()), stage.environment())
  const look = () => publishing.perform(settled, job, stage.environment())
  expect(troubleOf(await look())).toMatchObject({ kind: 'slow-down', processing: true, reason: { code: 'being-reviewed' } })
  stage.pass({ seconds: 60 })
  expect(troubleOf(await look())).toMatchObject({ kind: 'slow-down', processing: true })
  stage.pass({ seconds: 30 })
  expect(valueOf(await look())).toEqual({ url: expect.stringContaining('/posts/') })
  const silent = () => publishing.perform(settled, job, stage.environment({ fetch: async () => new Response('', { status: 503 }) }))
  expect(troubleOf(await silent())).toMatchObject({ kind: 'unavailable' })
  stage.pass({ hours: 25 })
  expect(valueOf(await silent())).toEqual({})
})

test('a post that Google rejects is told, what was left of it is deleted, and it may begin anew', async () => {
  const stage = await setStage()
  const job = await runTo('settled 1', await begin(stage, testPost({ text: 'Call 02-2555-1234' })), stage.environment())
  // Nobody can see it, so a look finds nothing to adopt.
  expect(valueOf(await publishing.lookUp(part, job, stage.environment()))).toEqual({ found: false })
  expect(troubleOf(await publishing.perform(settled, job, stage.environment()))).toEqual({
    kind: 'rejected',
    reason: { code: 'post-rejected' },
    undone: true,
  })
  expect(valueOf(await publishing.perform(settled, job, stage.environment()))).toEqual({})
})

test('of two posts with the same words each finds its own', async () => {
  const stage = await setStage()
  const first = await runTo(undefined, await begin(stage, testPost()), stage.environment())
  const second = await begin(stage, testPost())
  const taken = async () => new Set([publishing.published(first).externalId])
  expect(valueOf(await publishing.lookUp(part, second, stage.environment({ taken })))).toEqual({ found: false })
  valueOf(await publishing.perform(part, second, stage.environment()))
  const looked = valueOf(await publishing.lookUp(part, second, stage.environment({ taken })))
  expect(looked).toMatchObject({ found: true })
  expect(JSON.stringify(looked)).not.toContain(publishing.published(first).externalId)
})

test('a post is corrected where it stands: only what is named changes, and a button that is taken off goes', async () => {
  const stage = await setStage()
  const job = await runTo(undefined, await begin(stage, fullEvent), stage.environment())
  const { sent, fetch } = sentBy(stage, 'PATCH')
  const after = { ...fullEvent, parts: [{ ...fullEvent.parts[0], text: 'Music, tea and cake', media: fullEvent.parts[0]?.media ?? [] }] }
  const quiet = { ...after, settings: { ...after.settings, action: 'none' } }
  valueOf((await publishing.edit?.apply({ job, after: quiet }, stage.environment({ fetch }))) ?? { ok: true, value: {} })
  expect(sent[0]?.url.searchParams.get('updateMask')).toBe('summary,languageCode,callToAction,event')
  const [shown] = stage.standIn.posts()
  expect(shown).toMatchObject({ text: 'Music, tea and cake', title: dates['event_title'], images: [{}] })
  expect(shown?.link).toBeUndefined()
  const now = stage.environment().now()
  const refuses = (wanted: PostContent) => publishing.edit?.refuses({ job, after: wanted, publishedAt: now, now })?.code
  expect([refuses(quiet), refuses({ ...after, settings: { ...after.settings, kind: 'offer' } })]).toEqual([undefined, 'edit-kind'])
  expect(refuses({ ...after, parts: [{ text: 'x', media: [testPhoto('another')] }] })).toBe('edit-photo')
})

test('a correction is followed: Google may reject it later than it took it, and another one is looked at anew', async () => {
  const stage = await setStage({ processingSeconds: 90 })
  const made = await runTo('settled 1', await begin(stage, testPost()), stage.environment())
  const correct = async (text: string, fetch = stage.environment().fetch) => {
    const after = testPost({ text })
    const outcome = await edit.apply({ job: made, after }, stage.environment({ fetch }))
    const job = { ...made, content: after, results: { ...made.results, ...(outcome.ok ? outcome.value : {}) } }
    const since = stage.environment().now()
    return { outcome, look: (changes = {}) => edit.settle({ job, since }, stage.environment(changes)) }
  }
  stage.pass({ seconds: 90 })
  const first = await correct('Call 02-2555-1234')
  const again = stage.environment().now().add({ seconds: 3 }).toString()
  expect(JSON.parse(JSON.stringify(valueOf(await first.look())))).toEqual({ state: 'waiting', until: again })
  stage.pass({ seconds: 90 })
  expect(valueOf(await first.look())).toEqual({ state: 'refused', reason: { code: 'edit-rejected' } })
  for (const [status, body] of [
    [503, ''],
    [200, '{}'],
    [404, '<!doctype html>'],
    [403, '{"error":{"status":"PERMISSION_DENIED"}}'],
  ] as const) {
    troubleOf(await first.look({ fetch: async () => new Response(body, { status }) }))
  }
  const lost = await correct('Call the house', async (input, init) => {
    await stage.environment().fetch(input, init)
    return new Response('', { status: 502 })
  })
  expect(troubleOf(lost.outcome)).toMatchObject({ kind: 'unknown-outcome', reason: { code: 'edit-unclear' } })
  expect(valueOf(await lost.look())).toMatchObject({ state: 'waiting' })
  stage.pass({ seconds: 90 })
  expect(valueOf(await lost.look())).toEqual({ state: 'stands' })
  valueOf((await publishing.takeDown?.(made, stage.environment())) ?? { ok: true, value: undefined })
  expect(valueOf(await lost.look())).toEqual({ state: 'gone' })
})

test('Google must be able to fetch a photo; without one the address of Hearth does not matter', async () => {
  const stage = await setStage()
  const job = await begin(stage, fullEvent)
  const real = { ...job, access: { ...job.access, settings: { ...Object(job.access.settings), api: 'https://mybusiness.googleapis.com' } } }
  const send = (content: PostContent) => publishing.perform(part, { ...real, content }, stage.environment({ fetch: tooOften }))
  expect(troubleOf(await send(fullEvent))).toMatchObject({ kind: 'rejected', reason: { code: 'media-out-of-reach' } })
  expect(troubleOf(await send(testPost()))).toMatchObject({ kind: 'slow-down' })
})

test('a location is changed ten times a minute at most, after that it waits', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const make = () => publishing.perform(part, startJob(access, testPost(), stage.environment().now()), stage.environment())
  for (let number = 0; number < 10; number += 1) valueOf(await make())
  expect(troubleOf(await make())).toMatchObject({ kind: 'slow-down' })
  stage.pass({ minutes: 1 })
  expect(await make()).toMatchObject({ ok: true })
})

test('the calendar shows what stands there, also what was made at Google, but nothing that was rejected', async () => {
  const stage = await setStage()
  const { standIn, profile } = stage
  const since = stage.environment().now()
  standIn.act({ kind: 'post', by: profile.id, text: 'Made at Google' })
  standIn.act({ kind: 'post', by: profile.id, text: 'Ring 02-2555-1234' })
  const recent = valueOf(await timeline.recent(since, await stage.connect(), stage.environment()))
  expect(recent).toMatchObject([{ text: 'Made at Google', media: 0, url: expect.stringContaining('/posts/') }])
})

async function tooOften(): Promise<Response> {
  return Response.json({ error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' } }, { status: 429 })
}
