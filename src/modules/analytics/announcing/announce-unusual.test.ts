import { expect, test } from 'vitest'

import { type AnalyticsWorld, analyticsWorld, type Told } from '../test-analytics.ts'
import { announceUnusual } from './announce-unusual.ts'
import { listAnnouncements } from './list-announcements.ts'
import { announcingOf, setAnnouncing } from './settings.ts'

/** It is noon in Taipei on 20 March; tea's days are settled after two more, so the latest is the 17th. */
const latest = Temporal.PlainDate.from('2026-03-17')

/** Ten weeks in which the profile reached about a hundred people a day and had no visits, and then a day of its own. */
async function scene(last: Told): Promise<AnalyticsWorld> {
  const at = await analyticsWorld()
  const days = Array.from({ length: 70 }, (_, index) => latest.subtract({ days: index + 1 }).toString())
  await at.tellDays('2026-03-20T03:00:00Z', {
    ...Object.fromEntries(days.map((day, index) => [day, { reach: 95 + ((index * 7) % 11), reactions: 10 }])),
    [latest.toString()]: last,
  })
  return at
}

/** The network was asked then. */
async function read(at: AnalyticsWorld, instant: string): Promise<void> {
  await at.db.updateTable('analytics.reading').set({ read_at: instant }).execute()
}

const notices = (at: AnalyticsWorld) =>
  at.here.notices.filter(({ kind }) => kind === 'unusual-figures').map(({ key }) => key.split('/').slice(2).join(' '))

/** The pages that notices open from now on. */
function noteOpened(at: AnalyticsWorld): readonly string[] {
  const opened: string[] = []
  const { publishing } = at.needs
  const notify: typeof publishing.notify = async (tx, notice) => {
    opened.push(notice.href)
    await publishing.notify(tx, notice)
  }
  at.needs = { ...at.needs, publishing: { ...publishing, notify } }
  return opened
}

test('a day far from usual is told once, when it is settled and read, with what is usual', async () => {
  await using at = await scene({ reach: 900, reactions: 11 })
  const opened = noteOpened(at)
  await read(at, '2026-03-17T12:00:00Z')
  await announceUnusual(at.needs)
  expect(notices(at)).toEqual([])
  await read(at, '2026-03-20T03:00:00Z')
  await announceUnusual(at.needs)
  await announceUnusual(at.needs)
  expect(notices(at)).toEqual(['reach 2026-03-17'])
  // It opens the numbers of that day, not of the last weeks.
  expect(opened).toEqual([`/analytics/of/account/${at.account()}?period=custom&from=2026-03-17&to=2026-03-17`])
  const [told, ...others] = await listAnnouncements(at.needs, at.ids)
  expect(others).toEqual([])
  expect(told).toMatchObject({ accountId: at.account(), day: '2026-03-17', metric: 'reach', value: 900, direction: 'grew' })
  expect(told?.usual.from).toBeGreaterThan(70)
  expect(told?.usual.to).toBeLessThan(130)
})

test('nobody is told in quiet hours, nor where the brand wants to hear of nothing; what was missed is told when they end', async () => {
  await using at = await scene({ reach: 2, reactions: 10 })
  await read(at, '2026-03-20T03:00:00Z')
  const call = at.here.at.publisher.call('analytics.setAnnouncing')
  const { brandId } = at.ids
  expect(await announcingOf(at.db, at.ids)).toMatchObject({ sensitivity: 'balanced', quietFrom: 18, quietTo: 9 })
  await setAnnouncing(at.needs, call, { brandId, sensitivity: 'off', quietFrom: 0, quietTo: 0 })
  await announceUnusual(at.needs)
  await setAnnouncing(at.needs, call, { brandId, sensitivity: 'strict', quietFrom: 11, quietTo: 14 })
  await announceUnusual(at.needs)
  expect(notices(at)).toEqual([])
  await setAnnouncing(at.needs, call, { brandId, sensitivity: 'strict', quietFrom: 22, quietTo: 12 })
  await announceUnusual(at.needs)
  expect(notices(at)).toEqual(['reach 2026-03-17'])
})
