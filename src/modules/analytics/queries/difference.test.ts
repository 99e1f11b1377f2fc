import { expect, test } from 'vitest'

import type { Period } from '../contract.ts'
import { periodBefore } from '../periods-contract.ts'
import { differenceOf } from './difference.ts'

/** How often each day counts, and how many stretches are read. */
function daysOf(period: Period, before: Period): { stretches: number; times: Record<string, number> } {
  const shares = differenceOf(period, before)
  const times: Record<string, number> = {}
  for (const share of shares) {
    const [from, last] = [share.from, share.to].map((at) => Temporal.PlainDate.from(at.slice(0, 10)))
    if (!from || !last) continue
    const to = share.grain === 'month' ? last.with({ day: last.daysInMonth }) : last
    for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
      times[day.toString()] = (times[day.toString()] ?? 0) + share.times
    }
  }
  return { stretches: shares.length, times: Object.fromEntries(Object.entries(times).filter(([, each]) => each !== 0)) }
}

function expected(period: Period, before: Period): Record<string, number> {
  const times: Record<string, number> = {}
  for (const [{ from, to }, sign] of [
    [period, 1],
    [before, -1],
  ] as const) {
    for (let day = Temporal.PlainDate.from(from); day.toString() <= to; day = day.add({ days: 1 })) {
      times[day.toString()] = (times[day.toString()] ?? 0) + sign
    }
  }
  return Object.fromEntries(Object.entries(times).filter(([, each]) => each !== 0))
}

test('what two periods differ by counts every day as it should, whatever is read whole', () => {
  const periods: Period[] = [
    { from: '2026-10-29', to: '2026-11-27' },
    { from: '2026-02-20', to: '2026-02-26' },
    { from: '2026-02-01', to: '2026-02-28' },
    { from: '2025-12-17', to: '2026-11-14' },
    { from: '2026-03-31', to: '2026-03-31' },
  ]
  const others: Period[] = [
    { from: '2026-11-20', to: '2026-12-10' },
    { from: '2025-01-16', to: '2026-10-30' },
  ]
  for (const period of periods) {
    for (const before of [periodBefore(period), ...others]) expect(daysOf(period, before).times).toEqual(expected(period, before))
  }
  // November but for its end, October as a whole and three days of it twice, two of September; not sixty days.
  expect(daysOf({ from: '2026-10-29', to: '2026-11-27' }, { from: '2026-09-29', to: '2026-10-28' }).stretches).toBe(5)
  expect(daysOf({ from: '2025-01-01', to: '2025-12-31' }, { from: '2024-01-01', to: '2024-12-31' }).stretches).toBe(2)
})
