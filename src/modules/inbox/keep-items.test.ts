import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { changeThreads } from './change-threads.ts'
import { countThreads, listThreads } from './list-threads.ts'
import { summarise } from './summarise.ts'
import { inboxWorld, said, weSaid } from './test-inbox.ts'
import { gramRest } from './words/gram-rest.ts'

test('what is said is kept once, however often and in whatever order it arrives', async () => {
  await using at = await inboxWorld()
  const first = said('1', 'Is it open on Sunday?')
  const second = said('2', 'And on Monday?', { minute: 5, answers: '1' })
  await at.arrive(second, first)
  await at.arrive(first)
  await at.arrive(first, second)
  const { threads } = await at.threads()
  expect(threads).toMatchObject([
    { firstLine: 'And on Monday?', messages: 2, waitingSince: '2026-11-20T12:00:00.000Z', profile: { name: 'A guest' } },
  ])
  const { items } = await at.thread(threads[0]?.id ?? '')
  expect(items.map(({ text }) => text)).toEqual(['Is it open on Sunday?', 'And on Monday?'])
  expect(items[1]?.answersId).toBe(items[0]?.id)
})

test('two readings that bring the same at once keep it once', async () => {
  await using at = await inboxWorld()
  const items = Array.from({ length: 30 }, (_, index) =>
    said(`${index}`, `Word ${index}`, { thread: { externalId: `t${index % 7}` }, minute: index }),
  )
  await Promise.all([at.arrive(...items), at.arrive(...items.toReversed()), at.arrive(...items.slice(10))])
  const { threads } = await at.threads()
  expect(threads.map(({ messages }) => messages).toSorted((a, b) => a - b)).toEqual([4, 4, 4, 4, 4, 5, 5])
})

test('what is rewritten or deleted there is so here, and what was deleted waits for nothing', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', 'It was cold'))
  await at.arrive(said('1', 'It was old', { editedAt: Temporal.Instant.from('2026-11-20T12:01:00Z') }))
  const [thread] = (await at.threads()).threads
  expect(thread?.firstLine).toBe('It was old')
  at.pages.push({ ok: true, value: { items: [], gone: ['1'], cursor: 'a', more: false } })
  await at.read()
  expect((await at.threads()).threads).toEqual([])
  expect((await at.thread(thread?.id ?? '')).items).toMatchObject([{ text: '', answerable: false }])
})

test('an answer that was written in the network’s own app finishes a thread, and a new word opens it again', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', 'Hello?'))
  await at.arrive(weSaid('2', 'Hello!', { minute: 1 }))
  expect((await at.threads()).threads).toEqual([])
  expect((await at.threads('done')).threads).toHaveLength(1)
  await at.arrive(said('3', 'One more thing', { minute: 2 }))
  expect((await at.threads()).threads).toMatchObject([{ waitingSince: '2026-11-20T12:02:00.000Z' }])
})

test('what was written before a thread was done but arrives after opens it: nobody has seen it yet', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', 'First'))
  const [thread] = (await at.threads()).threads
  await changeThreads(at.needs, at.here.at.agent.call('inbox.change'), { threadIds: [thread?.id ?? ''], state: 'done' })
  await at.arrive(said('1', 'First'))
  expect((await at.threads()).threads).toEqual([])
  await at.arrive(said('2', 'Second', { minute: 1 }))
  expect((await at.threads()).threads).toHaveLength(1)
})

test('a share says nothing to be answered, and what an account says by itself is no thread that waits', async () => {
  await using at = await inboxWorld()
  await at.arrive(
    said('1', '', { kind: 'share', thread: { externalId: 's' } }),
    weSaid('2', 'Good morning', { thread: { externalId: 'w' } }),
  )
  expect((await at.threads()).threads).toEqual([])
  expect((await at.threads('done')).threads).toHaveLength(2)
})

const within = (name: string) => ({ thread: { externalId: name } })

test('a thread that has just begun is written down as it would be read off its messages', async () => {
  await using at = await inboxWorld()
  const { workspaceId } = at.here.at
  await at.arrive(
    said('1', `A question? ${'🍵'.repeat(400)}`, within('one')),
    said('2', 'Read me', { ...within('hidden'), hidden: true }),
    said('3', '', { ...within('share'), kind: 'share' }),
    weSaid('4', 'Good morning', within('ours')),
    said('5', 'First', { ...within('two'), minute: 1 }),
    said('6', 'Second', { ...within('two'), minute: 2 }),
  )
  // The network says of what is known already that it belongs elsewhere: it stays where it is.
  await at.arrive(said('5', 'First', { ...within('elsewhere'), minute: 1 }))
  const all = () => at.here.db.selectFrom('inbox.thread').selectAll().orderBy('external_id').execute()
  const kept = await all()
  expect(kept.map(({ external_id, state, messages }) => [external_id, state, messages])).toEqual([
    ['elsewhere', 'done', 0],
    ['hidden', 'done', 1],
    ['one', 'open', 1],
    ['ours', 'done', 1],
    ['share', 'done', 1],
    ['two', 'open', 2],
  ])
  const threadIds = kept.map(({ id }) => id)
  await at.here.db.transaction().execute((tx) => summarise(tx, { workspaceId }, { threadIds, spoken: [] }))
  expect(await all()).toEqual(kept)
})

test('of somebody who wrote before and is called the same nothing is written, and what the network tells anew is', async () => {
  await using at = await inboxWorld()
  const author = { externalId: 'guest', handle: 'guest', name: 'A guest' }
  const profile = async () =>
    (
      await sql<{ name: string; handle: string; url: string | null; version: string }>`
      select name, handle, url, xmin::text as version from inbox.profile where external_id = 'guest'`.execute(at.here.db)
    ).rows[0]
  await at.arrive(said('1', 'Hello', { author }))
  const first = await profile()
  await at.arrive(said('2', 'Again', { author }), said('3', 'Nameless', { author: { ...author, handle: '', name: '' } }))
  expect(await profile()).toEqual(first)
  await at.arrive(said('4', 'Wed', { author: { ...author, name: 'A wife', url: 'https://tea.example/guest' } }))
  expect(await profile()).toMatchObject({ name: 'A wife', handle: 'guest', url: 'https://tea.example/guest' })
  expect((await at.threads()).threads[0]).toMatchObject({ messages: 4, profile: { name: 'A wife' } })
})

test('addresses that are none never become links', async () => {
  await using at = await inboxWorld()
  await at.arrive(
    said('1', 'Look', {
      url: 'javascript:alert(1)',
      author: { externalId: 'x', handle: 'x', name: '', avatarUrl: 'data:text/html,x' },
      media: [{ kind: 'image', url: 'javascript:alert(1)', alt: '' }],
    }),
  )
  const [thread] = (await at.threads()).threads
  expect(thread?.profile).toEqual({ id: thread?.profile?.id, personId: thread?.profile?.id, network: 'tea', handle: 'x', name: 'x' })
  expect((await at.thread(thread?.id ?? '')).items).toMatchObject([{ media: [] }])
  expect((await at.thread(thread?.id ?? '')).items[0]).not.toHaveProperty('url')
})

test('the counts are what the lists show', async () => {
  await using at = await inboxWorld()
  await at.arrive(...['a', 'b', 'c', 'd'].map((id) => said(id, 'Hi', { thread: { externalId: id } })))
  const ids = (await at.threads()).threads.map(({ id }) => id)
  const { agent } = at.here.at
  const call = agent.call('inbox.change')
  await changeThreads(at.needs, call, { threadIds: ids.slice(0, 1), assigneeId: agent.memberId })
  await changeThreads(at.needs, call, { threadIds: ids.slice(1, 2), state: 'snoozed', snoozedUntil: '2999-01-01T00:00:00.000Z' })
  await changeThreads(at.needs, call, { threadIds: ids.slice(2, 3), state: 'done' })
  expect(await countThreads(at.needs, { ...at.here.at, memberId: agent.memberId })).toEqual({
    open: 2,
    snoozed: 1,
    mine: 1,
    nobodys: 1,
    due: 0,
  })
})

test('whoever was told of threads can ask for these alone, and finds only what their list has', async () => {
  await using at = await inboxWorld()
  await at.arrive(...['a', 'b', 'c'].map((id) => said(id, 'Hi', { thread: { externalId: id } })))
  const [first, second] = (await at.threads()).threads.map(({ id }) => id)
  const threadIds = [first ?? '', second ?? '']
  const of = async (state: 'open' | 'done') =>
    (await listThreads(at.needs, { ...at.mailbox, state, limit: 50, threadIds })).threads.map(({ id }) => id)
  expect(await of('open')).toEqual(threadIds)
  const { agent } = at.here.at
  await changeThreads(at.needs, agent.call('inbox.change'), { threadIds: [second ?? ''], state: 'done' })
  expect([await of('open'), await of('done')]).toEqual([[first], [second]])
})

test('what was said and who said it are found by any part of a word, and no longer once it was rewritten or deleted', async () => {
  await using at = await inboxWorld()
  const found = async (text: string) => (await listThreads(at.needs, { ...at.mailbox, state: 'open', limit: 50, text })).threads.length
  await at.arrive(said('1', '我想退款，訂單還沒到'), said('2', 'Where is my PARCEL?', { thread: { externalId: 'q' } }))
  expect(await Promise.all(['退款', '款', 'parcel', 'arc', 'guest', 'my parcel', '退款 guest', '?'].map(found))).toEqual([
    1, 1, 1, 1, 2, 1, 1, 1,
  ])
  expect(await Promise.all(['退貨', 'parcels', 'parcel 退款', '%', 'el'].map(found))).toEqual([0, 0, 0, 0, 0])
  await at.arrive(said('3', 'Two pots', { thread: { externalId: 'q' } }))
  expect(await Promise.all(['two pots', 'my pots'].map(found))).toEqual([1, 0])
  await at.arrive(said('2', 'It arrived', { thread: { externalId: 'q' }, editedAt: Temporal.Instant.from('2026-11-20T12:01:00Z') }))
  expect(await Promise.all(['parcel', 'arrived'].map(found))).toEqual([0, 1])
})

test('what was kept before words were indexed is found once its turn has come', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', 'Where is my parcel?'))
  await sql`update inbox.message set grams = null`.execute(at.here.db)
  await gramRest(at.needs)
  expect((await listThreads(at.needs, { ...at.mailbox, state: 'open', limit: 50, text: 'parcel' })).threads).toHaveLength(1)
})
