import type { Per } from '#contract/analytics'
import { periodBefore, yearBefore } from '#contract/periods'

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
  return against === 'year' ? yearBefore(days) : periodBefore(days)
}

export function countOf({ from, to }: Days): number {
  return Temporal.PlainDate.from(from).until(to).days + 1
}

/** As long as figures are kept by the hour, less a day, for clocks differ. */
const hoursAreKept = 61

/** How finely these days are drawn: about as many places as a person can tell apart. */
export function perOf(days: Days, today: string): Per {
  const count = countOf(days)
  if (count === 1) return Temporal.PlainDate.from(days.from).until(today).days < hoursAreKept ? 'hour' : 'day'
  if (count <= 45) return 'day'
  return count <= 200 ? 'week' : 'month'
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

function inOrder(one: string, other: string): Days {
  const [from, to] = one <= other ? [one, other] : [other, one]
  const latest = Temporal.PlainDate.from(from)
    .add({ days: most - 1 })
    .toString()
  return { from, to: to < latest ? to : latest }
}
