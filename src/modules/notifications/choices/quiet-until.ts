import type { Quiet, Rhythm } from '../contract.ts'

/** The end of the quiet hours that this moment lies in, by the wall clock of the member's zone; undefined where it is not quiet. */
export function quietUntil(now: Temporal.Instant, { quiet, timeZone }: Pick<Rhythm, 'quiet' | 'timeZone'>): Temporal.Instant | undefined {
  if (!quiet) return undefined
  let end: Temporal.Instant | undefined
  // Where one quiet time ends as the next begins, it goes on; in a week without an end it ends with the week.
  for (let days = 0; days < 8; days += 1) {
    const next = endAt(end ?? now, { quiet, timeZone })
    if (!next) break
    end = next
  }
  return end
}

function endAt(now: Temporal.Instant, { quiet, timeZone }: { quiet: Quiet; timeZone: string }): Temporal.Instant | undefined {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  for (const date of [today.subtract({ days: 1 }), today]) {
    if (!quiet.days.includes(date.dayOfWeek)) continue
    const lastDay = quiet.to > quiet.from ? date : date.add({ days: 1 })
    const from = date.toZonedDateTime({ timeZone, plainTime: quiet.from }).toInstant()
    const to = lastDay.toZonedDateTime({ timeZone, plainTime: quiet.to }).toInstant()
    if (Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, to) < 0) return to
  }
  return undefined
}
