import type { Language } from '#kit/contract'

import { localeOf } from './locale-of.ts'
import { madeOnce } from './made-once.ts'

export type Format = ReturnType<typeof formatIn>

/** Dates, times and numbers in a language and a time zone. Instants are ISO 8601 strings, as they come over the wire. */
export const formatIn = madeOnce((language: Language, timeZone: string) => {
  const made = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(localeOf(language), { timeZone, ...options })
    return (instant: string | Date) => formatter.format(typeof instant === 'string' ? new Date(instant) : instant)
  }
  const numbers = new Intl.NumberFormat(localeOf(language))
  const compacts = new Intl.NumberFormat(localeOf(language), { notation: 'compact', maximumFractionDigits: 1 })
  const changes = new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const dollars = new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'USD', maximumFractionDigits: 3 })
  const lists = new Intl.ListFormat(localeOf(language))
  return {
    /** Tue 24 Nov */
    date: made({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** 24 Nov */
    dayMonth: made({ day: 'numeric', month: 'short' }),
    /** 24 November 2026 */
    longDate: made({ day: 'numeric', month: 'long', year: 'numeric' }),
    /** November 2026 */
    month: made({ month: 'long', year: 'numeric' }),
    /** Tue */
    dayShort: made({ weekday: 'short' }),
    /** Tuesday */
    dayName: made({ weekday: 'long' }),
    /** 09:30 */
    time: made({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** Tue 24 Nov, 09:30 */
    dateTime: made({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    number: (value: number) => numbers.format(value),
    /** 9,876, then 12.3k; the whole number is told somewhere near. */
    compact: (value: number) => (Math.abs(value) < 10_000 ? numbers : compacts).format(value),
    /** +18% of 0.18. */
    change: (share: number) => changes.format(share),
    /** $0.015; US dollars, to a tenth of a cent. */
    dollars: (value: number) => dollars.format(value),
    list: (items: readonly string[]) => lists.format(items),
    /** The items with the words between them, for those that are more than text. */
    joined: <Item>(items: readonly Item[]): readonly (Item | string)[] =>
      lists.formatToParts(items.map((_, index) => String(index))).map(({ type, value }) => {
        const item = type === 'element' ? items[Number(value)] : undefined
        return item ?? value
      }),
    relative: (instant: string, now: Date = new Date()) => relative(language, new Date(instant).getTime() - now.getTime()),
    timeZone,
  }
})

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const

const relativeIn = madeOnce((language: Language) => new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' }))

function relative(language: Language, distance: number): string {
  const formatter = relativeIn(language)
  const step = steps.find(({ ms }) => Math.abs(distance) >= ms)
  return step ? formatter.format(Math.round(distance / step.ms), step.unit) : formatter.format(0, 'second')
}
