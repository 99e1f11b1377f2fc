import type { CalendarView } from './calendar-search.ts'

export interface ShownDays {
  /** The first day shown and the first one not shown any more. */
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

/** The days a view shows around a date. The list reads four weeks ahead. */
export function shownDays(view: CalendarView, date: string, firstDay: 0 | 1): ShownDays {
  const day = Temporal.PlainDate.from(date)
  if (view === 'day') return { from: day, to: day.add({ days: 1 }) }
  if (view === 'month') {
    const from = startOfWeek(day.with({ day: 1 }), firstDay)
    return { from, to: startOfWeek(day.with({ day: day.daysInMonth }), firstDay).add({ days: 7 }) }
  }
  const from = startOfWeek(day, firstDay)
  return { from, to: from.add({ days: view === 'list' ? 28 : 7 }) }
}

/** The date to stand on after one step forth or back. */
export function step(view: CalendarView, date: string, forth: boolean): string {
  const day = Temporal.PlainDate.from(date)
  const by = view === 'month' ? { months: 1 } : { days: { day: 1, week: 7, list: 28 }[view] }
  return (forth ? day.add(by) : day.subtract(by)).toString()
}

/** The instants between which posts are asked for, from the brand's midnight to its midnight. */
export function instantsOf({ from, to }: ShownDays, timeZone: string): { from: string; to: string } {
  return { from: from.toZonedDateTime(timeZone).toInstant().toString(), to: to.toZonedDateTime(timeZone).toInstant().toString() }
}

function startOfWeek(day: Temporal.PlainDate, firstDay: 0 | 1): Temporal.PlainDate {
  return day.subtract({ days: (day.dayOfWeek - firstDay + 7) % 7 })
}
