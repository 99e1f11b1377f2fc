import type { Entity } from '../network.ts'

/** A piece of a text that LinkedIn shows as more than its words. */
export interface Piece extends Entity {
  /** As it is sent, in the `little` format. */
  readonly sent: string
  /** As readers see it. */
  readonly shown: string
}

/** Signs that mean something to `little`. Each must be escaped, or the text ends there without a word. */
const reserved = /[\\|{}@[\]()<>#*_~]/g

const mention = String.raw`@\[(?<name>(?:[^[\]\\\n]|\\.){1,200})\]\((?<urn>urn:li:(?:person|organization):[\w-]{1,100})\)`
const tag = String.raw`(?<![\p{L}\p{M}\p{N}_&/])(?<sign>[#＃])(?<word>(?=[\p{N}_]*\p{L})[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)`
const link = String.raw`https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()\[\]{}。，、！？；：）」』]`
const pattern = new RegExp(`${mention}|${link}|${tag}`, 'gu')

/** Mentions, hashtags and addresses, in order. Positions are UTF-16 offsets in the text as it was written. */
export function findPieces(text: string): readonly Piece[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [written] = match
    const { name, urn, sign, word } = match.groups ?? {}
    const place = { start: match.index, end: match.index + written.length }
    if (name !== undefined && urn !== undefined) {
      const plain = name.replaceAll(/\\(.)/g, '$1')
      return { ...place, kind: 'mention', value: urn, shown: plain, sent: `@[${escape(plain)}](${urn})` }
    }
    if (sign !== undefined && word !== undefined) {
      return { ...place, kind: 'tag', value: word, shown: written, sent: `{hashtag|\\${sign}|${escape(word)}}` }
    }
    return { ...place, kind: 'link', value: written, shown: written, sent: escape(written) }
  })
}

export function escape(text: string): string {
  return text.replaceAll(reserved, String.raw`\$&`)
}

/** The text of a post as it is sent: mentions and hashtags in their form, every other sign escaped. */
export function asLittle(text: string): string {
  return join(text, findPieces(text), { plain: escape, piece: ({ sent }) => sent })
}

/** As readers see it. */
export function asShown(text: string): string {
  return join(text, findPieces(text), { plain: (words) => words, piece: ({ shown }) => shown })
}

function join(
  text: string,
  pieces: readonly Piece[],
  { plain, piece }: { readonly plain: (words: string) => string; readonly piece: (found: Piece) => string },
): string {
  let at = 0
  let joined = ''
  for (const found of pieces) {
    joined += plain(text.slice(at, found.start)) + piece(found)
    at = found.end
  }
  return joined + plain(text.slice(at))
}

/** What readers see of a text that the network gave back. */
export function fromLittle(commentary: string): string {
  return commentary
    .replaceAll(/@\[((?:[^[\]\\]|\\.)+)\]\(urn:li:\w+:[\w-]+\)/g, '$1')
    .replaceAll(/\{hashtag\\?\|\\?([#＃])\\?\|((?:[^{}|\\]|\\.)+)\}/g, '$1$2')
    .replaceAll(/\\(.)/gs, '$1')
}

/** Signs for escaping and for templates count. */
export function sentLength(text: string): number {
  return asLittle(text).length
}

/** Where in the text as written the text as sent passes this length; undefined while it fits. */
export function overflowAt(text: string, max: number): number | undefined {
  if (sentLength(text) <= max) return undefined
  const pieces = new Map(findPieces(text).map((piece) => [piece.start, piece]))
  let sent = 0
  for (let at = 0; at < text.length;) {
    const piece = pieces.get(at)
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    sent += piece ? piece.sent.length : escape(character).length
    if (sent > max) return at
    at = piece ? piece.end : at + character.length
  }
  return undefined
}
