import type { Language } from '#kit/contract'

import { formatIn } from '../../language/format.ts'
import { localeOf } from '../../language/locale-of.ts'
import type { CalendarView } from './calendar-search.ts'
import type { ShownDays } from './shown-days.ts'

interface Shown {
  readonly date: string
  readonly days: ShownDays
  readonly language: Language
}

/** "November 2026", "23–29 Nov 2026" or the day. */
export function rangeTitle(view: CalendarView, { date, days: { from, to }, language }: Shown): string {
  const locale = localeOf(language)
  if (view === 'day') return formatIn(language, 'UTC').date(at(date))
  if (view === 'month') return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(at(date))
  const range = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    year: 'numeric',
  })
  return range.formatRange(at(from.toString()), at(to.subtract({ days: 1 }).toString()))
}

function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
