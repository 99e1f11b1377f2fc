import { expect, test } from 'vitest'
import { z } from 'zod'

import type { Delivery, PostContent } from '../network.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf, without, withResult } from '../test-steps.ts'
import { publishing } from './publishing.ts'
import { carousel, film, picture, testPhoto, testPin } from './test-content.ts'
import { runTo, setPinterestStage, startJob } from './test-stage.ts'

const setStage = stageForEach(setPinterestStage)
const final = { name: 'part 1', final: true }
const sections = { boards: () => [{ name: 'Tea', sections: ['Green'] }, { name: 'Bread' }] }

/** What is chosen of the boards that this account has. */
function on(job: Delivery, place: 'Tea' | 'Green' | 'Bread'): PostContent {
  const { boards } = z
    .object({ boards: z.array(z.object({ id: z.string(), sections: z.array(z.object({ id: z.string() })) })) })
    .parse(job.access.limits)
  const [tea, bread] = boards
  const board = { Tea: tea?.id, Green: `${tea?.id}/${tea?.sections[0]?.id}`, Bread: bread?.id }[place] ?? ''
  return { ...job.content, settings: { ...job.content.settings, [`board.${job.access.externalId}`]: board } }
}

async function start(stage: ClockedStage, content: PostContent): Promise<Delivery> {
  return startJob(await stage.connect(), content, stage.environment().now())
}

const live = (stage: ClockedStage) => stage.standIn.posts({ profileId: stage.profile.id })

test('a picture, several of one shape and a film each make one pin with all its words, where it was to stand', async () => {
  const stage = await setStage(sections)
  for (const content of [picture, carousel, film]) {
    const job = await start(stage, content)
    await runTo(undefined, { ...job, content: on(job, 'Green') }, stage.environment())
  }
  expect(live(stage).map(({ kind }) => kind)).toEqual(['Tea › Green', 'Tea › Green', 'Tea › Green'])
  const [third, second, first] = live(stage)
  expect(first).toMatchObject({ text: picture.parts[0]?.text, title: 'Bread at seven', link: { url: 'https://hearth.example/bread?a=1' } })
  expect(first?.images.map(({ alt }) => alt)).toEqual(['A picture of bread'])
  expect(second?.images).toHaveLength(3)
  expect(third?.videos).toMatchObject([{ seconds: expect.closeTo(4, 0), alt: 'A pattern that moves' }])
})

test('no board is chosen for anybody, and one that is gone stops the post before a film is sent', async () => {
  const stage = await setStage(sections)
  const job = await start(stage, film)
  await expect(runTo(undefined, job, stage.environment())).rejects.toThrow('board-needed')
  const gone = { ...film, settings: { board: '123' } }
  await expect(runTo(undefined, { ...job, content: gone }, stage.environment())).rejects.toThrow('board-gone')
  const part = await runTo('part 1', { ...job, content: on(job, 'Tea') }, stage.environment())
  const moved = { ...part, results: { ...part.results, 'board 1': { board: '123' } } }
  expect(troubleOf(await publishing.perform(final, moved, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'board-gone' },
  })
})

test('a lost answer is found again by what the pin says, on its own board and in its own section', async () => {
  const stage = await setStage(sections)
  const fresh = await start(stage, picture)
  const job = await runTo('part 1', { ...fresh, content: on(fresh, 'Green') }, stage.environment())
  const looked = () => publishing.lookUp(final, job, stage.environment())
  expect(valueOf(await looked())).toEqual({ found: false })
  // The same on another board, and something else on this one.
  await runTo(undefined, { ...fresh, content: on(fresh, 'Tea') }, stage.environment())
  await runTo(
    undefined,
    { ...fresh, content: on({ ...fresh, content: { ...picture, settings: { title: 'Other' } } }, 'Green') },
    stage.environment(),
  )
  expect(valueOf(await looked())).toEqual({ found: false })
  const made = valueOf(await publishing.perform(final, job, stage.environment()))
  expect(valueOf(await looked())).toEqual({ found: true, result: made })
  const taken = stage.environment({ taken: async () => new Set([Object(made).id]) })
  expect(valueOf(await publishing.lookUp(final, job, taken))).toEqual({ found: false })
  // What was there before the post was prepared is another one.
  stage.pass({ minutes: 3 })
  const later = { ...job, prepared: publishing.prepare(picture, stage.environment().now()) }
  expect(valueOf(await publishing.lookUp(final, later, stage.environment()))).toEqual({ found: false })
})

test('where nobody could tell the pin from another, a person looks', async () => {
  const stage = await setStage()
  const wordless = testPin({ media: [testPhoto('tea', { alt: '' })] })
  const job = await runTo('part 1', await start(stage, wordless), stage.environment())
  expect(valueOf(await publishing.lookUp(final, job, stage.environment()))).toEqual({ found: false })
  await publishing.perform(final, job, stage.environment())
  expect(troubleOf(await publishing.lookUp(final, job, stage.environment()))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'similar-pin' },
  })
})

/** A list as the network might give it. */
function listing(stage: ClockedStage, pages: readonly (readonly string[])[]): typeof fetch {
  const { fetch } = stage.environment()
  return async (input, init) => {
    const url = new URL(new Request(input, init).url)
    if (!url.pathname.endsWith('/pins') || init?.method !== 'GET') return fetch(input, init)
    const page = Number(url.searchParams.get('bookmark') ?? 0)
    const items = (pages[page] ?? []).map((created_at, index) => ({ id: `${page}${index}`, created_at, title: 'Other', media: null }))
    return Response.json({ items, bookmark: page + 1 < pages.length ? String(page + 1) : null })
  }
}

test('a list is read to its end unless it runs from new to old; times without a zone are in UTC', async () => {
  const stage = await setStage()
  const job = await runTo('part 1', await start(stage, picture), stage.environment())
  const look = async (pages: readonly (readonly string[])[]) =>
    publishing.lookUp(final, job, stage.environment({ fetch: listing(stage, pages) }))
  const [now, old] = ['2026-11-24T09:00:00', '2026-10-01T00:00:00']
  const endless = Array.from({ length: 9 }, () => [now])
  expect(valueOf(await look([[now, old], ...endless]))).toEqual({ found: false })
  expect(troubleOf(await look([[old, now], ...endless])).kind).toBe('unavailable')
  expect(valueOf(await look([[old, now], [now]]))).toEqual({ found: false })
})

function said(status: number, code: number, message: string): Response {
  return Response.json({ code, message }, { status })
}

test('what Pinterest refuses is told, and what it may have done is looked for', async () => {
  const answered = async (content: PostContent, response: Response) => {
    const stage = await setStage()
    const job = await runTo('part 1', await start(stage, content), stage.environment())
    return publishing.perform(final, job, stage.environment({ fetch: async () => response }))
  }

  const trial = said(
    403,
    29,
    'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox instead.',
  )
  for (const [content, response, expected] of [
    [
      picture,
      said(400, 1, 'Sorry! We blocked this link.'),
      { kind: 'rejected', reason: { code: 'refused', detail: '400 1: Sorry! We blocked this link.' } },
    ],
    [carousel, said(400, 1, 'No.'), { kind: 'rejected', reason: { code: 'carousel-refused' } }],
    [picture, trial, { kind: 'rejected', reason: { code: 'trial-access' } }],
    [picture, said(403, 29, 'You are not permitted to access that resource.'), { kind: 'rejected', reason: { code: 'not-permitted' } }],
    [
      picture,
      said(401, 3, 'Your token does not have sufficient permissions.'),
      { kind: 'signed-out', reason: { code: 'right-missing-now' } },
    ],
    [picture, said(408, 0, 'Timeout'), { kind: 'unknown-outcome' }],
    [picture, said(500, 0, 'Internal'), { kind: 'unknown-outcome' }],
    [picture, new Response('<html>Forbidden', { status: 403 }), { kind: 'unknown-outcome' }],
  ] as const)
    expect(troubleOf(await answered(content, response))).toMatchObject(expected)
  const stage = await setStage({ standard: false })
  await expect(runTo(undefined, await start(stage, picture), stage.environment())).rejects.toThrow('trial-access')
  const none = await setStage({ carousels: false })
  await expect(runTo(undefined, await start(none, carousel), none.environment())).rejects.toThrow('carousel-refused')
})

test('too often: the pause is what Envoy’s header says', async () => {
  const stage = await setStage()
  const headers = { 'x-ratelimit-limit': '100, 100;w=60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '42' }
  const busy = async () => Response.json({ code: 8, message: 'You have exceeded your rate limit.' }, { status: 429, headers })
  const job = await start(stage, picture)
  const outcome = await publishing.perform({ name: 'board 1', final: false }, job, stage.environment({ fetch: busy }))
  expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ trouble: { kind: 'slow-down', until: '2026-11-24T09:00:42Z' } })
})

test('a film is waited for; one that fails, is refused or is lost on the way is told or begun anew', async () => {
  let fails = false
  const stage = await setStage({ processingSeconds: 10, spoil: () => fails })
  const uploaded = await runTo('ready 1', await start(stage, film), stage.environment())
  const ready = { name: 'ready 1', final: false }
  const waiting = troubleOf(await publishing.perform(ready, uploaded, stage.environment()))
  expect(JSON.parse(JSON.stringify(waiting))).toMatchObject({ kind: 'slow-down', processing: true, until: '2026-11-24T09:00:03Z' })
  stage.pass({ seconds: 10 })
  await runTo(undefined, uploaded, stage.environment())
  fails = true
  const spoilt = await runTo('ready 1', await start(stage, film), stage.environment())
  stage.pass({ seconds: 10 })
  expect(troubleOf(await publishing.perform(ready, spoilt, stage.environment()))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'video-failed' },
  })
  fails = false
  const registered = await runTo('upload 1', await start(stage, film), stage.environment())
  const upload = { name: 'upload 1', final: false }
  const refused = stage.environment({ fetch: async () => new Response('<Error><Code>EntityTooLarge</Code></Error>', { status: 400 }) })
  expect(troubleOf(await publishing.perform(upload, registered, refused))).toMatchObject({
    kind: 'rejected',
    reason: { code: 'video-refused' },
  })
  stage.pass({ hours: 1 })
  const over = troubleOf(await publishing.perform(upload, registered, stage.environment()))
  expect(over).toMatchObject({ kind: 'unavailable', forget: ['register 1', 'upload 1', 'ready 1'] })
  // An hour after its last byte, what has not come will not come.
  const lost = withResult(registered, upload, { ok: true, value: { at: stage.environment().now().toString() } })
  expect(troubleOf(await publishing.perform(ready, lost, stage.environment()))).toMatchObject({ kind: 'slow-down' })
  stage.pass({ minutes: 61 })
  const given = troubleOf(await publishing.perform(ready, lost, stage.environment()))
  expect(given).toMatchObject({ kind: 'unavailable', reason: { code: 'upload-over' } })
  const anew = without(lost, given.kind === 'unavailable' ? (given.forget ?? []) : [])
  const up = await runTo('ready 1', anew, stage.environment())
  stage.pass({ seconds: 10 })
  await runTo(undefined, up, stage.environment())
  expect(live(stage)).toHaveLength(2)
})

test('words, link and board are corrected where the pin stands, what it shows is not', async () => {
  const stage = await setStage(sections)
  const { edit } = publishing
  for (const content of [picture, carousel]) {
    const fresh = await start(stage, content)
    const job = await runTo(undefined, { ...fresh, content: on(fresh, 'Green') }, stage.environment())
    const [photo, ...others] = job.content.parts[0]?.media ?? []
    const media = [...(photo?.kind === 'image' ? [{ ...photo, alt: 'Said better' }] : []), ...others]
    const written = { ...content, parts: [{ text: 'Another word', media }], settings: { link: 'https://hearth.example/new' } }
    const after = on({ ...fresh, content: written }, 'Bread')
    const when = { publishedAt: stage.environment().now(), now: stage.environment().now() }
    expect(edit?.refuses({ job, after, ...when })).toBeUndefined()
    const changes = valueOf((await edit?.apply({ job, after }, stage.environment())) ?? { ok: true, value: {} })
    const [pin] = live(stage)
    expect(pin).toMatchObject({ text: 'Another word', kind: 'Bread', link: { url: 'https://hearth.example/new' } })
    expect([pin?.title, pin?.images[0]?.alt]).toEqual([undefined, 'Said better'])
    const other = { ...after, parts: [{ text: 'Another word', media: [testPhoto('cake')] }] }
    expect(edit?.refuses({ job, after: other, ...when })).toEqual({ code: 'edit-media' })
    const closed = stage.environment({ fetch: async () => said(403, 29, 'You are not permitted to access that resource.') })
    expect(troubleOf((await edit?.apply({ job, after }, closed)) ?? { ok: true, value: {} }).reason.code).toBe('edit-not-open')
    const moved = { ...job, content: after, results: { ...job.results, ...changes } }
    expect(await publishing.takeDown?.(moved, stage.environment())).toMatchObject({ ok: true })
    expect(troubleOf((await edit?.apply({ job, after }, stage.environment())) ?? { ok: true, value: {} }).reason.code).toBe('pin-gone')
  }
  expect(live(stage)).toEqual([])
})
