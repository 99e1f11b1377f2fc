/** A date on this day of the week, for naming the day by UTC’s clock. Monday is 1. */
export function onWeekday(day: number): Date {
  // The first of January 2024 was a Monday.
  return new Date(Date.UTC(2024, 0, day))
}

/** A full hour of the day: `09:00`. */
export function fullHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
