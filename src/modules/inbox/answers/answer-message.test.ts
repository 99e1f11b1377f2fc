import { expect, test } from 'vitest'

import { Refusal } from '#kit/errors'

import type { Thread } from '../contract.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { answerMessage, settleAnswer } from './answer-message.ts'

async function asked(at: InboxWorld): Promise<{ threadId: string; messageId: string }> {
  await at.arrive(said('1', 'Is it open on Sunday?'))
  const [thread] = (await at.threads()).threads
  const { items } = await at.thread(thread?.id ?? '')
  return { threadId: thread?.id ?? '', messageId: items[0]?.id ?? '' }
}

function answer(at: InboxWorld, messageId: string, { text = 'It is', seen }: { text?: string; seen?: string } = {}): Promise<Thread> {
  return answerMessage(at.needs, at.here.at.agent.call('inbox.answer'), { messageId, text, seen })
}

function settled(at: InboxWorld, threadId: string, check: (thread: Thread) => void): Promise<void> {
  return expect
    .poll(
      async () => {
        check(await at.thread(threadId))
        return true
      },
      { timeout: 10_000 },
    )
    .toBe(true)
}

test('an answer goes out once, and stands in the thread as what the member said', async () => {
  await using at = await inboxWorld()
  const { threadId, messageId } = await asked(at)
  const thread = await answer(at, messageId)
  expect(thread).toMatchObject({ state: 'done', answers: [{ text: 'It is', delivery: { state: 'waiting' } }] })
  at.here.worker()
  await settled(at, threadId, ({ items, answers }) => {
    expect(answers).toEqual([])
    expect(items).toMatchObject([{ byUs: false }, { byUs: true, text: 'It is', member: { name: 'The agent' }, answersId: messageId }])
  })
  expect(at.here.server.texts()).toEqual(['It is'])
  // What the network tells of it later is the same message.
  const [post] = at.here.server.posts
  await at.arrive(weSaid(post?.id ?? '', 'It is', { minute: 1 }))
  expect((await at.thread(threadId)).items).toMatchObject([{}, { byUs: true, member: { name: 'The agent' } }])
  expect((await at.threads('done')).threads).toHaveLength(1)
})

test('what a customer writes before Hearth knows that the answer is out waits for the next one', async () => {
  await using at = await inboxWorld()
  const { threadId, messageId } = await asked(at)
  await answer(at, messageId)
  await at.arrive(said('2', 'And on Monday?', { at: Temporal.Now.instant(), answers: '1' }))
  at.here.worker()
  await settled(at, threadId, ({ answers }) => expect(answers).toEqual([]))
  const thread = await at.thread(threadId)
  expect(thread.state).toBe('open')
  expect(thread.items.map(({ text }) => text)).toEqual(['Is it open on Sunday?', 'It is', 'And on Monday?'])
})

test('an answer whose receipt was lost is found, and not sent again', async () => {
  await using at = await inboxWorld({ proof: 'settles', afterSeconds: 1 })
  const { threadId, messageId } = await asked(at)
  at.here.server.faults.push('accepted-then-reset')
  await answer(at, messageId)
  at.here.worker()
  await settled(at, threadId, ({ items }) => expect(items).toHaveLength(2))
  expect(at.here.server.requests).toBe(1)
})

test('an answer that the network refuses opens the thread again and says why; a member may cancel it', async () => {
  await using at = await inboxWorld()
  const { threadId, messageId } = await asked(at)
  at.here.server.faults.push('refused')
  const { answers } = await answer(at, messageId)
  at.here.worker()
  await settled(at, threadId, (thread) => expect(thread).toMatchObject({ state: 'open', answers: [{ delivery: { state: 'rejected' } }] }))
  const call = at.here.at.agent.call('inbox.decide')
  const after = await settleAnswer(at.needs, call, { answerId: answers[0]?.id ?? '', decision: 'cancel' })
  expect(after).toMatchObject({ state: 'open', answers: [] })
})

test('of two members who answer at the same moment, the second is told, and may send all the same', async () => {
  await using at = await inboxWorld()
  const { threadId, messageId } = await asked(at)
  const seen = new Date().toISOString()
  const both = await Promise.allSettled([answer(at, messageId, { seen, text: 'One' }), answer(at, messageId, { seen, text: 'Two' })])
  const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ code: 'ANSWERED_MEANWHILE', data: { by: 'The agent' } })
  expect((await at.thread(threadId)).answers).toHaveLength(1)
  await answer(at, messageId, { seen: new Date(Date.now() + 1000).toISOString(), text: 'Two' })
  expect((await at.thread(threadId)).answers).toHaveLength(2)
})

test('what was answered in the network’s own app meanwhile is pointed out too', async () => {
  await using at = await inboxWorld()
  const { messageId } = await asked(at)
  await at.arrive(weSaid('2', 'Yes, until six', { minute: 3 }))
  const early = answer(at, messageId, { seen: '2026-11-20T12:00:00.000Z' })
  await expect(early).rejects.toMatchObject({ code: 'ANSWERED_MEANWHILE', data: { text: 'Yes, until six' } })
})

test('an answer stands neither on the calendar nor among drafts, and what the network would refuse is refused before', async () => {
  await using at = await inboxWorld()
  const { messageId } = await asked(at)
  await expect(answer(at, messageId, { text: 'a'.repeat(101) })).rejects.toMatchObject({ code: 'NOT_ACCEPTED' })
  await answer(at, messageId)
  const shown = await at.here.db.selectFrom('publishing.post').select('shown_at').execute()
  expect(shown).toEqual([{ shown_at: null }])
})

test('who belongs elsewhere finds nothing here', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  const { messageId } = await asked(at)
  const stranger = answerMessage(at.needs, other.here.at.owner.call('inbox.answer'), { messageId, text: 'Hi' })
  await expect(stranger).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
