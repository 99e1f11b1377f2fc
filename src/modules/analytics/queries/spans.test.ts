import { expect, test } from 'vitest'

import { calendarOf } from '../facts/calendar.ts'
import { bucketsOf, daysBefore, spansOf } from './spans.ts'

const berlin = { timeZone: 'Europe/Berlin' }

const shown = (from: string, to: string, per?: 'day' | 'week' | 'month') =>
  spansOf({ from, to }, { ...berlin, per }).map(({ grain, from: first, to: last }) => [grain, first.slice(5, 10), last.slice(5, 10)])

test('a period is read off whole months, or weeks, and the days at its ends', () => {
  expect(shown('2026-01-30', '2026-04-02')).toEqual([
    ['day', '01-30', '01-31'],
    ['month', '02-01', '03-31'],
    ['day', '04-01', '04-02'],
  ])
  expect(shown('2026-02-01', '2026-02-28')).toEqual([['month', '02-01', '02-28']])
  expect(shown('2026-03-04', '2026-03-29', 'week')).toEqual([
    ['day', '03-04', '03-08'],
    ['week', '03-09', '03-29'],
  ])
  expect(shown('2026-03-04', '2026-03-06', 'week')).toEqual([['day', '03-04', '03-06']])
  expect(shown('2026-03-04', '2026-05-06', 'day')).toEqual([['day', '03-04', '05-06']])
})

test('days are those of the brand’s clock, also when it is put forward or back', () => {
  const dayOf = calendarOf(berlin.timeZone)
  expect(
    ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'].map((at) => dayOf(Date.parse(at))),
  ).toEqual(['2026-03-28', '2026-03-29', '2026-03-29', '2026-03-30'])
  const hours = (day: string) => bucketsOf({ from: day, to: day }, { ...berlin, per: 'hour' })
  expect([hours('2026-03-29').length, hours('2026-10-25').length, hours('2026-06-01').length]).toEqual([23, 25, 24])
  expect(hours('2026-10-25')[0]).toBe('2026-10-24T22:00:00.000Z')
})

test('a period is compared with as many days before', () => {
  const march = { from: '2026-03-01', to: '2026-03-31' }
  expect(daysBefore(march)).toEqual({ from: '2026-01-29', to: '2026-02-28' })
  expect(bucketsOf({ from: '2026-03-04', to: '2026-03-16' }, { ...berlin, per: 'week' })).toEqual([
    '2026-03-02',
    '2026-03-09',
    '2026-03-16',
  ])
})
