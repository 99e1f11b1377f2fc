import { expect, test } from 'vitest'

import { dayOf, endOfDay } from './last-day.ts'

test('rights hold through their last day in the brand’s zone, also where clocks change at midnight', () => {
  expect(endOfDay('2026-12-31', 'Asia/Taipei')).toBe('2026-12-31T16:00:00.000Z')
  for (const zone of ['Asia/Taipei', 'Europe/Berlin', 'America/Santiago', 'Pacific/Apia'])
    for (const day of ['2026-12-31', '2026-03-29', '2026-09-05', '2026-09-06']) expect(dayOf(endOfDay(day, zone), zone)).toBe(day)
})
