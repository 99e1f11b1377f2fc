import { findEntities } from './entities.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Beyond this many UTF-16 units nobody needs the exact number, and segmenting megabytes would hold up typing. */
const exactUnits = 20_000

/** Letters of scripts in which each unit is one character: Latin without marks, Chinese, kana, their punctuation. */
const simple = /^[\n\x20-\x7e\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*$/

/** Characters as people see them: a family emoji counts one. */
export function characters(text: string): number {
  const exact = text.slice(0, exactUnits)
  if (simple.test(exact)) return text.length
  let count = text.length - exact.length
  for (const _ of segmenter.segment(exact)) count += 1
  return count
}

/** How alt text is counted there: a family emoji is several. */
export function codePoints(text: string): number {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '.').length
}

/** As the server tidies a text before it counts and keeps it: spaces, tabs and line breaks go from both ends, the Chinese indent stays. */
export function tidied(text: string): string {
  return text.replace(/^[\0\t\n\v\f\r ]+/, '').replace(/[\0\t\n\v\f\r ]+$/, '')
}

/** What Mastodon counts of a text: each link as many characters as the server reserves, and of a mention only the name before its server. */
export function counted(text: string, perUrl: number): number {
  const kept: string[] = []
  let at = 0
  for (const { start, end, stands } of shortened(text, perUrl)) {
    kept.push(text.slice(at, start), stands)
    at = end
  }
  return characters(`${kept.join('')}${text.slice(at)}`)
}

interface Shortened {
  readonly start: number
  readonly end: number
  /** What is counted in its place. */
  readonly stands: string
}

function shortened(text: string, perUrl: number): readonly Shortened[] {
  return findEntities(text).flatMap(({ kind, start, end, value }) => {
    if (kind === 'tag') return []
    return [{ start, end, stands: kind === 'link' ? 'x'.repeat(perUrl) : `@${value.split('@')[0] ?? ''}` }]
  })
}

/** Where the text first passes the limit, in UTF-16 units and never inside a character, a link or a mention. */
export function overflowOffset(
  text: string,
  { characters: max, perUrl }: { readonly characters: number; readonly perUrl: number },
): number | undefined {
  if (counted(tidied(text), perUrl) <= max) return undefined
  let used = 0
  let at = text.length - text.replace(/^[\0\t\n\v\f\r ]+/, '').length
  for (const { start, end, stands } of [...shortened(text, perUrl), { start: text.length, end: text.length, stands: '' }]) {
    for (const { segment, index } of segmenter.segment(text.slice(at, start).slice(0, exactUnits))) {
      used += 1
      if (used > max) return at + index
      if (segment === '') break
    }
    used += characters(stands)
    if (used > max) return start
    at = end
  }
  return undefined
}
