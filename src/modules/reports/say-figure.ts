import type { Language } from '#kit/contract'

import type { Change, Figure, Unit } from './run-contract.ts'

/** A number in words, by its unit; what is not known is never nought. */
export function figureOf(value: number | null, unit: Unit, language: Language): Figure {
  return { value, unit, said: value === null ? notKnown[language] : sayNumber(value, unit, language) }
}

/** Numbers as they stand in a report, on screen and on paper. Means have a digit after the point only while they are small. */
export function sayNumber(value: number, unit: Unit, language: Language): string {
  if (unit === 'seconds') return sayTime(value, language)
  if (unit === 'percent')
    return minus(numbers(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value / 100 + 0))
  return minus(numbers(language, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 }).format(value + 0))
}

interface Compared {
  readonly now: number | null
  readonly before: number | null
  readonly unit: Unit
  /** Less is better. */
  readonly falls: boolean
  readonly language: Language
}

/** By how much it changed; absent where one of both is not known, or nothing was there before to measure by. */
export function changeOf({ now, before, unit, falls, language }: Compared): Change | undefined {
  if (now === null || before === null) return undefined
  const better = (value: number) => (value === 0 ? 'same' : value > 0 === falls ? 'bad' : 'good')
  if (unit === 'percent') {
    const value = round(now - before, 1)
    const number = minus(numbers(language, { ...signed, maximumFractionDigits: 1 }).format(value))
    return { value, unit: 'points', said: points[language](number), tone: better(value) }
  }
  if (before === 0) return undefined
  const value = round(((now - before) / Math.abs(before)) * 100, 1)
  return {
    value,
    unit: 'percent',
    said: minus(numbers(language, { ...signed, style: 'percent', maximumFractionDigits: 1 }).format(value / 100)),
    tone: better(value),
  }
}

export const notKnown: Readonly<Record<Language, string>> = { en: 'n/a', 'zh-TW': '無資料' }

const points: Readonly<Record<Language, (number: string) => string>> = {
  en: (number) => `${number} points`,
  'zh-TW': (number) => `${number} 個百分點`,
}

const signed = { signDisplay: 'exceptZero' } as const

/** The sign of typography, which no spreadsheet takes for the beginning of a formula. */
function minus(said: string): string {
  return said.replace('-', '−')
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

/** In its two largest units: 3 hrs, 20 min. */
function sayTime(seconds: number, language: Language): string {
  const whole = Math.round(seconds)
  const units = ['seconds', 'minutes', 'hours', 'days'] as const
  const counts = [whole % 60, Math.floor((whole % 3600) / 60), Math.floor((whole % 86_400) / 3600), Math.floor(whole / 86_400)]
  const largest = Math.max(
    0,
    counts.findLastIndex((count) => count > 0),
  )
  const parts = units.flatMap((unit, index) => (index === largest || index === largest - 1 ? [[unit, counts[index] ?? 0] as const] : []))
  return times[language](whole === 0).format(Object.fromEntries(parts))
}

const times: Readonly<Record<Language, (nought: boolean) => Intl.DurationFormat>> = {
  en: (nought) => new Intl.DurationFormat('en-GB', { style: 'short', secondsDisplay: nought ? 'always' : 'auto' }),
  'zh-TW': (nought) => new Intl.DurationFormat('zh-TW', { style: 'short', secondsDisplay: nought ? 'always' : 'auto' }),
}

const made = new Map<string, Intl.NumberFormat>()

function numbers(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`
  const formatter = made.get(key) ?? new Intl.NumberFormat(locale(language), options)
  made.set(key, formatter)
  return formatter
}

export function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}
