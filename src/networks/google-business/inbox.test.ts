import { afterEach, beforeEach, expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxPage, NetworkEnvironment } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { stepsOf, troubleOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { setGoogleBusinessStage } from './test-stage.ts'

let stage: ClockedStage
let access: AccountAccess
beforeEach(async () => {
  stage = await setGoogleBusinessStage()
  access = await stage.connect()
})
afterEach(() => stage.close())

async function page(cursor?: InboxPage['cursor']): Promise<InboxPage> {
  const since = stage
    .environment()
    .now()
    .subtract({ hours: 24 * 30 })
  return valueOf(await inbox.read({ source: 'reviews', cursor, since }, access, stage.environment()))
}

function review(stars: 1 | 2 | 3 | 4 | 5, text: string, handle = 'kindling'): string {
  stage.pass({ seconds: 1 })
  const by = stage.standIn.addProfile({ handle, displayName: handle })
  return stage.standIn.review?.({ by: by.id, of: stage.profile.id, stars, text }).id ?? ''
}

const { startJob, runTo } = stepsOf(answering.publishing)

async function answer(text: string): Promise<Delivery> {
  const [first] = (await page()).items
  const answers = { kind: 'review', to: first?.answerTo ?? null } as const
  return startJob(access, { parts: [{ text, media: [] }], languages: [], settings: {}, answers }, stage.environment().now())
}

const replied = (text: string) => stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: review(4, 'Good bread'), text })

test('a review comes with its stars, what was rewritten is followed, and a reply stands under it', async () => {
  const id = review(2, 'Too dark')
  expect((await page()).items).toMatchObject([
    {
      externalId: id,
      kind: 'review',
      stars: 2,
      text: 'Too dark',
      byUs: false,
      author: { name: 'Kindling', handle: '' },
      thread: { externalId: id },
    },
  ])
  expect((await page()).items[0]?.editedAt).toBeUndefined()
  review(5, 'They put up lamps')
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: id, text: 'Thank you' })
  const told = await page()
  expect(told.items).toMatchObject([
    { externalId: id, stars: 5, text: 'They put up lamps', editedAt: expect.anything() },
    { kind: 'comment', byUs: true, text: 'Thank you', answers: id, thread: { externalId: id } },
  ])
  expect(told.whole).toEqual([{ thread: id }])
  // Another reply is another thing said; the one before is gone with it.
  stage.pass({ minutes: 1 })
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: id, text: 'Thanks again' })
  const later = await page()
  expect(later.items.at(-1)?.externalId).not.toBe(told.items.at(-1)?.externalId)
})

test('all pages are gone through at first and every six hours; in between the first is enough', async () => {
  const ids = Array.from({ length: 70 }, (_, index) => review(4, `Number ${index}`, `guest${index}`))
  const first = await page()
  const second = await page(first.cursor)
  expect([first.more, second.more]).toEqual([true, false])
  expect(new Set([...first.items, ...second.items].map(({ externalId }) => externalId))).toEqual(new Set(ids))
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: ids[0] ?? '', text: 'Late, but thank you' })
  const soon = await page(second.cursor)
  expect(soon.more).toBe(false)
  stage.pass({ hours: 6 })
  access = await stage.connect()
  const walk = await page(soon.cursor)
  expect((await page(walk.cursor)).items.map(({ text }) => text)).toContain('Late, but thank you')
})

test('an answer goes out once: after an unclear answer it is found, or written again, which writes the same', async () => {
  const id = review(3, 'Is it open on Sunday?')
  const job = await runTo('reply 1', await answer('From ten'), stage.environment())
  const step = { name: 'reply 1', final: true }
  const lookUp = async () => valueOf(await answering.publishing.lookUp(step, job, stage.environment()))
  expect(await lookUp()).toEqual({ found: false })
  const lost: typeof globalThis.fetch = async (input, init) => {
    await stage.environment().fetch(input, init)
    return new Response('', { status: 502 })
  }
  expect(troubleOf(await answering.publishing.perform(step, job, stage.environment({ fetch: lost }))).kind).toBe('unknown-outcome')
  expect(await lookUp()).toMatchObject({ found: true })
  const done = await runTo(undefined, job, stage.environment())
  expect(stage.standIn.posts().filter(({ kind }) => kind === 'reply')).toMatchObject([{ text: 'From ten', replyTo: id }])
  expect((await page()).items.at(-1)?.externalId).toBe(answering.publishing.published(done).externalId)
  valueOf((await answering.publishing.takeDown?.(done, stage.environment())) ?? { ok: true, value: undefined })
  expect(await lookUp()).toEqual({ found: false })
  expect(await answering.publishing.takeDown?.(done, stage.environment())).toEqual({ ok: true, value: undefined })
})

test('answering again takes the place of the reply that was seen, or was sent from here; never of one that nobody here has read', async () => {
  replied('Written at Google')
  stage.pass({ minutes: 1 })
  const seen = await answer('In its place')
  const done = await runTo(undefined, seen, stage.environment())
  const unseen = { ...seen, results: {} }
  const standing = (environment: NetworkEnvironment) =>
    answering.publishing.perform({ name: 'standing 1', final: false }, unseen, environment)
  expect(troubleOf(await standing(stage.environment()))).toEqual({ kind: 'rejected', reason: { code: 'replied-meanwhile' } })
  const { externalId } = answering.publishing.published(done)
  const taken = async () => new Set([externalId])
  expect(await standing(stage.environment({ taken }))).toMatchObject({ ok: true })
  // What another has replaced is not taken down with it.
  stage.pass({ minutes: 1 })
  const id = stage.standIn.posts().find(({ kind }) => kind === 'review')?.id ?? ''
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: id, text: 'Another' })
  expect(await answering.publishing.takeDown?.(done, stage.environment())).toEqual({ ok: true, value: undefined })
  expect(stage.standIn.posts().some(({ text }) => text === 'Another')).toBe(true)
})

test('a reply fits 4,096 characters and replaces the one before', () => {
  const rules = answering.rulesFor({}, 'review')
  const codes = (text: string) =>
    rules.check({ parts: [{ text, media: [] }], languages: [], settings: {} }).map(({ reason }) => reason.code)
  expect([codes('x'.repeat(4096)), codes('x'.repeat(4097)), codes(' ')]).toEqual([[], ['text-too-long'], ['empty-part']])
  expect(rules.replaces).toBe(true)
})

test('reviews are looked for one by one; where the whole location cannot be found, nothing is said of them', async () => {
  const [gone, kept] = [review(1, 'Never again'), review(4, 'Good', 'guest')]
  const author = stage.standIn.posts().find(({ id }) => id === gone)?.profileId ?? ''
  stage.standIn.act({ kind: 'delete', by: author, post: gone })
  const at = { inbox, access, environment: stage.environment(), kind: 'review' } as const
  expect(valueOf(await lookFor([gone, kept], at))).toEqual({ found: [{ externalId: kept, text: 'Good' }], missing: [gone] })
  const nothing = {
    ...at,
    environment: stage.environment({
      fetch: async () => Response.json({ error: { code: 404, message: '', status: 'NOT_FOUND' } }, { status: 404 }),
    }),
  }
  expect(troubleOf(await lookFor([gone, kept], nothing)).reason.code).toBe('not-there')
})
