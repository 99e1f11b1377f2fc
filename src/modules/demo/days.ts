import type { Weekday } from './story.ts'

/** From when and where a story's days are counted. */
export interface Calendar {
  readonly startedAt: Temporal.Instant
  readonly timeZone: string
}

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The last day of this name before today, and so many weeks before it. */
export function pastTime(calendar: Calendar, { weeksAgo, day, time }: { weeksAgo: number; day: Weekday; time: string }): Temporal.Instant {
  const today = todayOf(calendar)
  const back = (today.dayOfWeek - numberOf(day) + 7) % 7 || 7
  return asZoned(today.subtract({ days: back + weeksAgo * 7 }), time, calendar).toInstant()
}

/** The next day of this name after today, and so many weeks after it, as the brand's wall clock shows it. */
export function plannedTime(calendar: Calendar, { week, day, time }: { week: number; day: Weekday; time: string }): string {
  const today = todayOf(calendar)
  const ahead = (numberOf(day) - today.dayOfWeek + 7) % 7 || 7
  // A time that a change of clocks skips is moved behind it.
  return asZoned(today.add({ days: ahead + week * 7 }), time, calendar)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

/** So many days from today. */
export function dayFromToday(calendar: Calendar, days: number): string {
  return todayOf(calendar).add({ days }).toString()
}

/** A wall-clock time so many days from today. */
export function instantOn(calendar: Calendar, days: number, time: string): Temporal.Instant {
  return asZoned(todayOf(calendar).add({ days }), time, calendar).toInstant()
}

function todayOf({ startedAt, timeZone }: Calendar): Temporal.PlainDate {
  return startedAt.toZonedDateTimeISO(timeZone).toPlainDate()
}

function numberOf(day: Weekday): number {
  return weekdays.indexOf(day) + 1
}

function asZoned(date: Temporal.PlainDate, time: string, { timeZone }: Calendar): Temporal.ZonedDateTime {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
}
