import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'

import type { StandInStage } from '../test-stand-in-stage.ts'
import { mentions } from './mentions.ts'
import { publishing } from './publishing.ts'
import { standInWith } from './stand-in.ts'
import { changedStandIn, finish, first, live, picture, say, stagesUntil, standingClock, startJob, valueOf } from './test-stage.ts'
import { timeline } from './timeline.ts'

const stageWith = stagesUntil(afterEach)

const bill = (stage: StandInStage) =>
  z.object({ bill: z.record(z.string(), z.object({ times: z.int() })) }).parse(stage.standIn.state()).bill

describe('a post', () => {
  test('has its pictures with their words, its poll, its settings, and each part answers the one before', async () => {
    const stage = await stageWith()
    const parts = [
      { text: '開幕 🔥', media: [picture('a', 'A fire'), picture('b', ''), picture('c', '茶'), picture('d')] },
      { text: 'Bread or cake?', media: [], poll: { options: ['Bread', 'Cake'], minutes: 5, multiple: false } },
      say('The end'),
    ]
    const settings = { replies: 'following', madeWithAi: true, paidPartnership: true }
    const job = await finish(stage, await startJob(stage, { parts, settings }))
    const [end, poll, start] = live(stage)
    expect(start).toMatchObject({
      text: '開幕 🔥',
      visibility: 'following',
      images: ['A fire', '', '茶', 'Picture d'].map((alt) => ({ alt })),
    })
    expect(poll).toMatchObject({ replyTo: start?.id, poll: { options: [{ text: 'Bread' }, { text: 'Cake' }] } })
    expect(end).toMatchObject({ replyTo: poll?.id, text: 'The end' })
    expect(end).not.toHaveProperty('visibility')
    const { posts } = z
      .object({ posts: z.array(z.object({ madeWithAi: z.boolean(), paidPartnership: z.boolean() })) })
      .parse(stage.standIn.state())
    expect(posts.map(({ madeWithAi }) => madeWithAi)).toEqual([false, false, true])
    expect(posts.every(({ paidPartnership }) => paidPartnership)).toBe(true)
    expect(publishing.published(job)).toEqual({ externalId: start?.id, url: `${stage.origin}/campfire/status/${start?.id}` })
  })

  test('carries the address of its card at the end, unless it stands in the text', async () => {
    const stage = await stageWith()
    const card = { url: 'https://example.com/新聞', title: 'News', description: '' }
    const parts = [
      { ...say('Read this'), link: card },
      { ...say('example.com/a is it'), link: { ...card, url: 'https://example.com/a/' } },
    ]
    await finish(stage, await startJob(stage, { parts }))
    expect(live(stage).map(({ text }) => text)).toEqual(['example.com/a is it', 'Read this\n\nhttps://example.com/%E6%96%B0%E8%81%9E'])
    expect(bill(stage)).toMatchObject({ 'post with a link': { times: 2 } })
  })

  test('waits while X processes a picture, and says when to ask again', async () => {
    const clock = standingClock()
    const stage = await stageWith({ now: clock.now, kind: standInWith({ processingSeconds: 3 }) })
    let job = await startJob(stage, { parts: [{ text: '', media: [picture('slow')] }] }, clock.now())
    const uploaded = valueOf(await publishing.perform({ name: 'image 1.1', final: false }, job, stage.environment()))
    job = { ...job, results: { 'image 1.1': uploaded } }
    expect(publishing.nextStep(job)?.name).toBe('processing 1.1')
    const waiting = await publishing.perform({ name: 'processing 1.1', final: false }, job, stage.environment())
    const trouble = { kind: 'slow-down', until: '2027-03-01T12:00:03Z', processing: true, reason: { code: 'being-processed' } }
    expect(JSON.parse(JSON.stringify(waiting))).toEqual({ ok: false, trouble })
    clock.pass(3)
    await finish(stage, job)
    expect(live(stage)).toHaveLength(1)
  })

  test('whose picture X has thrown away uploads it again', async () => {
    const clock = standingClock()
    const stage = await stageWith({ now: clock.now })
    const job = await startJob(stage, { parts: [{ text: 'late', media: [picture('old')] }] }, clock.now())
    const results = {
      'image 1.1': valueOf(await publishing.perform({ name: 'image 1.1', final: false }, job, stage.environment())),
      'alt 1.1': true,
    }
    clock.pass(25 * 60 * 60)
    const tired = { ...job, access: await stage.connect(), results }
    const forgotten = { kind: 'unavailable', reason: { code: 'image-gone' }, forget: ['image 1.1', 'alt 1.1'] }
    expect(await publishing.perform(first, tired, stage.environment())).toMatchObject({ ok: false, trouble: forgotten })
    expect(await publishing.perform({ name: 'alt 1.1', final: false }, tired, stage.environment())).toMatchObject({
      trouble: { kind: 'unavailable', reason: { code: 'image-gone' } },
    })
    await finish(stage, { ...tired, results: {} })
  })

  test('longer than 280 is taken from a subscriber and found again whole', async () => {
    const clock = standingClock()
    const stage = await stageWith({ now: clock.now })
    const long = `${'長文 '.repeat(200)} https://example.com/a & <b> example.com`
    const job = await startJob(stage, { parts: [say(long)] }, clock.now())
    expect(await publishing.perform(first, job, stage.environment())).toMatchObject({
      trouble: { kind: 'rejected', reason: { code: 'refused' } },
    })
    const paying = await stageWith({ now: clock.now, kind: changedStandIn({ people: [subscriber] }) })
    const longer = await startJob(paying, { parts: [say(long)] }, clock.now())
    const made = valueOf(await publishing.perform(first, longer, paying.environment()))
    expect(await publishing.lookUp(first, longer, paying.environment())).toEqual({ ok: true, value: { found: true, result: made } })
  })
})

test('people to mention are looked up by two Latin letters or more, and each one found costs', async () => {
  const stage = await stageWith()
  const access = await stage.connect()
  const find = async (query: string) => valueOf(await mentions.find(query, access, stage.environment()))
  const before = bill(stage)
  expect([await find('k'), await find('茶館'), await find('k.i'), await find('zz')]).toEqual([[], [], [], []])
  expect(bill(stage)).toEqual(before)
  const found = await find('@KIND')
  expect(found).toEqual([{ text: '@kindling', name: 'Kindling', handle: 'kindling' }])
  expect(bill(stage)).toMatchObject({ 'profile read': { times: 1 } })
  expect([mentions.cost?.(found), mentions.cost?.([])]).toEqual([0.01, 0])
})

const subscriber = {
  id: '7',
  handle: 'campfire',
  displayName: 'Campfire',
  business: true,
  subscription: 'Premium',
  createdAt: '2020-01-01T00:00:00Z',
}

test('the calendar shows posts made in the app, as people read them, without answers', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  const access = await stage.connect()
  const since = clock.now()
  const bytes = (
    await stage.environment().image(picture('p'), { maxPerPart: 1, maxBytes: 1e6, maxSide: 64, mimeTypes: ['image/png'], maxAltLength: 9 })
  ).bytes
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Before' })
  clock.pass(10)
  const text = 'A & B <3 example.com/x?a=1&b=2'
  const { id } = stage.standIn.act({ kind: 'post', by: stage.profile.id, text, images: [{ bytes, mimeType: 'image/png', alt: '' }] })
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: id, text: 'An answer' })
  const recent = valueOf(await timeline.recent(since.add({ seconds: 5 }), access, stage.environment()))
  expect(JSON.parse(JSON.stringify(recent))).toEqual([
    {
      externalId: id,
      url: `${stage.origin}/campfire/status/${id}`,
      text: 'A & B <3 http://example.com/x?a=1&b=2',
      media: 1,
      publishedAt: '2027-03-01T12:00:10Z',
    },
  ])
})
