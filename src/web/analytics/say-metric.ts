import { digitsOfChange } from '#contract/change'
import { type Metric, metrics } from '#contract/metrics'
import type { Language } from '#kit/contract'

import type { Format } from '../language/format.ts'
import { localeOf } from '../language/locale-of.ts'
import { madeOnce } from '../language/made-once.ts'

/** A metric's value with its unit, in full. Means have a digit after the point only while they are small. */
export function inFull(metric: Metric, value: number, { format, language }: Speaking): string {
  const { unit } = metrics[metric]
  if (unit === 'percent') return percents(language, '1', '1').format(value / 100)
  return unit === 'seconds' ? lasting(value, language) : format.number(rounded(value))
}

/** As short as a card or an axis needs it: 12.3k. */
export function inShort(metric: Metric, value: number, speaking: Speaking): string {
  const { unit } = metrics[metric]
  return unit === 'percent' || unit === 'seconds' ? inFull(metric, value, speaking) : speaking.format.compact(rounded(value))
}

export interface Speaking {
  readonly format: Format
  readonly language: Language
}

/** 12%; of small ones a digit more. Of numbers from 0 to 100. */
export function percent(value: number, language: Language): string {
  return percents(language, '0', String(digitsOfChange(value))).format(value / 100)
}

/** As a level stands, or what a sum of whole numbers is in the mean. */
function rounded(value: number): number {
  return Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value)
}

function lasting(seconds: number, language: Language): string {
  if (seconds < 60) return units(language, 'second').format(Math.round(seconds * 10) / 10)
  if (seconds < 3600) return units(language, 'minute').format(Math.round(seconds / 6) / 10)
  return units(language, 'hour').format(Math.round(seconds / 360) / 10)
}

const percents = madeOnce(
  (language: Language, least: string, most: string) =>
    new Intl.NumberFormat(localeOf(language), {
      style: 'percent',
      minimumFractionDigits: Number(least),
      maximumFractionDigits: Number(most),
    }),
)

const units = madeOnce(
  (language: Language, unit: string) => new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }),
)
