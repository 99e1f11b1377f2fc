import type { Language } from '#kit/contract'
import type { PollRules } from '#networks/network'

const hour = 60
const day = 24 * hour
const usual = [5, 15, 30, hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 3 * day, 5 * day, 7 * day, 14 * day, 30 * day]

/** How long a poll may run, in minutes: round times inside the limits, and the one chosen wherever it lies. */
export function durationsFor({ minMinutes, maxMinutes }: Pick<PollRules, 'minMinutes' | 'maxMinutes'>, chosen: number): readonly number[] {
  const allowed = usual.filter((minutes) => minutes >= minMinutes && minutes <= maxMinutes)
  return [...new Set([...allowed, chosen])].toSorted((a, b) => a - b)
}

/** A day where that is allowed, else the longest. */
export function firstDuration(rules: Pick<PollRules, 'minMinutes' | 'maxMinutes'>): number {
  return Math.max(rules.minMinutes, Math.min(day, rules.maxMinutes))
}

/** In the largest unit that is whole: 3 days, 90 minutes. */
export function durationInWords(minutes: number, language: Language): string {
  const [unit, size] =
    minutes % day === 0 ? (['day', day] as const) : minutes % hour === 0 ? (['hour', hour] as const) : (['minute', 1] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size)
}
