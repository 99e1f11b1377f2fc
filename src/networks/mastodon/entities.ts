import type { Entity } from '../network.ts'
import { internationalTopLevelDomains, topLevelDomains } from '../top-level-domains.ts'

/** What Mastodon turns into links, mentions and tags, in order of appearance and without overlaps. Linear in the length of the text: it runs on each keystroke. */
export function findEntities(text: string): readonly Entity[] {
  const found = [...links(text), ...mentions(text), ...tags(text)].toSorted((a, b) => a.start - b.start)
  let at = 0
  return found.filter(({ start, end }) => {
    if (start < at) return false
    at = end
    return true
  })
}

/** Only with their scheme: a bare name is no link there. */
const schemes = /(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\//gi
const longestAddress = 4096

function links(text: string): readonly Entity[] {
  const found: Entity[] = []
  let at = 0
  for (const { 0: scheme, index: start } of text.matchAll(schemes)) {
    if (start < at || !mayBegin(text, start)) continue
    const end = endOfAddress(text, start + scheme.length)
    if (end === undefined || end - start > longestAddress || isInsideBareAddress(text, { from: at, start })) continue
    found.push({ kind: 'link', start, end, value: text.slice(start, end) })
    at = end
  }
  return found
}

function mayBegin(text: string, start: number): boolean {
  return !/[A-Za-z0-9@＠$#＃\uFFFE\uFEFF\uFFFF]/.test(text.slice(Math.max(start - 1, 0), start))
}

/** A name without its scheme takes the rest of its path with it: in `archive.org/web/https://…` nothing is a link. */
function isInsideBareAddress(text: string, { from, start }: { readonly from: number; readonly start: number }): boolean {
  const [before = ''] = /[^\p{White_Space}<>]*$/u.exec(text.slice(Math.max(start - longestBare, from), start)) ?? []
  if (!before.includes('.')) return false
  return [...before.matchAll(runs)].some(({ index }) => {
    const begin = start - before.length + index
    return mayBegin(text, begin) && (endOfAddress(text, begin) ?? 0) > start
  })
}

const longestBare = 300

function endOfAddress(text: string, from: number): number | undefined {
  const domain = endOfDomain(text, from)
  if (domain === undefined) return undefined
  const port = endOf(/:\d+/y, text, domain)
  return endOf(query, text, endOf(path, text, port))
}

/** Where a match that begins here ends; here if nothing matches. */
function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return from + (pattern.exec(text)?.[0].length ?? 0)
}

const path = (() => {
  const any = '[^\\p{White_Space}<>()?]'
  const brackets = `\\((?:${any}+|${any}*\\(${any}+\\)${any}*)\\)`
  const last = `(?:[^\\p{White_Space}()?!*"'「」<>;:=,.$%\\[\\]~&|@]|${brackets})`
  return new RegExp(`/(?:${any}*(?:${brackets}${any}*)*${last}|${any}+/)*`, 'uy')
})()

const query = (() => {
  const beyond = '\\u{A0}-\\u{D7FF}\\u{E000}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}\\u{10000}-\\u{10FFFD}'
  return new RegExp(`\\?[a-z0-9!?*'();:&=+$/%#\\[\\]\\-_.,~|@\\\\^${beyond}]*[a-z0-9_&=#/\\-${beyond}]`, 'iuy')
})()

/** What a domain can be made of, its dots, hyphens and underscores included. */
const run = /[^!"#$%&'()*+,/:;<=>?@[\]^`{|}~\p{White_Space}\p{Cc}\uFFFE\uFEFF\uFFFF]+/uy
const runs = new RegExp(run.source, 'gu')

/** The longest beginning of what stands here that is a domain under a top-level domain that exists. */
function endOfDomain(text: string, from: number): number | undefined {
  const labels = text.slice(from, endOf(run, text, from)).split('.')
  const firstBad = labels.findIndex((label) => !/^[^-_](?:.*[^-_])?$/s.test(label))
  const usable = firstBad === -1 ? labels.length : firstBad
  for (let count = Math.min(usable, labels.length - 1); count > 0; count -= 1) {
    if (labels[count - 1]?.includes('_')) continue
    const start = from + labels.slice(0, count).join('.').length + 1
    const end = endOfTopLevel(text, start)
    if (end !== undefined) return end
  }
  return undefined
}

const longestTopLevel = 24

function endOfTopLevel(text: string, from: number): number | undefined {
  const stands = (length: number) => !/^[0-9a-z@+-]/i.test(text.slice(from + length, from + length + 1))
  const [latin = ''] = /^[a-z]+/i.exec(text.slice(from, from + longestTopLevel)) ?? []
  if (topLevelDomains.has(latin.toLowerCase()) && stands(latin.length)) return from + latin.length
  const [coded] = /^xn--[-0-9a-z]+/i.exec(text.slice(from, from + 64)) ?? []
  if (coded !== undefined) return from + coded.length
  for (let length = longestTopLevel; length > 0; length -= 1) {
    if (internationalTopLevelDomains.has(text.slice(from, from + length).toLowerCase()) && stands(length)) return from + length
  }
  return undefined
}

/** What counts as part of a word: letters of any script, marks, digits, underscores. A mention right after a Chinese character is none. */
const word = '\\p{L}\\p{M}\\p{Nd}\\p{Pc}'
const mentionPattern = new RegExp(`(?<![=/${word}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[${word}]+(?:[.-]+[${word}]+)*)?)`, 'giu')
const longestDomain = 253

function mentions(text: string): readonly Entity[] {
  if (!text.includes('@')) return []
  return [...text.matchAll(mentionPattern)].flatMap(({ 0: written, 1: value = '', index: start }) => {
    const end = start + written.length
    const goesOn = /^(?:[@＠]|:\/\/|[\u00C0-\u024F\u1E00-\u1EFF])/.test(text.slice(end, end + 3))
    const tooLong = (value.split('@')[1] ?? '').length > longestDomain
    return goesOn || tooLong ? [] : [{ kind: 'mention' as const, start, end, value }]
  })
}

const tagPattern = new RegExp(`(?<=^|\\p{White_Space})[#＃]([${word}·・\\u200c]*[\\p{L}\\p{M}][${word}·・\\u200c]*)`, 'gu')

/** A tag stands after a space or at the beginning, and needs a letter: #1 is none. */
function tags(text: string): readonly Entity[] {
  if (!/[#＃]/.test(text)) return []
  return [...text.matchAll(tagPattern)].map(({ 0: written, 1: value = '', index: start }) => ({
    kind: 'tag' as const,
    start,
    end: start + written.length,
    value,
  }))
}

/** Can this stand as the address of a link card? */
export function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s/]\S*$/i.test(value) && URL.canParse(value)
}
