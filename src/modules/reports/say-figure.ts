import { changeOf as changeBetween, digitsOfChange } from '#contract/change'
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

/** By how much it changed, as screens say it; absent where one of both is not known. */
export function changeOf({ now, before, unit, falls, language }: Compared): Change | undefined {
  if (now === null || before === null) return undefined
  const change = changeBetween(unit, now, before)
  if (change.kind === 'same') return { value: 0, unit: unit === 'percent' ? 'points' : 'percent', said: '±0', tone: 'same' }
  const sign = change.up ? 1 : -1
  const say = (size: string) => `${change.up ? '+' : '−'}${size}`
  const tone = change.up === falls ? 'bad' : 'good'
  switch (change.kind) {
    case 'points':
      return { value: sign * change.points, unit: 'points', said: points[language](say(sayNumber(change.points, 'count', language))), tone }
    case 'amount':
      return { value: sign * change.amount, unit, said: say(sayNumber(change.amount, unit, language)), tone }
    case 'ratio': {
      const percent = change.ratio * 100
      const digits = digitsOfChange(percent)
      const size = numbers(language, { style: 'percent', maximumFractionDigits: digits }).format(change.ratio)
      return { value: sign * round(percent, digits), unit: 'percent', said: say(size), tone }
    }
  }
}

export const notKnown: Readonly<Record<Language, string>> = { en: 'n/a', 'zh-TW': '無資料' }

const points: Readonly<Record<Language, (number: string) => string>> = {
  en: (number) => `${number} points`,
  'zh-TW': (number) => `${number} 個百分點`,
}

/** The sign of typography, which no spreadsheet takes for the beginning of a formula. */
function minus(said: string): string {
  return said.replace('-', '−')
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

/** In its two largest units: 3 hrs, 20 min. Less than a minute to a tenth of a second. */
function sayTime(seconds: number, language: Language): string {
  if (Math.abs(seconds) < 59.95 && !Number.isInteger(seconds)) return numbers(language, ofSeconds).format(seconds)
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

const ofSeconds = { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 } as const

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
