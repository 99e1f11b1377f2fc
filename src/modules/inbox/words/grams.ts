import { dense } from '../answers/wording.ts'
import { hashOf } from './hash.ts'

/**
 * Words are found in any place of a million messages by n-grams: a text is kept as the set of its pieces, and a search reads only texts that have all
 * pieces of the word. A piece is three letters where words are spelt, one or two characters where those are a word, as in Chinese and among pictures; and the
 * first one and two letters of each spelt word, by which shorter words are found.
 */
const whole = String.raw`${dense}\p{Extended_Pictographic}`
const runs = new RegExp(`[${whole}]+|(?:(?![${whole}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')
const wholeRun = new RegExp(`^[${whole}]`, 'u')

/** Longer texts are found by their beginning; networks that let people write more are rare. */
const mostCharacters = 5000

/** What is kept of a text for the index: each piece as a number. */
export function gramsOf(text: string): number[] {
  const grams = new Set<string>()
  for (const [run] of folded(text.slice(0, mostCharacters)).matchAll(runs)) {
    const characters = Array.from(run)
    if (wholeRun.test(run)) for (const size of [1, 2]) add(grams, characters, size)
    else {
      grams.add(startOf(characters, 1)).add(startOf(characters, 2))
      add(grams, characters, 3)
    }
  }
  return numbers(grams)
}

/** What is kept of a message: it is found by what was said, and by who said it. */
export function gramsOfMessage({
  text,
  name,
  handle,
}: {
  readonly text: string
  readonly name: string
  readonly handle: string
}): number[] {
  return gramsOf(`${text}\n${name}\n${handle}`)
}

/**
 * What every text has in which this word stands in any place, or a spelt word of one or two letters at the beginning of a word; `exact` where
 * every text that has it has the word. Empty where the word has neither letters nor digits: then nothing is left but to read.
 */
export function gramsOfWord(word: string): { readonly grams: number[]; readonly exact: boolean } {
  const grams = new Set<string>()
  const found = [...folded(word).matchAll(runs)].map(([run]) => Array.from(run))
  for (const characters of found) {
    const size = wholeRun.test(characters[0] ?? '') ? Math.min(2, characters.length) : 3
    if (characters.length >= size) add(grams, characters, size)
  }
  const [only] = found
  if (grams.size === 0 && found.length === 1 && only) grams.add(startOf(only, 2))
  return { grams: numbers(grams), exact: grams.size === 1 && only?.join('') === folded(word) }
}

function folded(text: string): string {
  return text.toLowerCase()
}

/** The sign before it keeps the beginning of a word apart from pieces of others. */
function startOf(characters: readonly string[], letters: number): string {
  return `^${characters.slice(0, letters).join('')}`
}

function add(grams: Set<string>, characters: readonly string[], size: number): void {
  for (let end = size; end <= characters.length; end += 1) grams.add(characters.slice(end - size, end).join(''))
}

function numbers(grams: ReadonlySet<string>): number[] {
  return [...new Set([...grams].map((gram) => hashOf(gram, 0) | 0))]
}
