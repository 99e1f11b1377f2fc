import type { Language } from '#kit/contract'

import { formatIn } from '../../language/format.ts'
import { onWeekday } from '../../language/week.ts'

/** A day of the calendar, `2026-11-24`, or a month, `2026-11`, in full: it is that day wherever it is read. */
export function dayInWords(day: string, as: 'day' | 'month', language: Language): string {
  const format = formatIn(language, 'UTC')
  const [year = '', month = '', date] = day.split('-')
  const instant = new Date(`${year}-${month}-${date ?? '01'}T00:00:00Z`)
  return as === 'month' || date === undefined ? format.month(instant) : format.longDate(instant)
}

/** Monday is 1. */
export function weekdayInWords(day: number, language: Language): string {
  return formatIn(language, 'UTC').dayName(onWeekday(day))
}

/** A time of the week, `2T09:30`. */
export function slotInWords(slot: string, language: Language): string {
  const [day, time = ''] = slot.split('T')
  return `${formatIn(language, 'UTC').dayShort(onWeekday(Number(day)))} ${time}`
}

/** From one time of a weekday to another. */
interface Span {
  readonly day: number
  readonly from: string
  readonly to: string
}

/** Its parts say nothing by themselves: it is one value. */
export function isSpan(value: object): value is Span {
  const parts = Object.keys(value)
  return parts.length === 3 && ['day', 'from', 'to'].every((part) => parts.includes(part))
}

export function spanInWords({ day, from, to }: Span, language: Language): string {
  return `${formatIn(language, 'UTC').dayShort(onWeekday(day))} ${from}–${to}`
}
