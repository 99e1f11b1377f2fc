import { expect, test } from 'vitest'

import type { Rhythm } from '../contract.ts'
import { nextTime } from './next-time.ts'

const monthly: Rhythm = { every: 'month', at: '08:00' }

test.each([
  ['on the first working day of the month, by the brand’s clock', monthly, 'Asia/Taipei', '2026-11-20T00:00:00Z', '2026-12-01T00:00:00Z'],
  ['after a weekend', monthly, 'Asia/Taipei', '2026-10-10T00:00:00Z', '2026-11-02T00:00:00Z'],
  ['the same morning, a minute before', monthly, 'Asia/Taipei', '2026-11-30T23:59:00Z', '2026-12-01T00:00:00Z'],
  ['and not again at that minute', monthly, 'Asia/Taipei', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['from the last day of a long month', monthly, 'Asia/Taipei', '2027-01-31T10:00:00Z', '2027-02-01T00:00:00Z'],
  ['in a quarter', { every: 'quarter', at: '08:00' }, 'Asia/Taipei', '2026-11-20T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['in a week, today later', { every: 'week', day: 5, at: '18:30' }, 'Asia/Taipei', '2026-11-20T00:00:00Z', '2026-11-20T10:30:00Z'],
  ['in a week, when today is over', { every: 'week', day: 5, at: '08:00' }, 'Asia/Taipei', '2026-11-20T00:00:01Z', '2026-11-27T00:00:00Z'],
  ['in summer time an hour earlier by the world’s clock', monthly, 'Europe/Berlin', '2027-03-20T00:00:00Z', '2027-04-01T06:00:00Z'],
  [
    'an hour later where the clocks skip the time',
    { every: 'week', day: 7, at: '02:30' },
    'Europe/Berlin',
    '2027-03-27T00:00:00Z',
    '2027-03-28T01:30:00Z',
  ],
  [
    'the first time where they repeat it',
    { every: 'week', day: 7, at: '02:30' },
    'Europe/Berlin',
    '2027-10-30T00:00:00Z',
    '2027-10-31T00:30:00Z',
  ],
] as const satisfies readonly [string, Rhythm, string, string, string][])('a report goes out %s', (_, rhythm, timeZone, after, next) => {
  expect(nextTime(rhythm, { timeZone, holidays: [] }, Temporal.Instant.from(after)).toString()).toBe(next)
})

test('holidays of the brand are no working days', () => {
  const holidays = ['2027-01-01', '2027-01-04', '2027-01-05']
  const after = Temporal.Instant.from('2026-12-15T00:00:00Z')
  expect(nextTime(monthly, { timeZone: 'Asia/Taipei', holidays }, after).toString()).toBe('2027-01-06T00:00:00Z')
})
