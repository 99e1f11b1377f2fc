/** Instants, in milliseconds since 1970, as days of a zone's calendar: 2026-11-24. Remembers what it was asked. */
export function calendarOf(timeZone: string): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const day = known.get(at) ?? Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    known.set(at, day)
    return day
  }
}

/** The midnight, in UTC, by which facts and rollups name a day. */
export function labelOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}
