import { expect, test } from 'vitest'

import type { Thread } from '../contract.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { answerMessage } from './answer-message.ts'
import { answerPrivately } from './answer-privately.ts'

async function complaint(at: InboxWorld): Promise<{ threadId: string; messageId: string }> {
  await at.arrive(said('1', 'My order never came'))
  const [thread] = (await at.threads()).threads
  const { items } = await at.thread(thread?.id ?? '')
  return { threadId: thread?.id ?? '', messageId: items[0]?.id ?? '' }
}

function goPrivate(at: InboxWorld, messageId: string, note?: string): Promise<Thread> {
  return answerPrivately(at.needs, at.here.at.agent.call('inbox.answerPrivately'), { messageId, text: 'Which address?', note })
}

function allOut(at: InboxWorld, threadId: string): Promise<void> {
  return expect.poll(async () => (await at.thread(threadId)).answers.length, { timeout: 10_000 }).toBe(0)
}

test('what was said in public goes on in private, once, with a line for everyone; each thread leads to the other', async () => {
  await using at = await inboxWorld()
  const { threadId, messageId } = await complaint(at)
  expect((await at.thread(threadId)).items[0]?.privately).toEqual({})
  const going = await goPrivate(at, messageId, 'We have written to you')
  expect(going).toMatchObject({ state: 'done', answers: [{ isPrivate: true }, { isPrivate: false }] })
  await expect(goPrivate(at, messageId)).rejects.toMatchObject({
    code: 'CANNOT_GO_PRIVATE',
    data: { reason: { code: 'private-once' } },
  })
  at.here.worker()
  await allOut(at, threadId)
  expect(at.here.server.texts().toSorted()).toEqual(['We have written to you', 'Which address?'])
  const thread = await at.thread(threadId)
  expect(thread.items.map(({ text }) => text)).toEqual(['My order never came', 'We have written to you'])
  expect(thread.items[0]?.privately?.refused?.code).toBe('private-once')
  const [linked] = thread.linked
  const inPrivate = await at.thread(linked?.id ?? '')
  expect(inPrivate).toMatchObject({
    kind: 'message',
    profile: { name: 'A guest' },
    items: [{ kind: 'message', byUs: true, text: 'Which address?', member: { name: 'The agent' } }],
    linked: [{ id: threadId, kind: 'comment', firstLine: 'My order never came' }],
  })
})

test('a network that tells of the private message first has it in the same thread', async () => {
  await using at = await inboxWorld()
  const { threadId, messageId } = await complaint(at)
  await goPrivate(at, messageId)
  at.here.worker()
  await allOut(at, threadId)
  const [post] = at.here.server.posts
  const privateId = (await at.thread(threadId)).linked[0]?.id ?? ''
  const thread = { externalId: `private:${post?.id ?? ''}` }
  await at.arrive(weSaid(post?.id ?? '', 'Which address?', { kind: 'message', thread }))
  await at.arrive(said('2', '12 Harbour Road', { kind: 'message', thread, at: Temporal.Now.instant() }))
  expect((await at.thread(privateId)).items.map(({ text }) => text)).toEqual(['Which address?', '12 Harbour Road'])
  expect((await at.threads()).threads.map(({ id }) => id)).toEqual([privateId])
})

test('where the network forbids it, it says why and nothing is sent', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('m', 'Hello', { kind: 'mention', thread: { externalId: 'm' } }))
  const [thread] = (await at.threads()).threads
  const [message] = (await at.thread(thread?.id ?? '')).items
  expect(message?.privately).toEqual({ refused: { code: 'private-comments-only' } })
  await expect(goPrivate(at, message?.id ?? '')).rejects.toMatchObject({ code: 'CANNOT_GO_PRIVATE' })
  expect((await at.thread(thread?.id ?? '')).answers).toEqual([])
})

test('a message can be answered for as long as the network takes it', async () => {
  await using at = await inboxWorld()
  const now = Temporal.Now.instant()
  const talk = { kind: 'message', thread: { externalId: 't' } } as const
  await at.arrive(said('old', 'Hello?', { ...talk, at: now.subtract({ hours: 25 }) }))
  const id = (await at.threads()).threads[0]?.id ?? ''
  const answer = async () =>
    answerMessage(at.needs, at.here.at.agent.call('inbox.answer'), { messageId: (await at.thread(id)).items[0]?.id ?? '', text: 'Hi' })
  expect(Date.parse((await at.thread(id)).answerBy ?? '')).toBeLessThan(now.epochMilliseconds)
  await expect(answer()).rejects.toMatchObject({ code: 'WINDOW_OVER' })
  await at.arrive(said('new', 'Anybody there?', { ...talk, at: now }))
  expect((await answer()).answers).toHaveLength(1)
})
