import { expect, test } from 'vitest'

import { calendarOf } from '../facts/calendar.ts'
import { spansOf } from './spans.ts'

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
})
