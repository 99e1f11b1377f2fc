import type { Check, CheckKind, Severity, Where } from '#contract/brand-rules'
import type { BrandRule, RuleContent } from '#contract/voice'

/** A rule while it is written: lists as lines of text. */
export interface RuleDraft {
  readonly kind: CheckKind
  readonly name: string
  readonly severity: Severity
  readonly where: readonly Where[]
  readonly reason: string
  readonly advice: string
  readonly finds: string
  readonly passes: string
  readonly words: string
  readonly except: string
  readonly when: string
  readonly pairs: string
  readonly labelIds: readonly string[]
  readonly inflected: boolean
  readonly most: number
  readonly readable: boolean
  readonly alt: boolean
  readonly captions: boolean
  readonly only: string
  readonly never: string
  readonly shorteners: boolean
  readonly say: string
  readonly avoid: string
  readonly longestWords: number | ''
  readonly longestCharacters: number | ''
}

const blank: RuleDraft = {
  kind: 'banned',
  name: '',
  severity: 'warn',
  where: ['posts', 'answers'],
  reason: '',
  advice: '',
  finds: '',
  passes: '',
  words: '',
  except: '',
  when: '',
  pairs: '',
  labelIds: [],
  inflected: true,
  most: 5,
  readable: true,
  alt: true,
  captions: true,
  only: '',
  never: '',
  shorteners: true,
  say: '',
  avoid: '',
  longestWords: '',
  longestCharacters: '',
}

export function draftOf(rule: BrandRule | undefined): RuleDraft {
  if (rule === undefined) return blank
  const { name, severity, where, reason, advice, examples, check } = rule
  const base = { ...blank, name, severity, where, reason, advice, finds: text(examples.finds), passes: text(examples.passes) }
  return { ...base, kind: check.kind, ...fieldsOf(check) }
}

function fieldsOf(check: Check): Partial<RuleDraft> {
  switch (check.kind) {
    case 'banned':
      return { words: text(check.words), except: text(check.except), inflected: check.inflected }
    case 'preferred':
      return {
        pairs: text(check.pairs.map(({ word, say }) => `${word} = ${say}`)),
        except: text(check.except),
        inflected: check.inflected,
      }
    case 'required':
      return { words: text(check.words), when: text(check.when) }
    case 'disclosure':
      return { words: text(check.marks), when: text(check.when), labelIds: check.labelIds }
    case 'claim':
      return { words: text(check.words), pairs: text(check.proven.map(({ phrase, proof }) => `${phrase} = ${proof}`)) }
    case 'emoji':
    case 'capitals':
      return { most: check.most }
    case 'hashtags':
      return { most: check.most, readable: check.readable, except: text(check.except) }
    case 'described':
      return { alt: check.alt, captions: check.captions }
    case 'links':
      return { only: text(check.only), never: text(check.never), shorteners: check.shorteners }
    case 'voice':
      return {
        say: text(check.say),
        avoid: text(check.avoid),
        longestWords: check.longestWords ?? '',
        longestCharacters: check.longestCharacters ?? '',
      }
  }
}

/** The rule as the server takes it. */
export function contentOf(draft: RuleDraft): RuleContent {
  const { name, severity, where, reason, advice, finds, passes } = draft
  return {
    name: name.trim(),
    severity,
    where: [...where],
    reason: reason.trim(),
    advice: advice.trim(),
    check: checkOf(draft),
    examples: hasExamples(draft.kind) ? { finds: lines(finds), passes: lines(passes) } : { finds: [], passes: [] },
  }
}

/** What is no text has no examples in words. */
export const hasExamples = (kind: CheckKind) => kind !== 'described'

function checkOf(draft: RuleDraft): Check {
  const { kind, inflected, most, readable, alt, captions, shorteners, labelIds, longestWords, longestCharacters } = draft
  const [words, except, when] = [lines(draft.words), lines(draft.except), lines(draft.when)]
  switch (kind) {
    case 'banned':
      return { kind, words, except, inflected }
    case 'preferred':
      return { kind, pairs: pairs(draft.pairs).map(([word, say]) => ({ word, say })), except, inflected }
    case 'required':
      return { kind, words, when }
    case 'disclosure':
      return { kind, marks: words, when, labelIds }
    case 'claim':
      return { kind, words, proven: pairs(draft.pairs).map(([phrase, proof]) => ({ phrase, proof })) }
    case 'emoji':
    case 'capitals':
      return { kind, most }
    case 'hashtags':
      return { kind, most, readable, except }
    case 'described':
      return { kind, alt, captions }
    case 'links':
      return { kind, only: lines(draft.only), never: lines(draft.never), shorteners }
    case 'voice':
      return {
        kind,
        say: lines(draft.say),
        avoid: lines(draft.avoid),
        longestWords: longestWords === '' ? null : longestWords,
        longestCharacters: longestCharacters === '' ? null : longestCharacters,
      }
  }
}

/** What keeps it from being saved, before the server is asked. */
export function missingIn(draft: RuleDraft): 'name' | 'words' | 'where' | undefined {
  if (draft.name.trim() === '') return 'name'
  if (draft.where.length === 0) return 'where'
  const check = checkOf(draft)
  const listed =
    check.kind === 'preferred' ? check.pairs : check.kind === 'disclosure' ? check.marks : 'words' in check ? check.words : undefined
  return listed?.length === 0 ? 'words' : undefined
}

const text = (all: readonly string[]) => all.join('\n')
const lines = (written: string) => [...new Set(written.split('\n').map((line) => line.trim()))].filter((line) => line !== '')

function pairs(written: string): readonly (readonly [string, string])[] {
  return lines(written).flatMap((line) => {
    const [first = '', ...rest] = line.split(/[=＝]/u)
    const second = rest.join('=').trim()
    return first.trim() === '' || second === '' ? [] : [[first.trim(), second] as const]
  })
}
