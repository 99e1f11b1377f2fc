import { hashOf, mix } from '../words/hash.ts'

/**
 * Texts are alike by the share of their pieces that both have (Jaccard): pieces of two characters where each is a word or half of one, as in Chinese,
 * and of three elsewhere. MinHash keeps a text as bands: texts of which at least 0.6 is common share one of 32 bands with a chance of 0.99, those of which
 * 0.2 is common with 0.05 (1 − (1 − s⁴)³²). Broder, “On the resemblance and containment of documents”, 1997.
 */

/**
 * From here on two answers are nearly the same. A name that was changed, a word added or a greeting exchanged leaves two answers of usual length
 * above 0.6; the same thing said in other words stays below 0.5, and answers to other questions below 0.3 (`repeated-answers.test.ts`).
 */
export const nearlySame = 0.6

/** Scripts in which one or two characters are a word. */
export const dense = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`
const runs = new RegExp(`[${dense}]+|[^${dense}]+`, 'gu')
const denseRun = new RegExp(`^[${dense}]`, 'u')
const gaps = new RegExp(`(?<=[${dense}]) (?=[${dense}])`, 'gu')

/** What identifies a text's wording; undefined where it is too short to be a repetition: anybody says thank you. */
export function piecesOf(text: string): ReadonlySet<string> | undefined {
  const said = plain(text).match(runs) ?? []
  if (weightOf(said) < shortest) return undefined
  return new Set(said.flatMap((run) => (isDense(run) ? cut(run, 2) : cut(` ${run.trim()} `, 3))))
}

/** In letters. A Chinese character weighs three: ten of them, or six words of English, are a sentence. */
const shortest = 30

function weightOf(said: readonly string[]): number {
  return said.reduce((sum, run) => sum + (isDense(run) ? Array.from(run).length * 3 : run.replaceAll(' ', '').length), 0)
}

const isDense = (run: string) => denseRun.test(run)

/** Without case, width, punctuation, and whatever differs from person to person: mentions and links. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/https?:\/\/\S+|www\.\S+/gu, ' ')
    .replaceAll(/@[\p{L}\p{N}_.@-]+/gu, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replaceAll(gaps, '')
    .trim()
}

function cut(run: string, size: number): string[] {
  const characters = Array.from(run)
  if (characters.length < size) return [run]
  return Array.from({ length: characters.length - size + 1 }, (_, from) => characters.slice(from, from + size).join(''))
}

/** The share of their pieces that both have, from 0 to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = a.intersection(b).size
  return common / (a.size + b.size - common)
}

const bands = 32
const rows = 4

/** What is kept of a wording for the index. Brands share none: what is near is near within one brand. */
export function bandsOf(pieces: ReadonlySet<string>, brandId: string): number[] {
  const least = new Uint32Array(bands * rows).fill(0xff_ff_ff_ff)
  for (const piece of pieces) {
    const hash = hashOf(piece, 0)
    for (let row = 0; row < least.length; row++) {
      const mixed = mix(hash ^ Math.imul(row + 1, 0x9e_37_79_b1))
      if (mixed < (least[row] ?? 0)) least[row] = mixed
    }
  }
  const brand = hashOf(brandId, 1)
  return Array.from({ length: bands }, (_, band) => {
    const own = least.subarray(band * rows, (band + 1) * rows)
    return own.reduce((hash, value) => mix(hash ^ value), mix(brand ^ band)) | 0
  })
}
