import { internationalTopLevelDomains, topLevelDomains } from '../top-level-domains.ts'

/** How long the network says a post is, its warning included: what people see as characters, but every link as many as the server reserves, and of a mention only the name. */
export function lengthOf({ text, spoilerText }: { readonly text: string; readonly spoilerText: string }, perUrl: number): number {
  const shortened = pieces(text)
    .map((piece) =>
      piece.kind === 'link' ? 'x'.repeat(perUrl) : piece.kind === 'mention' ? `@${piece.written.split('@')[1] ?? ''}` : piece.written,
    )
    .join('')
  return characters(`${spoilerText}${shortened}`)
}

export function characters(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}

/** As the server tidies what it is given: spaces, tabs, line breaks at both ends. */
export function tidied(text: string): string {
  return text.replace(/^[\0\t\n\v\f\r ]+|[\0\t\n\v\f\r ]+$/g, '')
}

export interface Piece {
  readonly kind: 'words' | 'link' | 'mention' | 'tag'
  readonly written: string
}

/** The text in its pieces. Links need their scheme and a domain that exists, as the network's library for text has it. */
export function pieces(text: string): readonly Piece[] {
  const found = [...links(text), ...mentions(text), ...tags(text)].toSorted((a, b) => a.start - b.start)
  const result: Piece[] = []
  let at = 0
  for (const { kind, start, end } of found) {
    if (start < at) continue
    if (start > at) result.push({ kind: 'words', written: text.slice(at, start) })
    result.push({ kind, written: text.slice(start, end) })
    at = end
  }
  return at < text.length ? [...result, { kind: 'words', written: text.slice(at) }] : result
}

interface Found {
  readonly kind: Piece['kind']
  readonly start: number
  readonly end: number
}

const domain = (() => {
  const part = `[^!"#$%&'()*+,\\-./:;<=>?@\\[\\]^_\`{|}~\\p{White_Space}\\p{Cc}\\uFFFE\\uFEFF\\uFFFF]`
  const latin = [...topLevelDomains].join('|')
  const others = [...internationalTopLevelDomains].toSorted((a, b) => b.length - a.length).join('|')
  const top = `(?:(?:${latin}|${others})(?=[^0-9a-z@+-]|$)|xn--[-0-9a-z]+)`
  return `(?:(?:${part}(?:[_-]|${part})*)?${part}\\.)*(?:${part}(?:-|${part})*)?${part}\\.${top}`
})()

const path = (() => {
  const any = '[^\\p{White_Space}<>()?]'
  const brackets = `\\((?:${any}+|${any}*\\(${any}+\\)${any}*)\\)`
  const last = `(?:[^\\p{White_Space}()?!*"'「」<>;:=,.$%\\[\\]~&|@]|${brackets})`
  return `(?:${any}*(?:${brackets}${any}*)*${last}|${any}+/)*`
})()

const beyond = '\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}\\u{E000}-\\u{F8FF}\\u{10000}-\\u{10FFFD}'
const query = `\\?[a-z0-9!?*'();:&=+$/%#\\[\\]\\-_.,~|@\\\\^${beyond}]*[a-z0-9_&=#/\\-${beyond}]`
const scheme = '(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\\/\\/'
const linkPattern = new RegExp(
  `(?<=^|[^A-Z0-9@＠$#＃\\uFFFE\\uFEFF\\uFFFF])(${scheme})?${domain}(?::[0-9]+)?(?:/${path})?(?:${query})?`,
  'giu',
)

/** A name without its scheme is no link, but a link inside its path is none either. */
function links(text: string): readonly Found[] {
  if (!text.includes('://')) return []
  return [...text.matchAll(linkPattern)].flatMap(({ 0: written, 1: withScheme, index }) =>
    withScheme === undefined || written.length > 4096 ? [] : [{ kind: 'link' as const, start: index, end: index + written.length }],
  )
}

const word = '\\p{L}\\p{M}\\p{Nd}\\p{Pc}'
const mentionPattern = new RegExp(`(?<![=/${word}])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[${word}]+(?:[.-]+[${word}]+)*)?`, 'giu')

function mentions(text: string): readonly Found[] {
  return [...text.matchAll(mentionPattern)].flatMap(({ 0: written, index }) => {
    const end = index + written.length
    return /^(?:[@＠]|:\/\/|[\u00C0-\u024F\u1E00-\u1EFF])/u.test(text.slice(end, end + 3))
      ? []
      : [{ kind: 'mention' as const, start: index, end }]
  })
}

const tagPattern = new RegExp(`(?<=^|\\p{White_Space})[#＃]([${word}·・\\u200c]*[\\p{L}\\p{M}][${word}·・\\u200c]*)`, 'gu')

function tags(text: string): readonly Found[] {
  return [...text.matchAll(tagPattern)].map(({ 0: written, index }) => ({
    kind: 'tag' as const,
    start: index,
    end: index + written.length,
  }))
}
