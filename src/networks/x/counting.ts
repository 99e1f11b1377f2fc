import { emojiLength } from './emoji.ts'
import { findUrls } from './urls.ts'

/** Every address counts as much as the short link X makes of it (twitter-text configuration v3). */
const urlWeight = 23

/** Code points that count one; all others, and every emoji, count two (twitter-text configuration v3). */
const lightRanges = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const

export interface Measure {
  readonly weight: number
  /** UTF-16 offset in the text as written from which it no longer fits. */
  readonly overflow: number | undefined
}

/** Counts a text as twitter-text 3.1 does: normalised to NFC, weighted, addresses and emoji as one. */
export function measure(text: string, max: number): Measure {
  const normal = text.normalize()
  const urlEnds = new Map(findUrls(normal).map(({ start, end }) => [start, end]))
  let weight = 0
  let overflow: number | undefined
  for (let at = 0; at < normal.length;) {
    const { end, adds } = next(normal, at, urlEnds.get(at))
    weight += adds
    if (weight > max) overflow ??= at
    at = end
  }
  return { weight, overflow: overflow === undefined || normal === text ? overflow : asWritten(text, overflow) }
}

function next(text: string, at: number, urlEnd: number | undefined): { readonly end: number; readonly adds: number } {
  if (urlEnd !== undefined) return { end: urlEnd, adds: urlWeight }
  const emoji = emojiLength(text, at)
  if (emoji > 0) return { end: at + emoji, adds: 2 }
  const code = text.codePointAt(at) ?? 0
  return { end: at + (code > 0xffff ? 2 : 1), adds: isLight(code) ? 1 : 2 }
}

function isLight(code: number): boolean {
  return lightRanges.some(([first, last]) => code >= first && code <= last)
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where an offset of the normalised text lies in the text as it was typed. Normalising never joins what people see as two characters. */
function asWritten(text: string, normalOffset: number): number {
  let normal = 0
  for (const { segment, index } of segmenter.segment(text)) {
    normal += segment.normalize().length
    if (normal > normalOffset) return index
  }
  return text.length
}
