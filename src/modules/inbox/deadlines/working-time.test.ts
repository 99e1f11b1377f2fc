import { describe, expect, test } from 'vitest'

import { type Hours, workingTime } from './working-time.ts'

const at = (text: string) => Temporal.Instant.from(text)
const office: Hours = {
  timeZone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5].flatMap((day) => [
    { day, from: '09:00', to: '12:00' },
    { day, from: '13:00', to: '17:00' },
  ]),
  holidays: [{ date: '2026-12-25', name: 'Christmas' }],
}

describe('the time that people work', () => {
  const hours = workingTime(office)

  test('stands still over lunch, at night, at weekends and on holidays', () => {
    // Thursday 24 December 2026, 11:30 in Berlin; Friday is a holiday.
    expect(hours.after(at('2026-12-24T10:30:00Z'), 60)?.toString()).toBe('2026-12-24T12:30:00Z')
    expect(hours.after(at('2026-12-24T15:30:00Z'), 60)?.toString()).toBe('2026-12-28T08:30:00Z')
    expect(hours.between(at('2026-12-24T15:30:00Z'), at('2026-12-28T08:30:00Z'))).toBe(3_600_000)
    expect(hours.between(at('2026-12-28T08:30:00Z'), at('2026-12-24T15:30:00Z'))).toBe(0)
  })

  test('ends with the working day, not at the beginning of the next', () => {
    expect(hours.after(at('2026-11-24T14:00:00Z'), 120)?.toString()).toBe('2026-11-24T16:00:00Z')
  })

  test('is every hour where no hours are given, and never where none is left', () => {
    const always = workingTime({ timeZone: 'Asia/Taipei', week: [], holidays: [] })
    expect(always.after(at('2026-11-28T20:00:00Z'), 1440)?.toString()).toBe('2026-11-29T20:00:00Z')
    const never = workingTime({ timeZone: 'Asia/Taipei', week: [{ day: 4, from: '09:00', to: '10:00' }], holidays: everyThursday() })
    expect(never.after(at('2026-11-28T20:00:00Z'), 1)).toBeUndefined()
  })

  test('has the hour less or more that a night of changing clocks has', () => {
    const night = workingTime({ timeZone: 'Europe/Berlin', week: [{ day: 7, from: '00:00', to: '06:00' }], holidays: [] })
    const hoursOn = (day: string) => night.between(at(`${day}T00:00:00+01:00`), at(`${day}T12:00:00+01:00`)) / 3_600_000
    expect([hoursOn('2026-03-22'), hoursOn('2026-03-29'), hoursOn('2026-10-25')]).toEqual([6, 5, 6])
    expect(night.between(at('2026-10-24T20:00:00Z'), at('2026-10-25T20:00:00Z')) / 3_600_000).toBe(7)
  })

  test('counts what a change of clocks pushes together once', () => {
    const week = [
      { day: 7, from: '01:00', to: '02:30' },
      { day: 7, from: '02:30', to: '04:00' },
    ]
    const hoursOf = workingTime({ timeZone: 'Europe/Berlin', week, holidays: [] })
    expect(hoursOf.between(at('2026-03-28T20:00:00Z'), at('2026-03-29T20:00:00Z')) / 3_600_000).toBe(2)
    expect(hoursOf.between(at('2026-10-24T20:00:00Z'), at('2026-10-25T20:00:00Z')) / 3_600_000).toBe(4)
  })
})

test.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Taipei', 'Africa/Cairo'])(
  'for any hours in %s: the time between an instant and the one after so much work is so much, no earlier instant would do, and parts add up',
  (timeZone) => {
    const random = randomFrom(timeZone)
    for (let round = 0; round < 150; round += 1) {
      const hours = workingTime({ timeZone, week: someWeek(random), holidays: someHolidays(random) })
      const from = at('2026-01-01T00:00:00Z').add({ minutes: random(525_600) })
      const minutes = 1 + random(6000)
      const after = hours.after(from, minutes)
      if (after === undefined) throw new Error('Somebody works each week.')
      expect(hours.between(from, after)).toBe(minutes * 60_000)
      expect(hours.between(from, after.subtract({ milliseconds: 1 }))).toBe(minutes * 60_000 - 1)
      const middle = from.add({ seconds: random(Math.max(1, Math.floor((after.epochMilliseconds - from.epochMilliseconds) / 1000))) })
      expect(hours.between(from, middle) + hours.between(middle, after)).toBe(minutes * 60_000)
      expect(hours.between(from, after)).toBeLessThanOrEqual(after.epochMilliseconds - from.epochMilliseconds)
    }
  },
)

type Random = (below: number) => number

/** The same numbers each time. */
function randomFrom(seed: string): Random {
  let state = seed.length * 7919 + (seed.codePointAt(seed.length - 1) ?? 0)
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Up to two spans on some days, also over the hours at which clocks change. */
function someWeek(random: Random): Hours['week'] {
  const days = [1, 2, 3, 4, 5, 6, 7].filter(() => random(3) > 0)
  return (days.length === 0 ? [7] : days).flatMap((day) => {
    const [a = 0, b = 0, c = 0, d = 0] = Array.from({ length: 4 }, () => random(96)).toSorted((x, y) => x - y)
    return [{ day, from: clock(a), to: clock(b + 1) }, ...(c > b + 1 ? [{ day, from: clock(c), to: clock(d + 1) }] : [])]
  })
}

function clock(quarters: number): string {
  return `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`
}

function someHolidays(random: Random): Hours['holidays'] {
  return Array.from({ length: random(4) }, () => ({
    date: Temporal.PlainDate.from('2026-01-01')
      .add({ days: random(365) })
      .toString(),
    name: 'Off',
  }))
}

function everyThursday(): Hours['holidays'] {
  const first = Temporal.PlainDate.from('2026-11-26')
  return Array.from({ length: 200 }, (_, week) => ({ date: first.add({ weeks: week }).toString(), name: 'Off' }))
}
