import type { Rhythm } from '../contract.ts'
import { quietUntil } from './quiet-until.ts'

/** When the next daily letter is due, and the day of the member's that it is of: later than now, and of a later day than `after`. Quiet hours put it off. */
export function nextDaily(now: Temporal.Instant, rhythm: Rhythm, after?: string): { dueAt: Temporal.Instant; day: string } {
  const here = now.toZonedDateTimeISO(rhythm.timeZone).toPlainDate()
  const first = after !== undefined && after >= here.toString() ? Temporal.PlainDate.from(after).add({ days: 1 }) : here
  const today = dailyOn(first, rhythm)
  if (Temporal.Instant.compare(today, now) > 0) return due(today, first, rhythm)
  const next = first.add({ days: 1 })
  return due(dailyOn(next, rhythm), next, rhythm)
}

function dailyOn(date: Temporal.PlainDate, { dailyHour, timeZone }: Rhythm): Temporal.Instant {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: dailyHour }) }).toInstant()
}

function due(at: Temporal.Instant, date: Temporal.PlainDate, rhythm: Rhythm): { dueAt: Temporal.Instant; day: string } {
  return { dueAt: quietUntil(at, rhythm) ?? at, day: date.toString() }
}
