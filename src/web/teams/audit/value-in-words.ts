import type { Language } from '#kit/contract'

import type { Format } from '../../language/format.ts'
import { fullHour } from '../../language/week.ts'
import { amountInWords } from './amount-in-words.ts'
import type { en } from './messages.en.ts'
import { dayInWords, isSpan, slotInWords, spanInWords, weekdayInWords } from './times-in-words.ts'

/** Words, and between them what is named by its id. */
export type Said = readonly (string | NamedById)[]
export interface NamedById {
  readonly id: string
}

/** What a reader's words for values are taken from. */
export interface Saying {
  readonly language: Language
  readonly format: Format
  readonly texts: typeof en
  readonly roles: Readonly<Record<string, string>>
  readonly notices: Readonly<Record<string, string>>
  readonly networkName: (id: string) => string
  readonly languageName: (tag: string) => string
}

/** A value of the log as a person says it, by the field that it stands in: never as JSON. */
export function valueInWords(value: unknown, field: string, saying: Saying): Said {
  const { texts, format } = saying
  if (isNothing(value)) return [texts.nothing]
  if (Array.isArray(value)) return format.joined(value.map((each: unknown) => valueInWords(each, field, saying))).flat()
  if (typeof value === 'object' && value !== null) return thingInWords(value, saying)
  if (typeof value === 'boolean') return [value ? texts.yes : texts.no]
  if (typeof value === 'number') return [numberInWords(value, field, saying)]
  if (typeof value !== 'string') return [String(value)]
  return uuid.test(value) ? [{ id: value }] : [textInWords(value, field, saying)]
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === null || value === undefined || value === ''
}

function thingInWords(thing: object, saying: Saying): Said {
  if (isSpan(thing)) return [spanInWords(thing, saying.language)]
  return saying.format.joined(Object.entries(thing).map((each) => fieldInWords(each, saying))).flat()
}

function fieldInWords([name, value]: [string, unknown], saying: Saying): Said {
  const fields: Readonly<Record<string, string>> = saying.texts.fields
  return [`${fields[name] ?? name}: `, ...valueInWords(value, name, saying)]
}

function numberInWords(value: number, field: string, { language, format }: Saying): string {
  const unit = units[field]
  if (unit !== undefined) return amountInWords(value, unit, language)
  if (hoursOfDay.has(field)) return fullHour(value)
  if (weekdays.has(field)) return weekdayInWords(value, language)
  return percents.has(field) ? `${format.number(value)}%` : format.number(value)
}

function textInWords(value: string, field: string, saying: Saying): string {
  const { format, language } = saying
  if (instant.test(value)) return `${format.longDate(new Date(value))} ${format.time(new Date(value))}`
  if (day.test(value)) return dayInWords(value, field === 'month' ? 'month' : 'day', language)
  if (slot.test(value)) return slotInWords(value, language)
  if (numbers.has(field) && !Number.isNaN(Number(value))) return numberInWords(Number(value), field, saying)
  return codeInWords(value, field, saying) ?? (value.length > longest ? `${value.slice(0, longest)}…` : value)
}

/** What stands for something else in a field; what people wrote themselves means nothing else. */
function codeInWords(value: string, field: string, { texts, roles, notices, networkName, languageName }: Saying): string | undefined {
  const kind = sameAs[field] ?? field
  if (kind === 'role') return roles[value]
  if (kind === 'network') return networkName(value)
  if (kind === 'language') return languageName(value)
  const values: Readonly<Record<string, Readonly<Record<string, string>>>> = texts.values
  return values[kind]?.[value] ?? (kind === 'kind' ? notices[value] : undefined)
}

const longest = 280

/** Fields with the same values as another. */
const sameAs: Readonly<Record<string, string>> = {
  roles: 'role',
  skipRoles: 'role',
  networks: 'network',
  languages: 'language',
  meanings: 'meaning',
  sentiments: 'sentiment',
  kinds: 'kind',
  inApp: 'kind',
  atOnce: 'kind',
  daily: 'kind',
  push: 'kind',
}
const units: Readonly<Record<string, 'minute' | 'hour' | 'day' | 'month'>> = {
  graceMinutes: 'minute',
  answerMinutes: 'minute',
  resolutionMinutes: 'minute',
  minutesBefore: 'minute',
  withinMinutes: 'minute',
  hours: 'hour',
  restHours: 'hour',
  days: 'day',
  dueDays: 'day',
  leastDays: 'day',
  mostDaysApart: 'day',
  months: 'month',
}
const hoursOfDay: ReadonlySet<string> = new Set(['dailyHour', 'quietFrom', 'quietTo'])
const weekdays: ReadonlySet<string> = new Set(['day', 'quietDays'])
const percents: ReadonlySet<string> = new Set(['complaints'])
/** The database writes exact numbers as text. */
const numbers: ReadonlySet<string> = new Set(['amount', 'hours', 'rate'])
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const day = /^\d{4}-\d{2}(-\d{2})?$/
const slot = /^[1-7]T\d{2}:\d{2}$/
