import { expect, test } from 'vitest'

import type { ReportPeriod } from '../contract.ts'
import { periodsOf, sayPeriod } from './periods.ts'

test.each([
  [{ kind: 'last-month' }, '2026-03-31', '2026-02-01/2026-02-28', '2026-01-01/2026-01-31', '2025-02-01/2025-02-28'],
  [{ kind: 'last-quarter' }, '2026-02-10', '2025-10-01/2025-12-31', '2025-07-01/2025-09-30', '2024-10-01/2024-12-31'],
  [{ kind: 'last-week' }, '2026-11-22', '2026-11-09/2026-11-15', '2026-11-02/2026-11-08', '2025-11-09/2025-11-15'],
  [{ kind: 'last-year' }, '2026-11-22', '2025-01-01/2025-12-31', '2024-01-01/2024-12-31', '2024-01-01/2024-12-31'],
  [{ kind: 'last-30-days' }, '2026-03-01', '2026-01-30/2026-02-28', '2025-12-31/2026-01-29', '2025-01-30/2025-02-28'],
  [
    { kind: 'days', from: '2026-02-20', to: '2026-03-01' },
    '2026-11-22',
    '2026-02-20/2026-03-01',
    '2026-02-10/2026-02-19',
    '2025-02-20/2025-03-01',
  ],
] as const satisfies readonly [ReportPeriod, string, string, string, string][])(
  'the days of %j, seen from %s',
  (period, today, now, before, year) => {
    const periods = periodsOf(period, Temporal.PlainDate.from(today))
    expect(Object.values(periods).map(({ from, to }) => `${from}/${to}`)).toEqual([now, before, year])
  },
)

test('a whole month is said as one, other days from the first to the last', () => {
  expect(sayPeriod({ from: '2026-10-01', to: '2026-10-31' }, 'en')).toBe('October 2026')
  expect(sayPeriod({ from: '2026-10-01', to: '2026-10-31' }, 'zh-TW')).toBe('2026年10月')
  expect(sayPeriod({ from: '2026-10-05', to: '2026-11-02' }, 'zh-TW')).toBe('2026年10月5日至11月2日')
  expect(sayPeriod({ from: '2026-10-05', to: '2026-11-02' }, 'en')).toMatch(/^5 October\s–\s2 November 2026$/)
})
