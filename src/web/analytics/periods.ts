import type { Per } from '#contract/analytics'

import type { AnalyticsSearch, PeriodName } from './analytics-search.ts'

/** Days of the brand's calendar, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** As many days as the server answers for at a time. */
const most = 762

/** The days that the address asks for. Days that cross are taken the other way round. */
export function daysOf({ period = '28', from, to }: AnalyticsSearch, today: string): Days {
  if (period !== 'custom') return named(period, Temporal.PlainDate.from(today))
  return from === undefined || to === undefined ? named('28', Temporal.PlainDate.from(today)) : inOrder(from, to)
}

/** What they are compared with. */
export function againstOf({ against, againstFrom, againstTo }: AnalyticsSearch, days: Days): Days {
  if (against === 'other' && againstFrom !== undefined && againstTo !== undefined) return inOrder(againstFrom, againstTo)
  return against === 'year' ? yearBefore(days) : before(days)
}

/** As many days as these, right before them. */
export function before(days: Days): Days {
  const first = Temporal.PlainDate.from(days.from)
  return { from: first.subtract({ days: countOf(days) }).toString(), to: first.subtract({ days: 1 }).toString() }
}

export function countOf({ from, to }: Days): number {
  return Temporal.PlainDate.from(from).until(to).days + 1
}

/** How finely these days are drawn: about as many places as a person can tell apart. */
export function perOf(days: Days): Per {
  const count = countOf(days)
  if (count === 1) return 'hour'
  if (count <= 45) return 'day'
  return count <= 200 ? 'week' : 'month'
}

/** The first day of each bucket, or its hour as an instant; those of nobody's numbers too. Weeks begin on Monday. */
export function bucketsOf(days: Days, per: Per, timeZone: string): readonly string[] {
  const [first, last] = [Temporal.PlainDate.from(days.from), Temporal.PlainDate.from(days.to)]
  if (per === 'hour') return hoursOf(first, last, timeZone)
  const start = { day: first, week: first.subtract({ days: first.dayOfWeek - 1 }), month: first.with({ day: 1 }) }[per]
  const step = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[per]
  const buckets: string[] = []
  for (let at = start; Temporal.PlainDate.compare(at, last) <= 0; at = at.add(step)) buckets.push(at.toString())
  return buckets
}

function hoursOf(first: Temporal.PlainDate, last: Temporal.PlainDate, timeZone: string): readonly string[] {
  const end = last.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
  const hours: string[] = []
  for (let at = first.toZonedDateTime(timeZone).toInstant(); at.epochMilliseconds < end; at = at.add({ hours: 1 }))
    hours.push(at.toString())
  return hours
}

function named(period: Exclude<PeriodName, 'custom'>, today: Temporal.PlainDate): Days {
  const until = (from: Temporal.PlainDate, to = today) => ({ from: from.toString(), to: to.toString() })
  const firstOfMonth = today.with({ day: 1 })
  if (period === 'month') return until(firstOfMonth)
  if (period === 'last-month') return until(firstOfMonth.subtract({ months: 1 }), firstOfMonth.subtract({ days: 1 }))
  if (period === 'quarter') return until(firstOfMonth.subtract({ months: (today.month - 1) % 3 }))
  if (period === 'year') return until(today.with({ month: 1, day: 1 }))
  return until(today.subtract({ days: Number(period) - 1 }))
}

function yearBefore({ from, to }: Days): Days {
  const [first, last] = [from, to].map((day) => Temporal.PlainDate.from(day).subtract({ years: 1 }).toString())
  return { from: first ?? from, to: last ?? to }
}

function inOrder(one: string, other: string): Days {
  const [from, to] = one <= other ? [one, other] : [other, one]
  const latest = Temporal.PlainDate.from(from)
    .add({ days: most - 1 })
    .toString()
  return { from, to: to < latest ? to : latest }
}
