import { expect, test } from 'vitest'

import type { InboxItem } from '#networks/network'

import { answerMessage } from '../answers/answer-message.ts'
import { addNote } from '../change-threads.ts'
import { keepItems } from '../keep-items.ts'
import { correctMeaning } from '../meaning/correct-meaning.ts'
import { mailboxOf } from '../reading/mailbox-of.ts'
import { inboxWorld, type InboxWorld, said, weSaid } from '../test-inbox.ts'
import { changePerson, notePerson, recordConsent } from './change-person.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { joinPeople, keepApart, splitPerson } from './join-people.ts'
import { listPeople } from './list-people.ts'
import { setPersonFields } from './person-fields.ts'
import { personThreads } from './person-threads.ts'
import { readPerson } from './read-person.ts'

const anna = { externalId: 'anna', handle: 'anna.lin', name: 'Anna Lin' }
const there = { externalId: 'did:1', handle: 'annalin.sky.example', name: '林安娜' }

/** The same on the brand's account on another network. */
async function arriveOn(at: InboxWorld, network: string, ...items: readonly InboxItem[]): Promise<void> {
  const to = await mailboxOf(at.needs, { ...workspaceOf(at), account: { ...at.mailbox, network, id: at.here.accounts[1]?.id ?? '' } })
  await at.here.db.transaction().execute((tx) => keepItems(tx, to, { items }))
}

const workspaceOf = (at: InboxWorld) => ({ workspaceId: at.here.at.workspaceId })
const find = async (at: InboxWorld, text?: string) => (await listPeople(at.here.db, { ...workspaceOf(at), text, limit: 50 })).people

/** Anna on two networks, in a thread each; nobody knows yet that she is one. */
async function twoProfiles(at: InboxWorld) {
  await at.arrive(said('1', 'Is the oolong back?', { author: anna }), weSaid('2', 'Yes, @anna.lin!', { minute: 1, answers: '1' }))
  await arriveOn(at, 'coffee', said('9', 'Do you ship?', { author: there, minute: 5, thread: { externalId: 'c' } }))
  const [coffee, tea] = await find(at)
  if (!coffee || !tea) throw new Error('Two people were expected.')
  return { tea, coffee }
}

test('whoever has the same handle on another network is suggested with the reason, and joined only by a member, who can undo it', async () => {
  await using at = await inboxWorld()
  const { db } = at.here
  const { tea, coffee } = await twoProfiles(at)
  const call = at.here.at.agent.call('inbox.joinPeople')
  const card = await readPerson(db, { ...workspaceOf(at), personId: tea.id })
  expect(card.suggestions).toMatchObject([{ person: { id: coffee.id }, reasons: [{ same: 'handle', value: 'annalin' }] }])
  expect(card.profiles).toHaveLength(1)
  await notePerson(at.needs, call, { personId: coffee.id, text: 'Likes it strong' })
  const joined = await joinPeople(at.needs, call, { personId: tea.id, otherId: coffee.id })
  expect(joined.profiles.map(({ network }) => network)).toEqual(['tea', 'coffee'])
  expect(joined).toMatchObject({ notes: [{ text: 'Likes it strong' }], suggestions: [] })
  await expect(joinPeople(at.needs, call, { personId: tea.id, otherId: coffee.id })).rejects.toMatchObject({ code: 'SAME_PERSON' })
  expect(await readPerson(db, { ...workspaceOf(at), personId: coffee.id })).toEqual(joined)
  const first = await personThreads(db, { ...workspaceOf(at), personId: tea.id, limit: 1 })
  const second = await personThreads(db, { ...workspaceOf(at), personId: tea.id, limit: 1, cursor: first.next })
  expect([...first.threads, ...second.threads].map(({ network }) => network)).toEqual(['coffee', 'tea'])
  expect(second.next).toBeUndefined()
  const alone = await splitPerson(at.needs, call, { personId: tea.id, joiningId: joined.joinings[0]?.id ?? '' })
  expect(alone).toMatchObject({ notes: [], suggestions: [], profiles: [{ network: 'tea' }] })
  expect(await readPerson(db, { ...workspaceOf(at), personId: coffee.id })).toMatchObject({ notes: [{ text: 'Likes it strong' }] })
})

test('who was said to be somebody else is not suggested again', async () => {
  await using at = await inboxWorld()
  const { tea, coffee } = await twoProfiles(at)
  const call = at.here.at.agent.call('inbox.keepApart')
  expect(await keepApart(at.needs, call, { personId: coffee.id, otherId: tea.id })).toMatchObject({ suggestions: [] })
  expect(await readPerson(at.here.db, { ...workspaceOf(at), personId: tea.id })).toMatchObject({ suggestions: [] })
})

test('people are found by names, handles and what members know of them, in Chinese too, page by page', async () => {
  await using at = await inboxWorld()
  await twoProfiles(at)
  const call = at.here.at.publisher.call('inbox.changePerson')
  const [coffee] = await find(at, '安')
  expect(coffee?.profiles[0]?.name).toBe('林安娜')
  expect((await find(at, 'nna li')).map(({ profiles }) => profiles[0]?.name)).toEqual(['Anna Lin'])
  expect(await find(at, '娜安')).toEqual([])
  const fields = [{ id: '0198c0de-0000-7000-8000-000000000001', name: 'Rank', kind: 'choice' as const, choices: ['金卡', '銀卡'] }]
  await setPersonFields(at.needs, call, { fields })
  const wrong = changePerson(at.needs, call, { personId: coffee?.id ?? '', fields: { [fields[0]?.id ?? '']: '銅卡' } })
  await expect(wrong).rejects.toMatchObject({ code: 'WRONG_VALUE' })
  await changePerson(at.needs, call, { personId: coffee?.id ?? '', phone: '0912 345 678', fields: { [fields[0]?.id ?? '']: '金卡' } })
  expect((await find(at, '金卡 345')).map(({ id }) => id)).toEqual([coffee?.id])
  await setPersonFields(at.needs, call, { fields: [] })
  expect(await readPerson(at.here.db, { ...workspaceOf(at), personId: coffee?.id ?? '' })).toMatchObject({ fields: {} })
  const page = await listPeople(at.here.db, { ...workspaceOf(at), limit: 1 })
  const rest = await listPeople(at.here.db, { ...workspaceOf(at), limit: 1, cursor: page.next })
  expect([page.people[0]?.id, rest.people[0]?.id, rest.next]).toEqual([coffee?.id, expect.not.stringMatching(coffee?.id ?? ''), undefined])
})

test('a person gets everything about them, and is erased for good: what is read again does not bring it back, what they say later is new', async () => {
  await using at = await inboxWorld()
  const { db, at: members } = at.here
  const { tea } = await twoProfiles(at)
  const call = members.owner.call('inbox.exportPerson')
  const threadId = (await at.threads('done')).threads[0]?.id ?? ''
  await addNote(at.needs, call, { threadId, text: 'ANNA Lin called too' })
  await at.arrive(said('3', 'Nobody told me anything!', { author: anna, minute: 3 }), said('4', '@anna.lin they did', { minute: 4 }))
  const waiting = await at.thread(threadId)
  const asked = waiting.items.find(({ text }) => text.startsWith('Nobody'))
  await correctMeaning(at.needs, call, { messageId: asked?.id ?? '', meaning: 'complaint' })
  await answerMessage(at.needs, call, { messageId: asked?.id ?? '', text: 'Sorry Anna Lin, it is back' })
  await notePerson(at.needs, call, { personId: tea.id, text: 'A regular' })
  await recordConsent(at.needs, call, { personId: tea.id, kind: 'data', given: true, on: '2026-11-20', place: 'By message' })
  const everything = JSON.stringify(await exportPerson(at.needs, call, { personId: tea.id }))
  for (const words of [
    'Is the oolong back?',
    'Nobody told me',
    'Yes, @anna.lin!',
    'ANNA Lin called',
    'it is back',
    'A regular',
    'By message',
  ])
    expect(everything).toContain(words)
  expect(everything).not.toContain('they did')

  expect(await erasePerson(at.needs, members.owner.call('inbox.erasePerson'), { personId: tea.id })).toEqual({ erased: true, messages: 2 })
  const left = await at.thread(threadId)
  expect(left.items.map(({ text, erased }) => (erased ? 'erased' : text))).toEqual(['erased', 'Yes, …!', 'erased', '… they did'])
  expect(left.items[1]?.answersId).toBe(left.items[0]?.id)
  expect(left.messages).toBe(4)
  await expect(readPerson(db, { ...workspaceOf(at), personId: tea.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await everyWordOf(at)).not.toMatch(/anna[. ]lin(?!\.sky)|oolong back|regular/i)

  await at.arrive(
    said('1', 'Is the oolong back?', { author: anna }),
    weSaid('2', 'Yes, @anna.lin!', { minute: 1 }),
    said('0', 'Hello', { author: anna, minute: -9 }),
  )
  expect((await at.thread(threadId)).items).toEqual(left.items)
  expect(await find(at, 'anna.lin')).toEqual([])
  await at.arrive({ ...said('5', 'Hello again', { author: anna }), at: Temporal.Now.instant().add({ hours: 1 }) })
  expect((await find(at, 'anna.lin')).map(({ id }) => id)).toEqual([expect.not.stringMatching(tea.id)])
})

/** All that is kept of the inbox and its answers. */
async function everyWordOf({ here: { db } }: InboxWorld): Promise<string> {
  const tables = [
    'inbox.profile',
    'inbox.message',
    'inbox.thread',
    'inbox.answer',
    'inbox.deed',
    'inbox.person_note',
    'inbox.correction',
  ] as const
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
  return JSON.stringify(rows)
}
