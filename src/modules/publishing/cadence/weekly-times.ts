import { moveToZone } from '../plan-time.ts'

export interface WeeklyTime {
  readonly at: Temporal.Instant
  /** By the wall clock of the zone: 2026-11-24T09:30. */
  readonly local: string
}

/**
 * What weekly times (`2T09:30`) mean on these days in a zone, day by day. A time that the clock skips is the one after the change; of one
 * that it shows twice the first counts.
 */
export function* weeklyTimes(slots: readonly string[], { days, timeZone }: { days: readonly Temporal.PlainDate[]; timeZone: string }) {
  for (const day of days) {
    for (const slot of slots) {
      const [weekday, time = ''] = slot.split('T')
      if (Number(weekday) !== day.dayOfWeek) continue
      const { at, local } = moveToZone({ local: `${day.toString()}T${time}` }, timeZone)
      yield { at, local } satisfies WeeklyTime
    }
  }
}

/** The days from the first to the last, both included. */
export function daysFrom(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  return Array.from({ length: Math.max(0, first.until(last).days + 1) }, (_, day) => first.add({ days: day }))
}
