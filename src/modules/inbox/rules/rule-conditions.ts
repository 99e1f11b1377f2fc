import type { InboxKind } from '#networks/network'

import type { Meaning, RuleConditions, Sentiment } from '../contract.ts'
import type { WorkingTime } from '../deadlines/working-time.ts'
import { anyOf, countWords, evenly, type PlainText } from '../words/words-in-text.ts'

/** What conditions look at of a message. */
export interface Facts {
  readonly network: string
  readonly accountId: string
  readonly kind: InboxKind
  readonly text: string
  /** The text as words are looked for in it; made once for all rules. */
  readonly plain: PlainText
  readonly handle: string
  readonly name: string
  readonly media: boolean
  readonly stars: number | null
  readonly meaning: Meaning | null
  readonly sentiment: Sentiment | null
  readonly language: string | null
  /** Somebody waits for an answer to it. */
  readonly waits: boolean
  /** When it was written, or rewritten last. */
  readonly writtenAt: Temporal.Instant
}

type Holds = (facts: Facts) => boolean

/** Makes one test of conditions, to be asked of every message that comes: everything that can be worked out ahead is. Without hours people always work. */
export function conditionsOf(conditions: RuleConditions, hours?: WorkingTime): Holds {
  const tests = [
    ...whereAndWhat(conditions),
    ...wordsSaid(conditions),
    ...shapeOf(conditions),
    ...whoSaid(conditions),
    ...whenSaid(conditions, hours),
  ]
  return (facts) => tests.every((holds) => holds(facts))
}

function whereAndWhat({ networks, accountIds, kinds, meanings, sentiments, languages, stars, waits }: RuleConditions): Holds[] {
  return [
    ...among(networks, ({ network }) => network),
    ...among(accountIds, ({ accountId }) => accountId),
    ...among(kinds, ({ kind }) => kind),
    ...among(meanings, ({ meaning }) => meaning),
    ...among(sentiments, ({ sentiment }) => sentiment),
    ...among(stars, (facts) => facts.stars),
    ...(given(languages) ? [inLanguage(languages)] : []),
    ...(waits === undefined ? [] : [(facts: Facts) => facts.waits === waits]),
  ]
}

function given<Value>(values: readonly Value[] | undefined): values is readonly Value[] {
  return values !== undefined && values.length > 0
}

function among<Value>(values: readonly Value[] | undefined, of: (facts: Facts) => Value | null): Holds[] {
  if (!given(values)) return []
  const wanted: ReadonlySet<Value | null> = new Set(values)
  return [(facts) => wanted.has(of(facts))]
}

/** `zh` is every Chinese, `zh-TW` only that. */
function inLanguage(languages: readonly string[]): Holds {
  const wanted = languages.map((tag) => tag.toLowerCase())
  return ({ language }) => {
    const tag = language?.toLowerCase()
    return tag !== undefined && wanted.some((each) => tag === each || tag.startsWith(`${each}-`))
  }
}

function wordsSaid({ anyWord, everyWord, noWord }: RuleConditions): Holds[] {
  const none = given(noWord) ? anyOf(noWord) : undefined
  return [
    ...(given(anyWord) ? [plainHas(anyOf(anyWord))] : []),
    ...(given(everyWord) ? everyWord.map((word) => plainHas(anyOf([word]))) : []),
    ...(none ? [(facts: Facts) => !none(facts.plain)] : []),
  ]
}

function plainHas(has: (plain: PlainText) => boolean): Holds {
  return ({ plain }) => has(plain)
}

function shapeOf({ contains, only, length }: RuleConditions): Holds[] {
  const { atLeast = 0, atMost = Infinity } = length ?? {}
  return [
    ...(given(contains) ? [(facts: Facts) => contains.some((what) => isThere[what](facts))] : []),
    ...(given(only) ? [(facts: Facts) => only.some((what) => isAll[what](facts.text))] : []),
    ...(atLeast > 0 || atMost < Infinity
      ? [
          ({ plain }: Facts) => {
            const count = countWords(plain)
            return count >= atLeast && count <= atMost
          },
        ]
      : []),
  ]
}

const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/u
const link =
  /https?:\/\/\S|(?<![\p{L}\p{N}@.])(?:www\.)?[a-z0-9-]{2,63}\.(?:com|net|org|info|biz|io|co|me|app|shop|store|site|online|xyz|top|link|ly|tw|hk|cn|jp|uk|de)(?![\p{L}\p{N}-])/u
/** At least eight digits, as people write them: with gaps, dashes, brackets, a plus before. A date has as many. */
const phone = /(?<![\p{L}\p{N}])(?!\d{4}[-./]\d{1,2}[-./]\d)\+?(?:[(]?\d[)]?[ .-]?){8,15}(?!\d)/u

const isThere: Record<NonNullable<RuleConditions['contains']>[number], Holds> = {
  link: ({ plain }) => link.test(plain.text),
  email: ({ plain }) => email.test(plain.text),
  phone: ({ plain }) => phone.test(plain.text),
  media: ({ media }) => media,
}

const isAll: Record<NonNullable<RuleConditions['only']>[number], (text: string) => boolean> = {
  // Letters stand in nearly all that is said, and in no emoji.
  emoji: (text) => !/\p{L}/u.test(text) && isNothingWithout(text, /\p{RGI_Emoji}|\p{Extended_Pictographic}|[\uFE0F\u200D]/gv),
  mentions: (text) => isNothingWithout(text, /[@＠][\p{L}\p{N}_.\-]+(?:@[\p{L}\p{N}.\-]+)?/gv),
}

/** There is something, and it is all of this. */
function isNothingWithout(text: string, all: RegExp): boolean {
  return text.trim() !== '' && text.replaceAll(all, '').trim() === ''
}

function whoSaid({ authors, notAuthors }: RuleConditions): Holds[] {
  const wanted = given(authors) ? namesOf(authors) : undefined
  const unwanted = given(notAuthors) ? namesOf(notAuthors) : undefined
  return [...(wanted ? [(facts: Facts) => isOneOf(wanted, facts)] : []), ...(unwanted ? [(facts: Facts) => !isOneOf(unwanted, facts)] : [])]
}

/** In the minute that begins then. */
function whenSaid({ hours: wanted }: RuleConditions, hours: WorkingTime | undefined): Holds[] {
  if (wanted === undefined) return []
  const works = (at: Temporal.Instant) => hours === undefined || hours.between(at, at.add({ minutes: 1 })) > 0
  return [({ writtenAt }) => works(writtenAt) === (wanted === 'in')]
}

function namesOf(authors: readonly string[]): ReadonlySet<string> {
  return new Set(authors.map(plainName))
}

function isOneOf(names: ReadonlySet<string>, { handle, name }: Facts): boolean {
  return names.has(plainName(handle)) || names.has(plainName(name))
}

const plainName = (name: string) => evenly(name).trim().replace(/^@/, '')
