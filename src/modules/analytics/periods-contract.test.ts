import { expect, test } from 'vitest'

import type { Period } from './contract.ts'
import { bucketsOf, periodBefore, yearBefore } from './periods-contract.ts'

const days = (said: string): Period => ({ from: said.split('/')[0] ?? '', to: said.split('/')[1] ?? '' })
const said = ({ from, to }: Period) => `${from}/${to}`

test.each([
  ['whole months with as many whole ones', '2026-10-01/2026-10-31', '2026-09-01/2026-09-30', '2025-10-01/2025-10-31'],
  ['a quarter with the one before', '2026-10-01/2026-12-31', '2026-07-01/2026-09-30', '2025-10-01/2025-12-31'],
  ['a February with the whole one of a leap year', '2025-02-01/2025-02-28', '2025-01-01/2025-01-31', '2024-02-01/2024-02-29'],
  ['other days with as many', '2026-02-26/2026-03-04', '2026-02-19/2026-02-25', '2025-02-26/2025-03-04'],
  ['the days of a month so far with as many', '2026-10-01/2026-10-30', '2026-09-01/2026-09-30', '2025-10-01/2025-10-30'],
  ['the leap day with the last of February', '2024-02-29/2024-02-29', '2024-02-28/2024-02-28', '2023-02-28/2023-02-28'],
])('%s: %s', (_, period, before, year) => {
  expect([said(periodBefore(days(period))), said(yearBefore(days(period)))]).toEqual([before, year])
})

function buckets(period: string, per: 'hour' | 'day' | 'week' | 'month', timeZone = 'Europe/Berlin') {
  return bucketsOf(days(period), { per, timeZone })
}

test('a series has a place for every day, week from its Monday, month and hour, also where clocks change or are half an hour off', () => {
  expect(buckets('2026-10-30/2026-11-03', 'day')).toEqual(['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'])
  expect(buckets('2026-10-30/2026-11-03', 'week')).toEqual(['2026-10-26', '2026-11-02'])
  expect(buckets('2026-01-31/2026-03-01', 'month')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'])
  const forward = buckets('2026-03-29/2026-03-29', 'hour')
  expect([forward.length, forward[0], forward.at(-1)]).toEqual([23, '2026-03-28T23:00:00.000Z', '2026-03-29T21:00:00.000Z'])
  expect(buckets('2026-10-25/2026-10-25', 'hour')).toHaveLength(25)
  const kolkata = buckets('2026-06-01/2026-06-01', 'hour', 'Asia/Kolkata')
  expect([kolkata.length, kolkata[0], kolkata.at(-1)]).toEqual([24, '2026-05-31T19:00:00.000Z', '2026-06-01T18:00:00.000Z'])
})
