import { describe, expect, test } from 'vitest'

import { snoozeTimes } from './snooze-times.ts'

function offered(now: string) {
  return snoozeTimes(Temporal.Instant.from(now), 'Asia/Taipei').map(
    ({ name, at }) => `${name} ${at.toZonedDateTimeISO('Asia/Taipei').toPlainDateTime().toString()}`,
  )
}

describe('times to snooze until', () => {
  test('are by the clock of the brand: in three hours, tomorrow and on Monday at nine', () => {
    expect(offered('2026-11-26T02:10:00Z')).toEqual([
      'later 2026-11-26T13:30:00',
      'tomorrow 2026-11-27T09:00:00',
      'nextWeek 2026-11-30T09:00:00',
    ])
  })

  test('in the evening nothing is later today, and on a Monday next week is the Monday after', () => {
    expect(offered('2026-11-30T14:00:00Z')).toEqual(['tomorrow 2026-12-01T09:00:00', 'nextWeek 2026-12-07T09:00:00'])
  })
})
