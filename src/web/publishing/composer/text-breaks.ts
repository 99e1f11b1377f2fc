/** How good a place is to cut a text, best first. */
export const levels = ['paragraph', 'line', 'sentence', 'clause', 'word'] as const

export interface Break {
  /** Where the next part may begin, in UTF-16 units. */
  readonly at: number
  readonly level: (typeof levels)[number]
}

const closers = '"\'”’»)\\]」』）】》〉'
const sentenceEnds = new RegExp(`[.!?]+[${closers}]*(?=\\s)|…+[${closers}]*(?=[\\s\\p{Script=Han}])|[。！？｡]+[${closers}…]*`, 'gu')
const clauseEnds = new RegExp(`[,;:][${closers}]*(?=\\s)|[，、；：][${closers}]*|\\s[–—](?=\\s)|——`, 'gu')

/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const words = new Intl.Segmenter('zh-TW', { granularity: 'word' })

/** Every place where a text may be cut, each with the best it is, in order. */
export function breaksIn(text: string): readonly Break[] {
  const best = new Map<number, Break['level']>()
  const add = (level: Break['level'], places: Iterable<number>) => {
    for (const at of places) if (at > 0 && at < text.length && !best.has(at)) best.set(at, level)
  }
  add('paragraph', endsOf(text, /\n[^\S\n]*\n\s*/g))
  add('line', endsOf(text, /\n/g))
  add('sentence', sentences(text))
  add('clause', endsOf(text, clauseEnds))
  add('word', endsOf(text, /\s+/g))
  add('word', wordsWithoutSpaces(text))
  return [...best].map(([at, level]) => ({ at, level })).toSorted((a, b) => a.at - b.at)
}

function* endsOf(text: string, pattern: RegExp): Generator<number> {
  for (const match of text.matchAll(pattern)) yield match.index + match[0].length
}

/** A full stop after an abbreviation or an initial ends nothing, nor does one before a small letter. */
const abbreviated = /(?:^|[\s("“‘])(?:\p{Lu}|Mrs?|Ms|Dr|Prof|St|No|vs|etc|approx|e\.g|i\.e|a\.m|p\.m)\.$/u

function* sentences(text: string): Generator<number> {
  for (const match of text.matchAll(sentenceEnds)) {
    const end = match.index + match[0].length
    const isStop = match[0] === '.'
    if (isStop && (abbreviated.test(text.slice(Math.max(0, end - 12), end)) || /^\s+\p{Ll}/u.test(text.slice(end, end + 8)))) continue
    yield end
  }
}

function* wordsWithoutSpaces(text: string): Generator<number> {
  for (const run of text.matchAll(unspaced)) {
    for (const { index } of words.segment(run[0])) if (index > 0) yield run.index + index
  }
}
