/** Today's date by the clock in the brand's zone. */
export function todayIn(timeZone: string): string {
  return Temporal.Now.plainDateISO(timeZone).toString()
}

/** The instants from the start of a day to the end of the last of so many days. */
export function daysFrom(day: string, count: number, timeZone: string): { from: string; to: string } {
  const first = Temporal.PlainDate.from(day)
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).toInstant().toString()
  return { from: at(first), to: at(first.add({ days: count })) }
}
