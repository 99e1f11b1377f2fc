import { hashtagsIn, isHardToRead, tooLongSentence, tooManyCapitals, tooManyEmoji } from './habits-contract.ts'
import { hostOf, isForbidden, linksIn } from './links-contract.ts'
import { type Read, readText } from './read-contract.ts'
import type { Check, Found, Rule, Severity, Written, WrittenMedia, WrittenPart } from './rule-contract.ts'
import { find, seek, type Sought } from './words-contract.ts'

export { writtenOf } from './written-contract.ts'
export type { Check, CheckKind, Found, Pair, Proven, Rule, Severity, Where, Written, WrittenMedia, WrittenPart } from './rule-contract.ts'

/** Rules made ready, to be held against many texts. */
export type Ready = readonly ReadyRule[]

interface ReadyRule {
  readonly rule: Rule
  readonly look: (read: ReadWritten) => readonly Omit<Found, 'ruleId'>[]
}

/** A text with everything that rules share in looking at it. */
interface ReadWritten extends Written {
  readonly reads: readonly { readonly text: Read; readonly alts: readonly Read[] }[]
}

export function readyRules(rules: readonly Rule[]): Ready {
  return rules.map((rule) => ({ rule, look: lookFor(rule.check) }))
}

/** Every place where the text does not keep the rules, those that block first, then as one reads. Pure, and the same wherever it runs. */
export function checkWritten(rules: Ready, written: Written): readonly Found[] {
  const concerned = rules.filter(({ rule }) => rule.where.includes(written.where))
  if (concerned.length === 0) return []
  const reads = written.parts.map(({ text, media }) => ({ text: readText(text), alts: media.map(({ alt }) => readText(alt)) }))
  const found = concerned.flatMap(({ rule, look }) =>
    look({ ...written, reads }).map((each) => ({ severity: rule.severity, found: { ruleId: rule.id, ...each } })),
  )
  return found
    .toSorted(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.found.part - b.found.part || startOf(a.found) - startOf(b.found),
    )
    .map((each) => each.found)
}

const order: readonly Severity[] = ['block', 'warn', 'advise']
const startOf = ({ at }: Found) => at?.start ?? -1

/** The examples that a rule gets wrong: those it should find and does not, and those it finds and should not. */
export function wrongExamples(rule: Rule, { finds, passes }: { finds: readonly string[]; passes: readonly string[] }) {
  const ready = readyRules([{ ...rule, where: ['posts'] }])
  const isFound = (text: string) => checkWritten(ready, { where: 'posts', parts: [{ text, media: [] }], labelIds: [] }).length > 0
  return { finds: finds.filter((text) => !isFound(text)), passes: passes.filter(isFound) }
}

type Look = ReadyRule['look']

function lookFor(check: Check): Look {
  switch (check.kind) {
    case 'banned':
      return words(seek(check.words, check.inflected), seek(check.except))
    case 'preferred':
      return preferred(check)
    case 'claim':
      return words(seek(check.words, true), seek(check.proven.map(({ phrase }) => phrase)))
    case 'required':
      return missing(seek(check.words), { when: seek(check.when, true), always: check.when.length === 0, labelIds: [] })
    case 'disclosure':
      return missing(seek(check.marks), { when: seek(check.when, true), always: false, labelIds: check.labelIds })
    case 'emoji':
      return inParts(({ text }) => [tooManyEmoji(text, check.most)])
    case 'capitals':
      return inParts(({ text }) => [tooManyCapitals(text, check.most)])
    case 'voice':
      return inParts(({ text }) => [tooLongSentence(text, { words: check.longestWords, characters: check.longestCharacters })])
    case 'hashtags':
      return hashtags(check)
    case 'links':
      return links(check)
    case 'described':
      return described(check)
  }
}

/** In texts and alt texts. */
function words(sought: readonly Sought[], except: readonly Sought[], say: (word: string) => object = () => ({})): Look {
  return ({ reads }) =>
    reads.flatMap(({ text, alts }, part) =>
      [text, ...alts].flatMap((read, index) =>
        find(read, sought, except).map(({ word, at }) => ({
          part,
          ...(index === 0 ? {} : { media: index - 1 }),
          at,
          words: read.text.slice(at.start, at.end),
          ...say(word),
        })),
      ),
    )
}

function preferred({ pairs, except, inflected }: Extract<Check, { kind: 'preferred' }>): Look {
  const better = new Map(pairs.map(({ word, say }) => [word, say]))
  return words(
    seek([...better.keys()], inflected),
    // What is to be said instead may hold the word itself: 台灣茶 for 茶.
    seek([...except, ...better.values()]),
    (word) => ({ say: better.get(word) }),
  )
}

interface Trigger {
  readonly when: readonly Sought[]
  readonly always: boolean
  readonly labelIds: readonly string[]
}

/** One of `wanted` is to stand in some part, where the trigger says so. */
function missing(wanted: readonly Sought[], { when, always, labelIds }: Trigger): Look {
  return ({ reads, labelIds: worn }) => {
    const [trigger] = reads.flatMap(({ text }, part) =>
      find(text, when).map(({ at }) => ({ part, at, words: text.text.slice(at.start, at.end) })),
    )
    const asked = always || trigger !== undefined || labelIds.some((id) => worn.includes(id))
    if (!asked || reads.some(({ text }) => find(text, wanted).length > 0)) return []
    return [trigger ?? { part: 0 }]
  }
}

function inParts(look: (part: WrittenPart) => readonly (Omit<Found, 'ruleId' | 'part'> | undefined)[]): Look {
  return ({ parts }) => parts.flatMap((each, part) => look(each).flatMap((found) => (found ? [{ part, ...found }] : [])))
}

function hashtags({ most, readable, except }: Extract<Check, { kind: 'hashtags' }>): Look {
  const known = new Set(except.map((tag) => tag.replace(/^[#＃]/u, '').toLowerCase()))
  return inParts(({ text }) => {
    const tags = hashtagsIn(text)
    const beyond = tags[most]
    const hard = readable ? tags.filter((tag) => isHardToRead(tag) && !known.has(tag.name.toLowerCase())) : []
    return [
      beyond && { count: tags.length, at: { start: beyond.start, end: tags.at(-1)?.end ?? beyond.end } },
      ...hard.map(({ name, start, end }) => ({ at: { start, end }, words: `#${name}` })),
    ]
  })
}

function links(check: Extract<Check, { kind: 'links' }>): Look {
  return inParts(({ text, link }) => {
    const written = linksIn(text).filter(({ host }) => isForbidden(host, check))
    const card = link === undefined ? undefined : hostOf(link)
    const cardToo = card !== undefined && isForbidden(card, check) && !written.some(({ host }) => host === card)
    return [...written.map(({ host, start, end }) => ({ at: { start, end }, words: host })), ...(cardToo ? [{ words: card }] : [])]
  })
}

function described({ alt, captions }: Extract<Check, { kind: 'described' }>): Look {
  const lacks = (media: WrittenMedia) =>
    (alt && (media.kind === 'image' || media.kind === 'video') && media.alt.trim() === '') ||
    (captions && media.kind === 'video' && !media.captioned)
  return inParts(({ media }) => media.map((each, index) => (lacks(each) ? { media: index } : undefined)))
}
