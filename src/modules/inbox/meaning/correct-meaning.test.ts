import { expect, test } from 'vitest'

import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { correctMeaning } from './correct-meaning.ts'
import { understandRest } from './understand-rest.ts'

const cold = 'The tea was cold and nobody cared, terrible service'
const lovely = 'Lovely tea, thank you so much, we will be back!'

async function only(at: InboxWorld) {
  const [thread] = (await at.threads()).threads
  const { items } = await at.thread(thread?.id ?? '')
  return { thread, items }
}

test('what others say is understood when it arrives, with the words that counted, and a thread is what they said last', async () => {
  await using at = await inboxWorld()
  await at.arrive(
    said('1', cold),
    weSaid('2', 'We are sorry', { minute: 1 }),
    said('3', lovely, { minute: 2 }),
    said('4', '', { thread: { externalId: 's' } }),
  )
  const { threads } = await at.threads('open')
  expect(threads.find(({ meaning }) => meaning === 'praise')).toMatchObject({ firstLine: lovely })
  expect(threads.find(({ firstLine }) => firstLine === '')).not.toHaveProperty('meaning')
  const { items } = await at.thread(threads.find(({ meaning }) => meaning === 'praise')?.id ?? '')
  expect(items.map(({ understood }) => understood?.meaning)).toEqual(['complaint', undefined, 'praise'])
  expect(items[0]?.understood).toMatchObject({ sentiment: 'negative', language: 'en' })
  expect(items[0]?.understood?.reasons.length).toBeGreaterThan(0)
})

test('what is rewritten is understood anew, and of what is deleted nothing stays', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', lovely))
  await at.arrive(said('1', cold))
  expect((await only(at)).thread?.meaning).toBe('complaint')
  const { id = '' } = (await only(at)).thread ?? {}
  at.pages.push({ ok: true, value: { items: [], gone: ['1'], cursor: 'a', more: false } })
  await at.read()
  expect((await at.thread(id)).items[0]).not.toHaveProperty('understood')
})

test('the list shows threads of the wanted meanings', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', cold, { thread: { externalId: 'a' } }), said('2', lovely, { thread: { externalId: 'b' } }))
  expect((await at.threads('open', ['complaint'])).threads.map(({ firstLine }) => firstLine)).toEqual([cold])
  expect((await at.threads('open', ['complaint', 'praise'])).threads).toHaveLength(2)
  expect((await at.threads('open', ['spam'])).threads).toEqual([])
})

test('a member corrects what a message is; the same words get it when they come again, in this workspace only', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', lovely))
  const { items } = await only(at)
  const call = at.here.at.agent.call('inbox.correct')
  const corrected = await correctMeaning(at.needs, call, { messageId: items[0]?.id ?? '', meaning: 'complaint', sentiment: 'negative' })
  expect(corrected).toMatchObject({
    meaning: 'complaint',
    items: [{ understood: { meaning: 'complaint', sentiment: 'negative', sure: 1 } }],
  })
  expect(corrected.items[0]?.understood?.reasons[0]).toEqual({ what: 'corrected', text: '' })
  await at.arrive(said('2', `@oolong ${lovely}`, { minute: 1 }), said('1', lovely, { hidden: true }))
  expect((await only(at)).items.map(({ understood }) => [understood?.meaning, understood?.sure])).toEqual([
    ['complaint', 1],
    ['complaint', 1],
  ])
  const elsewhere = await at.needs.understander(at.here.db, { workspaceId: crypto.randomUUID() })
  expect(elsewhere(lovely).meaning).toBe('praise')
})

test('nobody corrects what we said ourselves, nor anything of another workspace', async () => {
  await using at = await inboxWorld()
  await using other = await inboxWorld()
  await at.arrive(said('1', lovely), weSaid('2', 'Thank you', { minute: 1 }), said('3', 'Oh', { minute: 2 }))
  const [first, ours] = (await only(at)).items
  const correct = (where: InboxWorld, messageId = '') =>
    correctMeaning(at.needs, where.here.at.owner.call('inbox.correct'), { messageId, meaning: 'spam' })
  await expect(correct(at, ours?.id)).rejects.toMatchObject({ code: 'NOTHING_TO_CORRECT' })
  await expect(correct(other, first?.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what was kept before messages were understood is understood later', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', cold), weSaid('2', 'We are sorry', { minute: 1 }), said('3', cold, { minute: 2 }))
  await at.here.db.updateTable('inbox.message').set({ meaning: null, sentiment: null, language: null, sure: null, reasons: '[]' }).execute()
  await at.here.db.updateTable('inbox.thread').set({ meaning: null }).execute()
  await understandRest(at.needs)
  const { thread, items } = await only(at)
  expect(thread?.meaning).toBe('complaint')
  expect(items.map(({ understood }) => understood?.meaning)).toEqual(['complaint', undefined, 'complaint'])
})
