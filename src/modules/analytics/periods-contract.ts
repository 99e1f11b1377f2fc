import type { Per, Period } from './contract.ts'

/** What a period is compared with unless others are chosen: whole months with as many whole ones, other days with as many days, right before it. */
export function periodBefore(period: Period): Period {
  const [first, last] = daysIn(period)
  const months = wholeMonths(period)
  const length = months === undefined ? { days: first.until(last).days + 1 } : { months }
  return { from: first.subtract(length).toString(), to: first.subtract({ days: 1 }).toString() }
}

/** The same days a year ago; of whole months the whole ones, however long February was. */
export function yearBefore(period: Period): Period {
  const [first, last] = daysIn(period)
  const to = last.subtract({ years: 1 })
  const end = wholeMonths(period) === undefined ? to : to.with({ day: to.daysInMonth })
  return { from: first.subtract({ years: 1 }).toString(), to: end.toString() }
}

/** How many whole months a period is; undefined where it is other days. */
export function wholeMonths(period: Period): number | undefined {
  const [first, last] = daysIn(period)
  const end = last.add({ days: 1 })
  return first.day === 1 && end.day === 1 ? first.until(end, { largestUnit: 'month' }).months : undefined
}

/**
 * Every bucket that touches a period, in order: first days, weeks beginning on Monday, or hours as instants. Hours are counted by UTC's clock, and those that begin
 * within the period are its hours: where clocks are half an hour off, a day is told from half past.
 */
export function bucketsOf(period: Period, { per, timeZone }: { per: Per; timeZone: string }): string[] {
  const [first, last] = daysIn(period)
  if (per === 'hour') return hoursOf(first, { until: last.add({ days: 1 }), timeZone })
  const buckets: string[] = []
  const step = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[per]
  for (let at = bucketOf(first, per); Temporal.PlainDate.compare(at, last) <= 0; at = at.add(step)) buckets.push(at.toString())
  return buckets
}

/** The first day of the bucket in which a day lies. */
export function bucketOf(day: Temporal.PlainDate, per: Exclude<Per, 'hour'>): Temporal.PlainDate {
  if (per === 'day') return day
  return per === 'month' ? day.with({ day: 1 }) : day.subtract({ days: day.dayOfWeek - 1 })
}

const hour = 3_600_000

function hoursOf(first: Temporal.PlainDate, { until, timeZone }: { until: Temporal.PlainDate; timeZone: string }): string[] {
  const [begin, end] = [first, until].map((day) => Math.ceil(day.toZonedDateTime(timeZone).epochMilliseconds / hour))
  return Array.from({ length: (end ?? 0) - (begin ?? 0) }, (_, index) => new Date(((begin ?? 0) + index) * hour).toISOString())
}

function daysIn({ from, to }: Period): [Temporal.PlainDate, Temporal.PlainDate] {
  return [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
}
