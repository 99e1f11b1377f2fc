const morning = 9

export interface SnoozeTime {
  readonly name: 'later' | 'tomorrow' | 'nextWeek'
  readonly at: Temporal.Instant
}

/** The times that are offered, by the clock of a zone: in about three hours where that is still today, tomorrow and on Monday at nine. */
export function snoozeTimes(now: Temporal.Instant, timeZone: string): readonly SnoozeTime[] {
  const here = now.toZonedDateTimeISO(timeZone)
  const later = here.add({ hours: 3 }).round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' })
  const nine = (days: number) =>
    here
      .toPlainDate()
      .add({ days })
      .toZonedDateTime({ timeZone, plainTime: { hour: morning } })
  const isToday = later.toPlainDate().equals(here.toPlainDate())
  return [
    ...(isToday ? [{ name: 'later', at: later.toInstant() } as const] : []),
    { name: 'tomorrow', at: nine(1).toInstant() },
    { name: 'nextWeek', at: nine(8 - here.dayOfWeek).toInstant() },
  ]
}
