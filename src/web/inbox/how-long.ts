import type { Language } from '#kit/contract'

import { localeOf } from '../language/locale-of.ts'
import { madeOnce } from '../language/made-once.ts'

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** How long ago an instant is, as `lasting` says it. */
export function howLong(since: string, language: Language): string {
  return lasting(Date.now() - Date.parse(since), language)
}

/** A time in its largest whole unit: 5 min, 3 hrs, 2 days. At least a minute. */
export function lasting(ms: number, language: Language): string {
  const passed = Math.max(60_000, ms)
  const { unit, ms: length } = steps.find((step) => passed >= step.ms) ?? steps[2]
  return numbersIn(language, unit).format(Math.floor(passed / length))
}

const numbersIn = madeOnce(
  (language: Language, unit: string) => new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }),
)

/** What is left until an instant in milliseconds; less than nothing where it has passed. */
export function leftUntil(instant: string): number {
  return Date.parse(instant) - Date.now()
}

/** What is left of a time, to the minute below a day: 1 hr 59 min. */
export function toTheMinute(ms: number, language: Language): string {
  const hours = Math.floor(ms / 3_600_000)
  if (hours < 1 || hours >= 24) return lasting(ms, language)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  return minutes === 0 ? lasting(ms, language) : `${lasting(hours * 3_600_000, language)} ${lasting(minutes * 60_000, language)}`
}
