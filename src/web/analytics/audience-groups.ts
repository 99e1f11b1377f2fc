import type { Audience } from './use-audience.ts'

export interface AudienceBar {
  readonly key: string
  readonly value: number
  /** Of all that is told by the same, from 0 to 1. */
  readonly part: number
}

export const audienceKinds = ['age', 'gender', 'country', 'city', 'language', 'industry', 'seniority', 'function'] as const
export type AudienceKind = (typeof audienceKinds)[number]

/** Largest first, ages in their order; parts are of the whole that is told. Beyond the first ones the rest is one bar, with no key. */
export function barsOf(groups: Audience['groups'], by: AudienceKind, most = 8): readonly AudienceBar[] {
  const own = groups.filter((group) => group.by === by)
  const whole = own.reduce((sum, { value, unit }) => sum + (unit === 'thousandths' ? 0 : value), 0)
  const bars = own
    .map(({ key, value, unit }) => ({ key, value, part: unit === 'thousandths' ? value / 1000 : whole === 0 ? 0 : value / whole }))
    .toSorted((one, other) => (by === 'age' ? one.key.localeCompare(other.key, 'en') : other.value - one.value))
  if (by === 'age' || bars.length <= most + 1) return bars
  const rest = bars.slice(most)
  const sum = (of: (bar: AudienceBar) => number) => rest.reduce((total, bar) => total + of(bar), 0)
  return [...bars.slice(0, most), { key: '', value: sum(({ value }) => value), part: sum(({ part }) => part) }]
}
