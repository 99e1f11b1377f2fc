import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import type { NewNotice } from '#modules/notifications'

import { answerMessage } from '../answers/answer-message.ts'
import { changeThreads } from '../change-threads.ts'
import type { Care } from '../contract.ts'
import { countThreads, listThreads } from '../list-threads.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { setCare } from './care.ts'
import { renewDeadlines } from './renew-deadlines.ts'
import { tellDeadlines } from './tell-deadlines.ts'

const quiet: Care = { week: [], holidays: [], targets: [], warnings: [], assigning: { how: 'by-hand' } }
/** Noon in UTC is eight in the evening at the brand, which is in Taipei; 20 November 2026 is a Friday. */
const office = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }))

async function withCare(at: InboxWorld, care: Partial<Care>): Promise<void> {
  const { brandId, owner, workspaceId } = at.here.at
  await setCare(at.needs, owner.call('inbox.setCare'), { brandId, care: { ...quiet, ...care } })
  await renewDeadlines(at.here.db, { workspaceId, brandId })
}

async function dueOf(at: InboxWorld) {
  return (await at.threads()).threads[0]?.due
}

test('a thread that waits is due by the target that asks for most of it, in the working time of the brand', async () => {
  await using at = await inboxWorld()
  await withCare(at, {
    week: office,
    holidays: [{ date: '2026-11-23', name: 'A day off' }],
    targets: [
      { answerMinutes: 60, resolutionMinutes: 1440, counts: 'working' },
      { urgent: true, answerMinutes: 15, counts: 'all' },
    ],
  })
  await at.arrive(said('1', 'The tea came cold'))
  // Tuesday, 10:00 in Taipei: the weekend and the holiday do not count.
  expect(await dueOf(at)).toEqual({ what: 'answer', at: '2026-11-24T02:00:00.000Z' })
  const [thread] = (await at.threads()).threads
  await changeThreads(at.needs, at.here.at.agent.call('inbox.change'), { threadIds: [thread?.id ?? ''], urgent: true })
  expect(await dueOf(at)).toEqual({ what: 'answer', at: '2026-11-20T12:15:00.000Z' })
})

test('an answer or the end takes the deadline away, and a new word brings one anew', async () => {
  await using at = await inboxWorld()
  await withCare(at, { targets: [{ answerMinutes: 30, counts: 'all' }] })
  await at.arrive(said('1', 'Is it open?'))
  await at.arrive(weSaid('2', 'It is', { minute: 10 }))
  const [done] = (await at.threads('done')).threads
  expect(done).not.toHaveProperty('due')
  await at.arrive(said('3', 'On Sundays too?', { minute: 20 }))
  expect(await dueOf(at)).toEqual({ what: 'answer', at: '2026-11-20T12:50:00.000Z' })
})

test('what is set for what waits already holds for it, and so does what is taken back', async () => {
  await using at = await inboxWorld()
  await at.arrive(said('1', 'Hello?'))
  expect(await dueOf(at)).toBeUndefined()
  await withCare(at, { targets: [{ resolutionMinutes: 90, counts: 'all' }] })
  expect(await dueOf(at)).toEqual({ what: 'resolution', at: '2026-11-20T13:30:00.000Z' })
  await withCare(at, {})
  expect(await dueOf(at)).toBeUndefined()
})

test('what is due first comes first, page by page, and before what has no deadline', async () => {
  await using at = await inboxWorld()
  const { agent, brandId, workspaceId } = at.here.at
  await withCare(at, { targets: [{ urgent: true, answerMinutes: 15, counts: 'all' }] })
  await at.arrive(...['a', 'b', 'c', 'd', 'e'].map((id, minute) => said(id, id, { thread: { externalId: id }, minute })))
  const { threads } = await at.threads()
  expect(threads.map(({ firstLine }) => firstLine)).toEqual(['e', 'd', 'c', 'b', 'a'])
  const threadIds = threads.filter(({ firstLine }) => 'bd'.includes(firstLine)).map(({ id }) => id)
  await changeThreads(at.needs, agent.call('inbox.change'), { threadIds, urgent: true })
  const page = (cursor?: string) =>
    listThreads(at.needs, { workspaceId, brandId, state: 'open', limit: 1, ...(cursor === undefined ? {} : { cursor }) })
  const order: string[] = []
  for (let found = await page(); ; found = await page(found.next)) {
    order.push(...found.threads.map(({ firstLine }) => firstLine))
    if (found.next === undefined) break
  }
  expect(order).toEqual(['b', 'd', 'e', 'c', 'a'])
  const overdue = await listThreads(at.needs, { workspaceId, brandId, state: 'open', limit: 9, due: ['overdue'] })
  expect(overdue.threads.map(({ firstLine }) => firstLine)).toEqual(['b', 'd'])
  expect(await countThreads(at.needs, { workspaceId, brandId, memberId: agent.memberId })).toMatchObject({ open: 5, due: 2 })
})

test('who is to know hears of a deadline before it and when it passes, once, whoever tells', async () => {
  await using at = await inboxWorld()
  const { agent, owner } = at.here.at
  const told: NewNotice[] = []
  const needs = { ...at.needs, notify: async (_: unknown, notice: NewNotice) => void told.push(notice) }
  const tell = () => Promise.all([tellDeadlines(needs), tellDeadlines(needs), tellDeadlines(needs)])
  await withCare(at, {
    targets: [{ answerMinutes: 60, counts: 'all' }],
    warnings: [
      { minutesBefore: 30, assignee: true, memberIds: [] },
      { minutesBefore: 0, assignee: true, memberIds: [owner.memberId] },
    ],
  })
  await at.arrive(said('1', 'Is anybody there?', { at: ago(10) }))
  const [thread] = (await at.threads()).threads
  await changeThreads(at.needs, agent.call('inbox.change'), { threadIds: [thread?.id ?? ''], assigneeId: agent.memberId })
  await tell()
  expect(told).toEqual([])
  await at.here.db
    .updateTable('inbox.message')
    .set({ at: ago(40).toString() })
    .execute()
  await at.arrive(said('2', 'Hello?', { at: ago(1) }))
  await tell()
  expect(told).toMatchObject([{ kind: 'thread-due-soon', members: [agent.memberId], params: { what: 'answer' } }])
  await at.here.db
    .updateTable('inbox.message')
    .set({ at: ago(61).toString() })
    .where('external_id', '=', '1')
    .execute()
  await at.arrive(said('3', 'Hello??', { at: ago(0) }))
  await tell()
  await tell()
  expect(told.slice(1)).toMatchObject([{ kind: 'thread-overdue', members: [owner.memberId, agent.memberId] }])
})

test('nobody is told of what was over long before a deadline was set for it', async () => {
  await using at = await inboxWorld()
  await withCare(at, {
    targets: [{ answerMinutes: 60, counts: 'all' }],
    warnings: [{ minutesBefore: 0, assignee: false, memberIds: [at.here.at.owner.memberId] }],
  })
  await at.arrive(said('1', 'From last week'))
  await tellDeadlines(at.needs)
  expect(at.here.notices).toEqual([])
})

test('what came of a wait is kept: whether it ended in time, by whom, and how long people worked on it', async () => {
  await using at = await inboxWorld()
  const { agent, brandId } = at.here.at
  await withCare(at, { week: office, targets: [{ answerMinutes: 30, resolutionMinutes: 600, counts: 'working' }] })
  await at.arrive(said('1', 'Was it sent?', { at: Temporal.Instant.from('2026-11-20T09:00:00Z') }))
  await at.arrive(weSaid('2', 'It was', { at: Temporal.Instant.from('2026-11-23T01:20:00Z') }))
  const waits = () =>
    at.here.db.selectFrom('inbox.wait').selectAll().where('brand_id', '=', brandId).orderBy('what').orderBy('since').execute()
  const answer = { what: 'answer', first: true, member_id: null, seconds: 231_600, working_seconds: 4800 }
  expect(await waits()).toMatchObject([
    { ...answer, due_at: new Date('2026-11-20T09:30:00Z') },
    { what: 'resolution', working_seconds: 4800, handling_seconds: 0, due_at: new Date('2026-11-23T10:00:00Z') },
  ])
  // Within three days it is the same matter; whoever speaks opens it again, and then it is not resolved.
  await at.arrive(said('3', 'By post?', { at: Temporal.Instant.from('2026-11-23T02:00:00Z') }))
  expect(await waits()).toMatchObject([answer])
  const [open] = (await at.threads()).threads
  const { items } = await at.thread(open?.id ?? '')
  at.here.worker()
  const answered = await answerMessage(at.needs, agent.call('inbox.answer'), {
    messageId: items.at(-1)?.id ?? randomUUID(),
    text: 'By post',
  })
  expect(answered.state).toBe('done')
  await expect
    .poll(waits, { timeout: 10_000 })
    .toMatchObject([
      answer,
      { what: 'answer', first: false, member_id: agent.memberId },
      { what: 'resolution', member_id: agent.memberId, since: new Date('2026-11-20T09:00:00Z') },
    ])
})

const ago = (minutes: number) => Temporal.Now.instant().subtract({ minutes })
