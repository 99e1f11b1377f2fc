import type { Rhythm } from '../contract.ts'

interface Calendar {
  readonly timeZone: string
  /** Days on which the brand does not work, besides weekends: 2026-10-10. */
  readonly holidays: readonly string[]
}

/** When a rhythm comes round next, later than a moment. A time that the clocks skip comes an hour later, one that they repeat comes the first time. */
export function nextTime(rhythm: Rhythm, { timeZone, holidays }: Calendar, after: Temporal.Instant): Temporal.Instant {
  const time = Temporal.PlainTime.from(rhythm.at)
  const today = after.toZonedDateTimeISO(timeZone).toPlainDate()
  for (const day of daysOf(rhythm, today, new Set(holidays))) {
    const at = day.toZonedDateTime({ timeZone, plainTime: time }).toInstant()
    if (Temporal.Instant.compare(at, after) > 0) return at
  }
  throw new Error('A rhythm has no end.')
}

/** Its days in their order, from one that may be over. */
function* daysOf(rhythm: Rhythm, today: Temporal.PlainDate, holidays: ReadonlySet<string>): Generator<Temporal.PlainDate> {
  if (rhythm.every === 'week') {
    for (let day = today.subtract({ days: today.dayOfWeek - rhythm.day }); ; day = day.add({ weeks: 1 })) yield day
  }
  const months = rhythm.every === 'quarter' ? 3 : 1
  const first = today.with({ day: 1, month: today.month - ((today.month - 1) % months) })
  for (let month = first; ; month = month.add({ months })) yield firstWorkingDay(month, holidays)
}

/** Somebody who calls a whole month a holiday gets the report on its first day all the same. */
function firstWorkingDay(month: Temporal.PlainDate, holidays: ReadonlySet<string>): Temporal.PlainDate {
  for (let day = month; day.month === month.month; day = day.add({ days: 1 })) {
    if (day.dayOfWeek <= 5 && !holidays.has(day.toString())) return day
  }
  return month
}
