import { expect, test } from 'vitest'

import { addNote, changeThreads } from '../change-threads.ts'
import { setCare } from '../deadlines/care.ts'
import { type InboxWorld, inboxWorld, said, weSaid } from '../test-inbox.ts'
import { readMeasures } from './read-measures.ts'
import { gatherTally } from './tally.ts'

/** At the brand, which is in Taipei, it is eight hours later. */
const at = (time: string) => ({ at: Temporal.Instant.from(`${time}:00Z`) })
const inThread = (id: string) => ({ thread: { externalId: id } })

interface Wanted {
  readonly from?: string
  readonly to?: string
  readonly counts?: 'working' | 'all'
}

function read(world: InboxWorld, { from = '2026-11-16', to = '2026-11-22', counts = 'all' }: Wanted = {}) {
  const { workspaceId, brandId } = world.here.at
  return readMeasures(world.here.db, { workspaceId, brandId, from, to, counts })
}

test('how soon people are answered is reckoned from the first thing they said to the first answer, as median and mean, with the days before', async () => {
  await using world = await inboxWorld()
  const { brandId, owner } = world.here.at
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }))
  const targets = [{ answerMinutes: 60, counts: 'working' as const }]
  const care = { week, holidays: [], targets, warnings: [], assigning: { how: 'by-hand' as const } }
  await setCare(world.needs, owner.call('inbox.setCare'), { brandId, care })
  await world.arrive(
    said('a1', 'Hello', { ...inThread('a'), ...at('2026-11-18T02:00') }),
    weSaid('a2', 'Hello', { ...inThread('a'), ...at('2026-11-18T02:10') }),
    said('a3', 'And?', { ...inThread('a'), ...at('2026-11-18T03:00') }),
    weSaid('a4', 'And.', { ...inThread('a'), ...at('2026-11-18T03:02') }),
    said('b1', 'Late', { ...inThread('b'), ...at('2026-11-18T09:30') }),
    weSaid('b2', 'Early', { ...inThread('b'), ...at('2026-11-19T02:30') }),
    said('c1', 'Before', { ...inThread('c'), ...at('2026-11-11T02:00') }),
    weSaid('c2', 'That', { ...inThread('c'), ...at('2026-11-11T02:05') }),
    said('d1', 'Nobody answers', { ...inThread('d'), ...at('2026-11-18T02:20') }),
  )
  const clock = await read(world)
  expect(clock.now).toMatchObject({
    firstAnswer: { count: 2, median: (600 + 61_200) / 2, mean: (600 + 61_200) / 2 },
    answer: { count: 3, median: 600 },
    received: 4,
    acted: 3,
    due: { answers: 3, answersInTime: 2 },
  })
  expect(clock.before).toMatchObject({ firstAnswer: { count: 1, median: 300 }, received: 1, acted: 1 })
  expect(clock.byHour.filter(({ received }) => received > 0)).toEqual([
    { hour: 10, received: 2, acted: 1 },
    { hour: 11, received: 1, acted: 1 },
    { hour: 17, received: 1, acted: 1 },
  ])
  expect(clock.byMember).toEqual([{ answers: 3, median: 600, resolutions: 2 }])
  expect(clock.byNetwork).toMatchObject([{ network: 'tea', received: 4, acted: 3, answers: 3 }])
  // From 17:30 to 18:00 and from 9:00 to 10:30.
  expect((await read(world, { counts: 'working' })).now.firstAnswer).toMatchObject({ median: (600 + 7200) / 2 })
  await gatherTally(world.here.db)
  expect(await read(world)).toEqual(clock)
})

test('a member who works on a thread has acted on what was said in it, once, and finishing it ends the matter', async () => {
  await using world = await inboxWorld()
  const { agent } = world.here.at
  await world.arrive(
    said('1', 'Hello', at('2026-11-18T02:00')),
    said('2', '', { ...inThread('s'), kind: 'share', ...at('2026-11-18T02:00') }),
  )
  const [thread] = (await world.threads()).threads
  const threadIds = [thread?.id ?? '']
  await addNote(world.needs, agent.call('inbox.note'), { threadId: thread?.id ?? '', text: 'I look into it' })
  await changeThreads(world.needs, agent.call('inbox.change'), { threadIds, state: 'done' })
  const today = Temporal.Now.plainDateISO('Asia/Taipei').toString()
  const { now, byMember } = await read(world, { from: '2026-11-01', to: today })
  expect(now).toMatchObject({ received: 1, acted: 1, answer: { count: 0 }, resolution: { count: 1 }, handling: { count: 0 } })
  expect(now.firstAnswer).not.toHaveProperty('median')
  expect(byMember).toEqual([{ answers: 0, resolutions: 1, member: { id: agent.memberId, name: agent.name } }])
})

test('what only vanished on the network was resolved by nobody', async () => {
  await using world = await inboxWorld()
  await world.arrive(said('1', 'Never mind', at('2026-11-18T02:00')))
  world.pages.push({ ok: true, value: { items: [], gone: ['1'], cursor: 'a', more: false } })
  await world.read()
  expect((await world.threads('done')).threads).toHaveLength(1)
  const today = Temporal.Now.plainDateISO('Asia/Taipei').toString()
  expect((await read(world, { from: '2026-11-01', to: today })).now).toMatchObject({ resolution: { count: 0 }, received: 1, acted: 0 })
})
