import { afterEach, beforeEach, expect, test } from 'vitest'

import type { AccountAccess, InboxItem, InboxPage } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { stepsOf, troubleOf, valueOf } from '../test-steps.ts'
import { answering } from './answering.ts'
import { inbox } from './inbox.ts'
import { answering as answeringWith, setYouTubeStage } from './test-stage.ts'

const picture = Uint8Array.from([0xff, 0xd8])
let stage: ClockedStage
let access: AccountAccess
let video: string
beforeEach(async () => {
  stage = await setYouTubeStage()
  access = await stage.connect()
  const images = [{ bytes: picture, mimeType: 'image/jpeg', alt: 'Tea' }]
  video = stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas', images }).id
})
afterEach(() => stage.close())

async function page(cursor?: InboxPage['cursor']): Promise<InboxPage> {
  stage.pass({ minutes: 10 })
  const environment = stage.environment()
  return valueOf(
    await inbox.read({ source: 'comments', cursor, since: environment.now().subtract({ hours: 24 * 30 }) }, access, environment),
  )
}

function byFriend(text: string, post = video): string {
  stage.pass({ seconds: 1 })
  return stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text }).id
}

function itemOf(id: string, { items }: InboxPage): InboxItem {
  const item = items.find(({ externalId }) => externalId === id)
  if (!item) throw new Error(`Nobody told of ${id}.`)
  return item
}

test('a comment is told with its video and its answers, whoever wrote them, and what reading took of the quota', async () => {
  const first = byFriend('Is there oolong?')
  const ours = stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: first, text: 'There is' }).id
  const told = await page()
  expect(told.items).toMatchObject([
    {
      externalId: first,
      kind: 'comment',
      byUs: false,
      thread: { externalId: first, about: { externalId: video, text: 'Spring teas' } },
      author: { externalId: stage.friend.id, handle: 'kindling' },
      url: `${stage.origin}/watch?v=${video}&lc=${first}`,
    },
    { externalId: ours, byUs: true, answers: first, thread: { externalId: first } },
  ])
  expect(told.uses).toEqual([{ name: 'units', amount: 3 }])
  expect((await page(told.cursor)).uses).toEqual([{ name: 'units', amount: 2 }])
})

test('answers that do not come with the thread are read when their number changes; what was rewritten or deleted is seen', async () => {
  const first = byFriend('Ist it open?')
  const gone = byFriend('Never mind')
  const answers = Array.from({ length: 7 }, (_, index) => byFriend(`Word ${index}`, first))
  const told = await page()
  expect(told.items.map(({ externalId }) => externalId).toSorted()).toEqual([first, gone, ...answers].toSorted())
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: first, text: 'Is it open?' })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: gone })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: answers[0] ?? '' })
  const next = await page(told.cursor)
  expect(itemOf(first, next)).toMatchObject({ text: 'Is it open?' })
  expect(itemOf(first, next).editedAt).toBeDefined()
  expect(next.items.map(({ externalId }) => externalId)).not.toContain(answers[0])
  expect(next.whole).toEqual([{ thread: gone }, { thread: first }])
  // The number is as it was, so the answers that come with the thread do.
  expect((await page(next.cursor)).whole).toEqual([])
})

test('all pages are gone through at first, and once an hour; in between the first is enough', async () => {
  const all = Array.from({ length: 130 }, (_, index) => byFriend(`Word ${index}`))
  const first = await page()
  const second = await page(first.cursor)
  expect([first.more, second.more, first.items.length + second.items.length]).toEqual([true, false, all.length])
  const later = byFriend('Late', all[0])
  const soon = await page(second.cursor)
  expect(soon.more).toBe(false)
  stage.pass({ hours: 1 })
  access = await stage.connect()
  const hourly = await page(soon.cursor)
  expect(hourly.more).toBe(true)
  expect(itemOf(later, await page(hourly.cursor)).thread.externalId).toBe(all[0])
})

test('comments are looked for in one call, or one by one where some are missing; a used-up quota says nothing', async () => {
  const [dropped, kept] = [byFriend('Never mind'), byFriend('Ist it open?')]
  const at = () => ({ inbox, access, environment: stage.environment() })
  expect(await lookFor([dropped, kept], at())).toMatchObject({ ok: true, value: { missing: [], uses: [{ name: 'units', amount: 1 }] } })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: dropped })
  stage.pass({ minutes: 1 })
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: kept, text: 'Is it open?' })
  const found = [{ externalId: kept, text: 'Is it open?', editedAt: stage.environment().now().round('second') }]
  expect(valueOf(await lookFor([dropped, kept], at()))).toMatchObject({ found, missing: [dropped], uses: [{ amount: 3 }] })
  const used = answeringWith(
    stage,
    ({ url }) => url.includes('/comments?'),
    () => Response.json({ error: { code: 403, errors: [{ reason: 'quotaExceeded' }] } }, { status: 403 }),
  )
  const none = await lookFor([dropped], { ...at(), environment: stage.environment({ fetch: used }) })
  expect(troubleOf(none)).toMatchObject({ kind: 'slow-down', reason: { code: 'quota-used' } })
})

test('a comment is held back for review and published again; what is held back is told as hidden', async () => {
  const first = byFriend('Rubbish')
  const hide = async (hidden: boolean) =>
    inbox.hide?.({ externalId: first, kind: 'comment', answerTo: undefined, hidden }, access, stage.environment())
  valueOf((await hide(true)) ?? { ok: true, value: undefined })
  expect(itemOf(first, await page()).hidden).toBe(true)
  valueOf((await hide(false)) ?? { ok: true, value: undefined })
  expect(itemOf(first, await page()).hidden).toBe(false)
})

test('an answer stands under the comment that began the thread; after an unclear answer it is looked for, and deleted it is gone', async () => {
  const first = byFriend('Open on Sunday?')
  const second = byFriend('And Monday?', first)
  const { kind, answerTo = null } = itemOf(second, await page())
  const content = { parts: [{ text: 'From ten', media: [] }], languages: [], settings: {}, answers: { kind, to: answerTo } }
  const { startJob, runTo } = stepsOf(answering.publishing)
  const job = startJob(access, content, stage.environment().now())
  const step = answering.publishing.nextStep(job)
  if (!step) throw new Error('There is nothing to do.')
  const lookUp = async () => valueOf(await answering.publishing.lookUp(step, job, stage.environment()))
  expect(await lookUp()).toEqual({ found: false })
  const broken = answeringWith(
    stage,
    ({ method }) => method === 'POST',
    () => new Response('', { status: 502 }),
  )
  expect(troubleOf(await answering.publishing.perform(step, job, stage.environment({ fetch: broken }))).kind).toBe('unknown-outcome')
  const done = await runTo(undefined, job, stage.environment())
  const { externalId } = answering.publishing.published(done)
  expect(stage.standIn.posts().find(({ id }) => id === externalId)).toMatchObject({ text: 'From ten', replyTo: first })
  expect(await lookUp()).toMatchObject({ found: true, result: { id: externalId } })
  expect(answering.rulesFor({}, 'comment').uses?.(content)).toEqual([{ name: 'units', amount: 51 }])
  valueOf((await answering.publishing.takeDown?.(done, stage.environment())) ?? { ok: true, value: undefined })
  expect(await lookUp()).toEqual({ found: false })
})
