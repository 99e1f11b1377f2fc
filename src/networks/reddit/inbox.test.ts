import { expect, test } from 'vitest'

import type { AccountAccess, Delivery, InboxItem, InboxPage } from '../network.ts'
import { lookFor } from '../test-look-again.ts'
import { connectWithout } from '../test-sign-in.ts'
import { type ClockedStage, stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf, withResult } from '../test-steps.ts'
import { answering } from './answering.ts'
import { connecting } from './connect.ts'
import { inbox } from './inbox.ts'
import { publishing } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { testPost } from './test-content.ts'
import { runTo, setRedditStage, startJob } from './test-stage.ts'

const setStage = stageForEach(setRedditStage)
const step = { name: 'part 1', final: true }

async function read(stage: ClockedStage, access: AccountAccess, source = 'inbox', cursor?: InboxPage['cursor']): Promise<InboxPage> {
  const since = stage
    .environment()
    .now()
    .subtract({ hours: 24 * 7 })
  return valueOf(await inbox.read({ source, cursor, since }, access, stage.environment()))
}

async function postOf(stage: ClockedStage, access: AccountAccess): Promise<string> {
  const done = await runTo(undefined, startJob(access, testPost({ text: 'Ask us about tea' })), stage.environment())
  return publishing.published(done).externalId
}

function answerTo(access: AccountAccess, { kind, answerTo: to }: InboxItem, now: Temporal.Instant, text = 'Gladly!'): Delivery {
  if (to === undefined) throw new Error('This cannot be answered.')
  const content = { parts: [{ text, media: [] }], languages: [], settings: {}, answers: { kind, to } }
  return { access, content, prepared: answering.publishing.prepare(content, now), results: {} }
}

test('comments under our posts, answers to us and where we are named arrive once, each in its talk', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const post = await postOf(stage, access)
  const { standIn, friend, profile } = stage
  const comment = standIn.act({ kind: 'reply', by: friend.id, post, text: 'Is it roasted?' })
  const ours = standIn.act({ kind: 'reply', by: profile.id, post: comment.id, text: 'Twice.' })
  stage.pass({ seconds: 5 })
  const again = standIn.act({ kind: 'reply', by: friend.id, post: ours.id, text: 'Thank you' })
  const theirs = standIn.act({ kind: 'post', by: friend.id, text: 'Where to buy tea?' })
  const named = standIn.act({ kind: 'reply', by: friend.id, post: theirs.id, text: 'u/campfire would know' })
  standIn.act({ kind: 'reply', by: friend.id, post: theirs.id, text: 'u/campfires would not' })
  const page = await read(stage, access)
  const thread = `${post}:${friend.id}`
  expect(page.items.map(({ externalId, kind, thread: { externalId: id, about } }) => [externalId, kind, id, about?.text])).toEqual([
    [named.id, 'mention', `${theirs.id}:${friend.id}`, 'Where to buy tea?'],
    [again.id, 'comment', thread, 'The kettle is on'],
    [comment.id, 'comment', thread, 'The kettle is on'],
  ])
  expect(page.items[0]).toMatchObject({ author: { handle: 'kindling' }, byUs: false, thread: { about: { author: 'kindling' } } })
  const own = await read(stage, access, 'own')
  expect(own.items).toMatchObject([{ externalId: ours.id, byUs: true, thread: { externalId: thread }, answers: comment.id }])
  stage.pass({ minutes: 5 })
  expect((await read(stage, access, 'inbox', page.cursor)).items.map(({ externalId }) => externalId)).toEqual([named.id, again.id])
  const late = standIn.act({ kind: 'reply', by: friend.id, post, text: 'And the price?' })
  const next = await read(stage, access, 'inbox', page.cursor)
  expect(next.items[0]?.externalId).toBe(late.id)
  stage.pass({ minutes: 1 })
  expect((await read(stage, access, 'inbox', next.cursor)).items.map(({ externalId }) => externalId)).toEqual([late.id])
})

test('a long list is read page by page back to what is known', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const post = await postOf(stage, access)
  for (let number = 0; number < 130; number += 1) {
    stage.pass({ seconds: 2 })
    stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text: `No. ${number}` })
  }
  const first = await read(stage, access)
  expect([first.items.length, first.more]).toEqual([100, true])
  const second = await read(stage, access, 'inbox', first.cursor)
  expect([second.items.length, second.more]).toEqual([30, false])
  expect((await read(stage, access, 'inbox', second.cursor)).items.map(({ text }) => text)).toEqual(['No. 129'])
})

test('an answer goes out once, is known again by what it answers and its words, and a comment can be taken back', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const post = await postOf(stage, access)
  stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text: 'Is it roasted?' })
  const [comment] = (await read(stage, access)).items
  if (!comment) throw new Error('Nothing arrived.')
  const job = answerTo(access, comment, stage.environment().now())
  const lookUp = async () => valueOf(await answering.publishing.lookUp(step, job, stage.environment()))
  expect(await lookUp()).toEqual({ found: false })
  const done = withResult(job, step, await answering.publishing.perform(step, job, stage.environment()))
  const { externalId, thread } = answering.publishing.published(done)
  expect(thread).toBe(comment.thread.externalId)
  expect(await lookUp()).toMatchObject({ found: true, result: { name: externalId } })
  const other = answerTo(access, comment, stage.environment().now(), 'Something else')
  expect(valueOf(await answering.publishing.lookUp(step, other, stage.environment()))).toEqual({ found: false })
  expect(stage.standIn.posts().find(({ id }) => id === externalId)).toMatchObject({ text: 'Gladly!', replyTo: comment.externalId })
  expect(await answering.publishing.takeDown?.(done, stage.environment())).toMatchObject({ ok: true })
  expect(await lookUp()).toEqual({ found: false })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: comment.externalId })
  const late = await answering.publishing.perform(step, job, stage.environment())
  expect(troubleOf(late)).toMatchObject({ kind: 'rejected', reason: { code: 'answered-gone' } })
})

test('a private message is read with its subject and answered in its talk; it cannot be taken back', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  stage.standIn.act({ kind: 'message', by: stage.friend.id, to: stage.profile.id, text: 'Do you deliver?' })
  const [letter] = (await read(stage, access)).items
  expect(letter).toMatchObject({ kind: 'message', text: 'Hello\n\nDo you deliver?', byUs: false })
  if (!letter) return
  const job = answerTo(access, letter, stage.environment().now())
  const done = withResult(job, step, await answering.publishing.perform(step, job, stage.environment()))
  expect(valueOf(await answering.publishing.lookUp(step, job, stage.environment()))).toMatchObject({ found: true })
  const sent = await read(stage, access, 'sent')
  expect(sent.items).toMatchObject([{ byUs: true, text: 'Gladly!', thread: letter.thread, answers: letter.externalId }])
  expect(sent.items[0]?.answerTo).toBeUndefined()
  expect(troubleOf((await answering.publishing.takeDown?.(done, stage.environment())) ?? { ok: true, value: undefined }).reason.code).toBe(
    'message-stays',
  )
  expect(rulesOfAnswers({}, 'message').check({ ...job.content, parts: [{ text: 'x'.repeat(10_001), media: [] }] })).toHaveLength(1)
})

test('what is looked for again tells other words and deletions, and an id that is left out proves nothing', async () => {
  const stage = await setStage()
  const access = await stage.connect()
  const post = await postOf(stage, access)
  const say = (text: string) => stage.standIn.act({ kind: 'reply', by: stage.friend.id, post, text }).id
  const [kept, changed, deleted] = [say('kept'), say('changed'), say('deleted')]
  stage.pass({ minutes: 1 })
  stage.standIn.act({ kind: 'edit', by: stage.friend.id, post: changed, text: 'said otherwise' })
  stage.standIn.act({ kind: 'delete', by: stage.friend.id, post: deleted })
  const looked = valueOf(await lookFor([kept, changed, deleted, 't1_0', 'x'], { inbox, access, environment: stage.environment() }))
  expect(looked.missing).toEqual([deleted])
  expect(looked.found).toMatchObject([
    { externalId: kept, text: 'kept' },
    { externalId: changed, text: 'said otherwise' },
  ])
  expect(looked.found[1]?.editedAt?.toString()).toBe('2026-11-24T09:01:00Z')
})

test('without the right to messages the inbox says which is missing', async () => {
  const stage = await setStage()
  const access = await connectWithout(stage, connecting, 'privatemessages')
  const since = stage.environment().now().subtract({ hours: 1 })
  const refused = await inbox.read({ source: 'inbox', cursor: undefined, since }, access, stage.environment())
  expect(troubleOf(refused)).toMatchObject({ kind: 'rejected', reason: { code: 'inbox-not-allowed' } })
})
