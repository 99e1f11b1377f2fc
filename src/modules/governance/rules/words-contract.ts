import { placeOf, plainWord, type Read } from './read-contract.ts'

/** A word made ready to be found. */
export interface Sought {
  readonly word: string
  /** What all its forms begin with. */
  readonly stem: string
  /** How its forms go on; absent where it ends as it stands. */
  readonly endings: ReadonlySet<string> | undefined
  /** Letters beside it would make it another word. Chinese has no such borders. */
  readonly borders: { readonly before: boolean; readonly after: boolean }
}

export interface Hit {
  readonly word: string
  /** In the plain text. */
  readonly from: number
  readonly to: number
  readonly at: { readonly start: number; readonly end: number }
}

/** Makes words ready; with `inflected`, English ones are also found with -s, -es, -ed, -ing. Irregular forms are words of their own. */
export function seek(words: readonly string[], inflected = false): readonly Sought[] {
  return words.flatMap((word) => {
    const plain = plainWord(word)
    if (plain === '') return []
    const borders = { before: isLetter(plain, 0), after: isLetter(plain, plain.length - 1) }
    const form = inflected && /[a-z]{3}$/.test(plain) ? formsOf(plain) : { stem: plain, endings: undefined }
    return [{ word, borders, ...form }]
  })
}

/** Every place where one of the words stands, the longest of those that overlap, unless it lies within one of the exceptions. */
export function find(read: Read, words: readonly Sought[], except: readonly Sought[] = []): readonly Hit[] {
  const hits = words.flatMap((word) => placesOf(read, word))
  if (hits.length === 0) return []
  const allowed = except.flatMap((phrase) => placesOf(read, phrase))
  const inside = ({ from, to }: Hit, outer: Hit) => outer.from <= from && to <= outer.to
  const standing = hits.filter((hit) => !allowed.some((phrase) => inside(hit, phrase)))
  const longest = standing.toSorted((a, b) => a.from - b.from || b.to - a.to)
  return longest.filter((hit, index) => !longest.slice(0, index).some((before) => inside(hit, before))).slice(0, mostHits)
}

/** Nobody reads more of one rule. */
const mostHits = 20

function placesOf(read: Read, { word, stem, endings, borders }: Sought): readonly Hit[] {
  const { plain } = read
  const hits: Hit[] = []
  for (let from = plain.indexOf(stem); from !== -1; from = plain.indexOf(stem, from + 1)) {
    if (borders.before && from > 0 && isLetter(plain, from - 1)) continue
    let to = from + stem.length
    if (borders.after) {
      const tail = to
      while (to < plain.length && isLetter(plain, to)) to++
      const ending = plain.slice(tail, to)
      if (endings ? !endings.has(ending) : ending !== '') continue
    }
    hits.push({ word, from, to, at: placeOf(read, from, to) })
    if (hits.length === mostHits) break
  }
  return hits
}

/** A letter or digit of a script that sets words apart by blanks. */
function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit < 128) return (unit > 47 && unit < 58) || (unit > 96 && unit < 123) || unit === 95
  return (
    /[\p{L}\p{N}]/u.test(text.charAt(at)) && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}]/u.test(text.charAt(at))
  )
}

/** hope: hopes, hoped, hoping · reply: replies, replied, replying · stop: stops, stopped, stopping · wash: washes, washed, washing. */
function formsOf(word: string): Pick<Sought, 'stem' | 'endings'> {
  if (word.endsWith('e')) return { stem: word.slice(0, -1), endings: new Set(['e', 'es', 'ed', 'ing']) }
  if (/[^aeiou]y$/.test(word)) return { stem: word.slice(0, -1), endings: new Set(['y', 'ies', 'ied', 'ying']) }
  const last = word.at(-1) ?? ''
  const doubled = /(?:^|[^aeiou])[aeiou][^aeiouwxy]$/.test(word) ? [`${last}ed`, `${last}ing`] : []
  return { stem: word, endings: new Set(['', 's', 'es', 'ed', 'ing', ...doubled]) }
}
