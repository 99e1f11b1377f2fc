/** The last day on which rights that end at this instant hold, by the calendar of the zone. */
export function dayOf(expiresAt: string, timeZone: string): string {
  return Temporal.Instant.from(expiresAt).subtract({ nanoseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The instant at which that day is over: rights hold through it. */
export function endOfDay(day: string, timeZone: string): string {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).toInstant()
  return next.toString({ fractionalSecondDigits: 3 })
}
