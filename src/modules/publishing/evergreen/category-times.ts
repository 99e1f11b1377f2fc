import { daysFrom, type WeeklyTime, weeklyTimes } from '../cadence/weekly-times.ts'

const daysAhead = 7
/** So long beforehand at least, people can see what is planned and take it off. */
const noticeMinutes = 60

/** The coming weekly times of a category, each once, in their order: those of the next seven days. */
export function comingTimes(slots: readonly string[], { timeZone, now }: { timeZone: string; now: Temporal.Instant }): WeeklyTime[] {
  const today = now.toZonedDateTimeISO(timeZone)
  const end = today.add({ days: daysAhead })
  const days = daysFrom(today.toPlainDate(), end.toPlainDate())
  const times = new Map<string, WeeklyTime>()
  for (const time of weeklyTimes(slots, { days, timeZone })) {
    if (Temporal.Instant.compare(time.at, now) > 0 && Temporal.Instant.compare(time.at, end.toInstant()) <= 0) times.set(time.local, time)
  }
  return [...times.values()].toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

/** Is there still time to plan something for then? */
export function isInTime({ at }: WeeklyTime, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now.add({ minutes: noticeMinutes })) >= 0
}
