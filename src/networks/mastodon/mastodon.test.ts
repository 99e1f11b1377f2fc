import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { AccountAccess, Delivery, PostContent, PostPart } from '../network.ts'
import { testVideo } from '../test-media.ts'
import type { StandInStage } from '../test-stand-in-stage.ts'
import { publishing } from './publishing.ts'
import { part, picture, run as runIn, startJob as startJobOf, text } from './test-jobs.ts'
import { setMastodonStage } from './test-stage.ts'
import { timeline } from './timeline.ts'

let stage: StandInStage
let access: AccountAccess
/** Seconds that the sandbox's clock is ahead. */
let later = 0
beforeAll(async () => {
  stage = await setMastodonStage({ rates: false }, { now: () => Temporal.Now.instant().add({ seconds: later }) })
  access = await stage.connect()
})
afterAll(() => stage?.close())

const stateSchema = z.object({ media: z.array(z.object({ mimeType: z.string(), moves: z.boolean().optional() })) })

function startJob(parts: readonly PostPart[], more: Partial<PostContent> = {}): Delivery {
  return startJobOf(access, parts, more)
}

function run(job: Delivery, environment = stage.environment()): Promise<Delivery> {
  return runIn(job, environment)
}

function made(job: Delivery, number = 1) {
  const { externalId } = publishing.published({ ...job, results: { 'part 1': job.results[`part ${number}`] ?? null } })
  return stage.standIn.posts().find(({ id }) => id === externalId)
}

describe('posting', () => {
  test('text, warning, visibility and language arrive as they were chosen', async () => {
    const job = await run(
      startJob([text(' 開幕夜 🔥 @kindling \n')], { languages: ['zh-TW', 'en'], settings: { spoiler: ' 劇透 ', visibility: 'private' } }),
    )
    expect(made(job)).toMatchObject({ text: '開幕夜 🔥 @kindling', warning: '劇透', visibility: 'private', profileId: stage.profile.id })
    expect(publishing.published(job).url).toBe(made(job)?.url)
  })

  test('images keep their order, their description and what must stay in sight', async () => {
    const requests: Request[] = []
    const { fetch } = stage.environment()
    const watching: typeof fetch = (input, init) => {
      requests.push(new Request(input, init))
      return fetch(input, init)
    }
    const media = [picture('a', { focus: { x: 0, y: 0 } }), picture('b', { focus: { x: 0.75, y: 1 } }), picture('c', { alt: ' ' })]
    const job = await run(startJob([{ text: '', media }]), stage.environment({ fetch: watching }))
    expect(made(job)?.images.map(({ alt }) => alt)).toEqual(['Picture a', 'Picture b', ''])
    const forms = await Promise.all(requests.filter(({ url }) => url.endsWith('/media')).map((request) => request.formData()))
    expect(forms.map((form) => form.get('focus'))).toEqual(['-1.000,1.000', '0.500,-1.000', null])
    expect(requests.every(({ headers }) => headers.get('user-agent')?.startsWith('Hearth/'))).toBe(true)
  })

  test('a film waits until the server is done with it, and keeps its description and cover', async () => {
    const film = testVideo({}, { alt: 'Steam over a cup', cover: { at: 1 } })
    let job = startJob([{ text: 'Watch', media: [film] }])
    for (let step = publishing.nextStep(job); step?.name !== 'ready 1.1'; step = publishing.nextStep(job)) {
      const done = step && (await publishing.perform(step, job, stage.environment()))
      if (!step || !done?.ok) throw new Error(JSON.stringify(done))
      job = { ...job, results: { ...job.results, [step.name]: done.value } }
    }
    const early = await publishing.perform({ name: 'ready 1.1', final: false }, job, stage.environment())
    expect(early).toMatchObject({ ok: false, trouble: { kind: 'slow-down', processing: true } })
    later = 5
    expect(made(await run(job))).toMatchObject({ text: 'Watch', images: [], videos: [{ alt: 'Steam over a cup' }] })
    later = 0
  })

  test('a post says something else where it stands, also its description and its warning', async () => {
    const first = startJob([{ text: 'Tae', media: [picture('a', { alt: 'A cub' })] }, text('And caek')])
    const job = await run(first)
    const after = {
      ...first.content,
      parts: [{ text: 'Tea', media: [picture('a', { alt: 'A cup' })] }, text('And cake')],
      settings: { spoiler: 'Sweet' },
    }
    const edited = await publishing.edit?.apply({ job, after }, stage.environment())
    expect(edited).toMatchObject({ ok: true, value: { 'part 1': job.results['part 1'], 'part 2': job.results['part 2'] } })
    expect(made(job)).toMatchObject({ text: 'Tea', warning: 'Sweet', images: [{ alt: 'A cup' }] })
    expect(made(job, 2)).toMatchObject({ text: 'And cake' })
    const hidden = {
      job,
      after: { ...after, settings: { visibility: 'private' } },
      publishedAt: Temporal.Now.instant(),
      now: Temporal.Now.instant(),
    }
    expect(publishing.edit?.refuses(hidden)).toEqual({ code: 'visibility-stays' })
  })

  test('a picture that moves is sent as it is, and moves there beside others', async () => {
    const moving = picture('gif', { mimeType: 'image/gif', animated: true, frames: 2 })
    const job = await run(startJob([{ text: 'Steam', media: [moving, picture('b')] }]))
    expect(made(job)?.images.map(({ alt }) => alt)).toEqual(['Picture gif', 'Picture b'])
    const { media } = stateSchema.parse(stage.standIn.state())
    expect(media.filter(({ moves }) => moves)).toMatchObject([{ mimeType: 'image/gif' }])
  })

  test('a poll has its answers, without the empty ones', async () => {
    const poll = { options: ['Bread', ' ', 'Cake '], minutes: 30, multiple: true }
    expect(made(await run(startJob([{ ...text('Which?'), poll }])))?.poll?.options.map((option) => option.text)).toEqual(['Bread', 'Cake'])
  })

  test('the address of a link card is added where the text does not name it', async () => {
    const link = { url: 'https://example.com/a', title: 'A', description: '' }
    expect(made(await run(startJob([{ ...text('See this.'), link }])))?.text).toBe('See this.\n\nhttps://example.com/a')
    expect(made(await run(startJob([{ ...text('See https://example.com/a'), link }])))?.text).toBe('See https://example.com/a')
  })

  test('the parts of a thread answer one another in order, and all go when it is taken down', async () => {
    const before = await stage.live()
    const job = await run(startJob(['one', 'two', 'three'].map(text)))
    expect(made(job, 1)?.replyTo).toBeUndefined()
    expect(made(job, 2)?.replyTo).toBe(made(job, 1)?.id)
    expect(made(job, 3)?.replyTo).toBe(made(job, 2)?.id)
    expect(await publishing.takeDown?.(job, stage.environment())).toEqual({ ok: true, value: undefined })
    expect(await stage.live()).toEqual(before)
  })

  test('a thread whose first part was deleted by hand says so', async () => {
    const job = startJob([text('gone soon'), text('never')])
    const first = await publishing.perform(part(1), job, stage.environment())
    if (!first.ok) throw new Error(JSON.stringify(first))
    const begun = { ...job, results: { 'part 1': first.value } }
    await publishing.takeDown?.(begun, stage.environment())
    expect(await publishing.perform(part(2), begun, stage.environment())).toMatchObject({
      ok: false,
      trouble: { kind: 'rejected', reason: { code: 'thread-broken' } },
    })
  })

  test('what the server finds wrong is told in its words', async () => {
    expect(await publishing.perform(part(1), startJob([text('x'.repeat(501))]), stage.environment())).toMatchObject({
      ok: false,
      trouble: { kind: 'rejected', reason: { code: 'refused', detail: expect.stringContaining('500') } },
    })
  })
})

describe('once only', () => {
  test('sending a part again answers with what is there, whatever it says now', async () => {
    const job = startJob([text('once')])
    const first = await publishing.perform(part(1), job, stage.environment())
    const changed = { ...job, content: { ...job.content, parts: [text('twice')] } }
    expect(await publishing.perform(part(1), changed, stage.environment())).toEqual(first)
    expect(stage.standIn.posts().filter((post) => post.text === 'twice')).toEqual([])
  })

  test('identical parts of one thread are told apart by what they answer', async () => {
    const job = await run(startJob([text('again'), text('again'), text('again')]))
    const known = (...numbers: number[]) => ({
      ...job,
      results: Object.fromEntries(numbers.map((number) => [`part ${number}`, job.results[`part ${number}`] ?? null])),
    })
    const find = (number: number, ...numbers: number[]) => publishing.lookUp(part(number), known(...numbers), stage.environment())
    expect(await find(1)).toEqual({ ok: true, value: { found: true, result: job.results['part 1'] } })
    expect(await find(2, 1)).toEqual({ ok: true, value: { found: true, result: job.results['part 2'] } })
    expect(await find(3, 1, 2)).toEqual({ ok: true, value: { found: true, result: job.results['part 3'] } })
    const next = { ...job, content: { ...job.content, parts: [...job.content.parts, text('again')] } }
    expect(await publishing.lookUp(part(4), next, stage.environment())).toEqual({ ok: true, value: { found: false } })
  })

  test('the same words of an earlier post, of another app, with another warning or another poll are not adopted', async () => {
    await run(startJob([text('Good morning')]))
    // Posts are dated to the millisecond: what was there before is so from the next one on.
    const there = Date.now()
    await expect.poll(() => Date.now(), { interval: 1 }).toBeGreaterThan(there)
    const job = startJob([text('Good morning')])
    const alike = startJob([text('Good morning')], { settings: { spoiler: 'Mornings' } })
    await run({ ...alike, prepared: publishing.prepare(alike.content, Temporal.Now.instant()) })
    await run(startJob([{ ...text('Good morning'), poll: { options: ['Yes', 'No'], minutes: 60, multiple: false } }]))
    stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: stage.standIn.posts()[0]?.id ?? '', text: 'Good morning' })
    expect(await publishing.lookUp(part(1), job, stage.environment())).toEqual({ ok: true, value: { found: false } })
  })

  test('a post with images is known by its files', async () => {
    const job = startJob([{ text: 'Look', media: [picture('a')] }])
    const done = await run(job)
    const { 'part 1': result, ...uploads } = done.results
    expect(await publishing.lookUp(part(1), { ...job, results: uploads }, stage.environment())).toEqual({
      ok: true,
      value: { found: true, result },
    })
    const other = await publishing.perform({ name: 'image 1.1', final: false }, job, stage.environment())
    if (!other.ok) throw new Error('The upload failed.')
    expect(await publishing.lookUp(part(1), { ...job, results: { 'image 1.1': other.value } }, stage.environment())).toEqual({
      ok: true,
      value: { found: false },
    })
  })

  test('looking goes back to the preparation, page by page', async () => {
    const job = startJob([text('far back')])
    const done = await run(job)
    for (let count = 0; count < 100; count += 1) stage.standIn.act({ kind: 'post', by: stage.profile.id, text: `Later ${count}` })
    expect(await publishing.lookUp(part(1), job, stage.environment())).toEqual({
      ok: true,
      value: { found: true, result: done.results['part 1'] },
    })
  })

  test('files the server lost are uploaded again, and files of a day are not trusted', async () => {
    const job = startJob([{ text: 'late', media: [picture('late')] }])
    const lost = { ...job, results: { 'image 1.1': { id: '1', ready: true, at: Temporal.Now.instant().toString() } } }
    const forget = ['image 1.1', 'ready 1.1']
    expect(await publishing.perform(part(1), lost, stage.environment())).toMatchObject({
      ok: false,
      trouble: { kind: 'unavailable', forget, reason: { code: 'image-gone' } },
    })
    const old = { ...job, results: { 'image 1.1': { id: '1', ready: true, at: '2026-01-01T00:00:00Z' } } }
    expect(await publishing.perform(part(1), old, stage.environment())).toMatchObject({
      ok: false,
      trouble: { kind: 'unavailable', forget },
    })
    await run(job)
  })
})

test('the calendar sees what was posted anywhere, without answers and later parts', async () => {
  const other = await setMastodonStage({ rates: false })
  const account = await other.connect()
  const since = Temporal.Now.instant().subtract({ minutes: 1 })
  const job = await run(startJobOf(account, [text('A thread'), text('goes on')]), other.environment())
  const { id } = other.standIn.act({ kind: 'post', by: other.profile.id, text: 'From the app & <more>\n\nhttps://example.com' })
  const theirs = other.standIn.act({ kind: 'post', by: other.friend.id, text: 'Hello' })
  other.standIn.act({ kind: 'reply', by: other.profile.id, post: theirs.id, text: 'Hello back' })
  other.standIn.act({ kind: 'message', by: other.profile.id, to: other.friend.id, text: 'Psst' })
  const recent = await timeline.recent(since, account, other.environment())
  expect(recent).toMatchObject({
    ok: true,
    value: [
      { externalId: id, text: 'From the app & <more>\n\nhttps://example.com', media: 0 },
      { externalId: publishing.published(job).externalId, text: 'A thread' },
    ],
  })
  expect(await timeline.recent(Temporal.Now.instant().add({ hours: 1 }), account, other.environment())).toEqual({ ok: true, value: [] })
  await other.close()
})
