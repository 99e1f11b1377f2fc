import type { Period } from '#contract/analytics'
import { periodBefore, yearBefore } from '#contract/periods'
import type { Language } from '#kit/contract'

import type { ReportPeriod } from '../contract.ts'
import { locale } from '../say-figure.ts'

/** The days that a report is about, those before them, and the same days a year ago. */
export interface Periods {
  readonly now: Period
  readonly before: Period
  readonly year: Period
}

/** Seen from a day of the brand's calendar. They are compared as on screen: whole months with whole ones, other days with as many before them. */
export function periodsOf(period: ReportPeriod, today: Temporal.PlainDate): Periods {
  const now = daysOf(period, today)
  return { now, before: periodBefore(now), year: yearBefore(now) }
}

function daysOf(period: ReportPeriod, today: Temporal.PlainDate): Period {
  if (period.kind === 'days') return { from: period.from, to: period.to }
  const { until, length } = unitOf(period.kind, today)
  return { from: until.subtract(length).toString(), to: until.subtract({ days: 1 }).toString() }
}

function unitOf(kind: Exclude<ReportPeriod['kind'], 'days'>, today: Temporal.PlainDate) {
  switch (kind) {
    case 'last-30-days':
      return { until: today, length: { days: 30 } }
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

/** Days of a calendar have no zone. */
const utc = { timeZone: 'UTC' } as const
