import type { Entity } from '../network.ts'
import { topLevelDomains } from '../top-level-domains.ts'
import { graphemes } from './counting.ts'

/** What the Bluesky app would turn into links, mentions and tags, in order of appearance and without overlaps. */
export function findEntities(text: string): readonly Entity[] {
  const found = [...text.matchAll(/\S+/g)].flatMap(inWord).toSorted((a, b) => a.start - b.start)
  return found.filter((entity, index) => !found.slice(0, index).some((earlier) => earlier.end > entity.start))
}

function inWord(word: RegExpMatchArray): readonly Entity[] {
  const at = word.index ?? 0
  const written = word[0]
  const openings = [0, ...[...written.matchAll(/\(/g)].map((bracket) => bracket.index + 1)]
  return [
    ...openings.map((from) => mention(written, from)),
    link(written, openings),
    tag(written),
    ...openings.map((from) => cashtag(written, from)),
  ]
    .filter((entity) => entity !== undefined)
    .map((entity) => ({ ...entity, start: entity.start + at, end: entity.end + at }))
}

function mention(word: string, from: number): Entity | undefined {
  const [written = '', handle = ''] = stickyMatch(/@([a-zA-Z0-9.-]+)\b/y, word, from) ?? []
  if (!written || !isHandle(handle)) return undefined
  return { kind: 'mention', start: from, end: from + written.length, value: handle }
}

function isHandle(name: string): boolean {
  return (
    name.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i.test(name) &&
    (isDomain(name) || name.endsWith('.test'))
  )
}

/** The first thing in a word that reads like an address decides for the whole word. */
function link(word: string, openings: readonly number[]): Entity | undefined {
  for (const from of openings) {
    const [written] = stickyMatch(/https?:\/\/\S+|[a-z][a-z0-9]*(?:\.[a-z0-9]+)+\S*/iy, word, from) ?? []
    if (written !== undefined) return asLink(written, from)
  }
  return undefined
}

function asLink(written: string, start: number): Entity | undefined {
  const whole = /^https?:\/\//.test(written)
  const domain = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)+/i.exec(written)?.[0]
  if (!whole && (domain === undefined || !isDomain(domain))) return undefined
  const shown = withoutClosingBracket(written.replace(/[.,;:!?]$/, ''))
  const value = whole ? shown : `https://${shown}`
  return isWebAddress(value) ? { kind: 'link', start, end: start + shown.length, value } : undefined
}

function withoutClosingBracket(address: string): string {
  return address.endsWith(')') && !address.includes('(') ? address.slice(0, -1) : address
}

/** Only what the network accepts as an address: one bad link would have the whole post refused. */
export function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s/]\S*$/.test(value) && value.length <= 8000 && URL.canParse(value)
}

const tagLength = 64
/** Characters nobody sees; a tag ends before them. */
const unseen = '\\u00AD\\u2060\\u200A-\\u200D\\u20E2'
const tagPattern = new RegExp(`^[#＃]((?!\\uFE0F)[^\\s${unseen}]+)`, 'u')
const nameless = new RegExp(`^[\\d\\s\\p{P}${unseen}]*$`, 'u')

/** A tag needs something besides digits and punctuation: #1 is none. */
function tag(word: string): Entity | undefined {
  const written = tagPattern.exec(word)?.[1]
  const value = written?.replace(/\p{P}+$/u, '')
  if (!value || nameless.test(value) || (value.length > tagLength && graphemes(value) > tagLength)) return undefined
  return { kind: 'tag', start: 0, end: 1 + value.length, value }
}

function cashtag(word: string, from: number): Entity | undefined {
  const [written] = stickyMatch(/\$[a-z][a-z0-9]{0,4}(?=$|[.,;:!?)"'\u2019])/iy, word, from) ?? []
  return written === undefined ? undefined : { kind: 'tag', start: from, end: from + written.length, value: written.toUpperCase() }
}

function isDomain(name: string): boolean {
  const [, last] = /[^.]\.([a-z]+)$/.exec(name) ?? []
  return last !== undefined && topLevelDomains.has(last)
}

function stickyMatch(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from
  return pattern.exec(text) ?? undefined
}
