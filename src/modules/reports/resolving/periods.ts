import type { Period } from '#contract/analytics'
import type { Language } from '#kit/contract'

import type { ReportPeriod } from '../contract.ts'
import { locale } from '../say-figure.ts'

/** The days that a report is about, those before them, and the same days a year ago. */
export interface Periods {
  readonly now: Period
  readonly before: Period
  readonly year: Period
}

/** Seen from a day of the brand's calendar. Whole months, weeks and quarters are compared with whole ones, other days with as many before them. */
export function periodsOf(period: ReportPeriod, today: Temporal.PlainDate): Periods {
  const { from, until, before } = spanOf(period, today)
  const yearAgo = { from: from.subtract({ years: 1 }), until: until.subtract({ years: 1 }) }
  return { now: days(from, until), before: days(before, from), year: days(yearAgo.from, yearAgo.until) }
}

interface Span {
  readonly from: Temporal.PlainDate
  /** The day after the last. */
  readonly until: Temporal.PlainDate
  /** Where the time before begins; it ends at `from`. */
  readonly before: Temporal.PlainDate
}

function spanOf(period: ReportPeriod, today: Temporal.PlainDate): Span {
  if (period.kind === 'days') {
    const from = Temporal.PlainDate.from(period.from)
    const until = Temporal.PlainDate.from(period.to).add({ days: 1 })
    return { from, until, before: from.subtract(from.until(until)) }
  }
  if (period.kind === 'last-30-days') {
    const from = today.subtract({ days: 30 })
    return { from, until: today, before: from.subtract({ days: 30 }) }
  }
  const { until, length } = unitOf(period.kind, today)
  const from = until.subtract(length)
  return { from, until, before: from.subtract(length) }
}

function unitOf(kind: 'last-week' | 'last-month' | 'last-quarter' | 'last-year', today: Temporal.PlainDate) {
  switch (kind) {
    case 'last-week':
      return { until: today.subtract({ days: today.dayOfWeek - 1 }), length: { weeks: 1 } }
    case 'last-month':
      return { until: today.with({ day: 1 }), length: { months: 1 } }
    case 'last-quarter':
      return { until: today.with({ day: 1, month: today.month - ((today.month - 1) % 3) }), length: { months: 3 } }
    case 'last-year':
      return { until: today.with({ day: 1, month: 1 }), length: { years: 1 } }
  }
}

function days(from: Temporal.PlainDate, until: Temporal.PlainDate): Period {
  return { from: from.toString(), to: until.subtract({ days: 1 }).toString() }
}

/** October 2026, where it is a whole month; else from the first day to the last. */
export function sayPeriod({ from, to }: Period, language: Language): string {
  const first = Temporal.PlainDate.from(from)
  const last = Temporal.PlainDate.from(to)
  const month = first.day === 1 && last.equals(first.with({ day: first.daysInMonth }))
  if (month) return new Intl.DateTimeFormat(locale(language), { ...utc, month: 'long', year: 'numeric' }).format(Date.parse(from))
  const looks = { ...utc, day: 'numeric', month: 'long', year: 'numeric' } as const
  const formatter = new Intl.DateTimeFormat(locale(language), looks)
  // With spaces that a search for the period finds.
  if (language === 'en') return formatter.formatRange(Date.parse(from), Date.parse(to)).replaceAll('\u2009', ' ')
  const end = first.year === last.year ? new Intl.DateTimeFormat(locale(language), { ...utc, day: 'numeric', month: 'long' }) : formatter
  return `${formatter.format(Date.parse(from))}至${end.format(Date.parse(to))}`
}

/** A bucket of a series by its first day: 5 Oct, or Oct 2026 for a month. */
export function sayBucket(day: string, per: 'day' | 'week' | 'month', language: Language): string {
  const looks = per === 'month' ? ({ month: 'short', year: 'numeric' } as const) : ({ day: 'numeric', month: 'short' } as const)
  return new Intl.DateTimeFormat(locale(language), { ...utc, ...looks }).format(Date.parse(day))
}

/** The first days of all buckets that a period touches; weeks begin on Monday. */
export function bucketsOf({ from, to }: Period, per: 'day' | 'week' | 'month'): string[] {
  const last = Temporal.PlainDate.from(to)
  const first = Temporal.PlainDate.from(from)
  const start = { day: first, week: first.subtract({ days: first.dayOfWeek - 1 }), month: first.with({ day: 1 }) }[per]
  const buckets: string[] = []
  for (let day = start; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ [`${per}s`]: 1 })) buckets.push(day.toString())
  return buckets
}

/** Days of a calendar have no zone. */
const utc = { timeZone: 'UTC' } as const
