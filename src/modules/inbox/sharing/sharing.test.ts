import { expect, test } from 'vitest'

import { changeThreads } from '../change-threads.ts'
import type { Assigning, Care } from '../contract.ts'
import { setCare } from '../deadlines/care.ts'
import { type InboxWorld, inboxWorld, said } from '../test-inbox.ts'
import { attend } from './attendance.ts'
import { chooseMember } from './choose-member.ts'
import { releaseThreads } from './release-threads.ts'
import { shareOut } from './share-out.ts'

async function withAssigning(at: InboxWorld, assigning: Assigning, more: Partial<Care> = {}): Promise<void> {
  const { brandId, owner } = at.here.at
  const care = { week: [], holidays: [], targets: [], warnings: [], assigning, ...more }
  await setCare(at.needs, owner.call('inbox.setCare'), { brandId, care })
}

async function arriveAll(at: InboxWorld, ...names: readonly string[]): Promise<void> {
  await at.arrive(...names.map((name, minute) => said(name, name, { thread: { externalId: name }, minute })))
}

/** Who is on what, in the order that it was said. */
async function onIt(at: InboxWorld): Promise<readonly (string | undefined)[]> {
  const { threads } = await at.threads()
  return threads.toReversed().map(({ assigneeId }) => assigneeId)
}

test('what nobody is on goes round those who are here, once each, whoever shares it out', async () => {
  await using at = await inboxWorld()
  const { agent, owner, publisher } = at.here.at
  await withAssigning(at, { how: 'by-turn', memberIds: [owner.memberId, agent.memberId, publisher.memberId] })
  await arriveAll(at, 'a', 'b', 'c')
  await shareOut(at.here.db)
  expect(await onIt(at)).toEqual([undefined, undefined, undefined])
  for (const member of [agent, publisher]) await attend(at.needs, member.call('').acting, {})
  await Promise.all([shareOut(at.here.db), shareOut(at.here.db), shareOut(at.here.db)])
  expect(await onIt(at)).toEqual([agent.memberId, publisher.memberId, agent.memberId])
  await arriveAll(at, 'd')
  await shareOut(at.here.db)
  const { threads } = await at.threads()
  const newest = await at.thread(threads.find(({ firstLine }) => firstLine === 'd')?.id ?? '')
  expect(newest.assigneeId).toBe(publisher.memberId)
  expect(newest.deeds).toMatchObject([{ kind: 'assigned', to: publisher.name, how: 'by-turn' }])
  expect(newest.deeds[0]).not.toHaveProperty('member')
})

test('who is away is given nothing, and what nobody has room for waits for somebody who has', async () => {
  await using at = await inboxWorld()
  const { agent, publisher } = at.here.at
  await withAssigning(at, { how: 'by-room', memberIds: [agent.memberId, publisher.memberId], most: 2 })
  await attend(at.needs, agent.call('').acting, {})
  await attend(at.needs, publisher.call('').acting, { away: true })
  await arriveAll(at, 'a', 'b', 'c')
  await shareOut(at.here.db)
  expect(await onIt(at)).toEqual([agent.memberId, agent.memberId, undefined])
  // The page says again that it is there; that does not end being away.
  expect(await attend(at.needs, publisher.call('').acting, {})).toEqual({ away: true })
  await shareOut(at.here.db)
  expect((await onIt(at))[2]).toBeUndefined()
  await attend(at.needs, publisher.call('').acting, { away: false })
  await shareOut(at.here.db)
  expect((await onIt(at))[2]).toBe(publisher.memberId)
})

test('nothing is given outside of working hours, nor what a member left to nobody', async () => {
  await using at = await inboxWorld()
  const { agent } = at.here.at
  const assigning = { how: 'by-turn' as const, memberIds: [agent.memberId] }
  await attend(at.needs, agent.call('').acting, {})
  await arriveAll(at, 'a', 'b')
  const today = Temporal.Now.plainDateISO('Asia/Taipei')
  await withAssigning(at, assigning, { holidays: [-1, 0, 1].map((days) => ({ date: today.add({ days }).toString(), name: 'Off' })) })
  await shareOut(at.here.db)
  expect(await onIt(at)).toEqual([undefined, undefined])
  const [, first] = (await at.threads()).threads
  await changeThreads(at.needs, agent.call('inbox.change'), { threadIds: [first?.id ?? ''], assigneeId: null })
  await withAssigning(at, assigning)
  await shareOut(at.here.db)
  expect(await onIt(at)).toEqual([undefined, agent.memberId])
  await releaseThreads(at.here.db, { workspaceId: at.here.at.workspaceId, memberId: agent.memberId })
  expect(await onIt(at)).toEqual([undefined, undefined])
})

test('most room is fewest open threads; between equals it is whose turn it is', () => {
  const desks = [
    { memberId: 'a', open: 2, givenAt: 1 },
    { memberId: 'b', open: 1, givenAt: 3 },
    { memberId: 'c', open: 1, givenAt: 2 },
  ]
  const memberIds = ['a', 'b', 'c']
  expect(chooseMember({ how: 'by-room', memberIds, most: 5 }, desks)?.memberId).toBe('c')
  expect(chooseMember({ how: 'by-turn', memberIds }, desks)?.memberId).toBe('a')
  expect(chooseMember({ how: 'by-room', memberIds, most: 1 }, desks)).toBeUndefined()
})
