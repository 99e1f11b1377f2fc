import { dense } from '../answers/wording.ts'
import { hashOn, hashStart, mix } from './hash.ts'

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
  const grams = new Set<number>()
  for (const [run] of folded(text.slice(0, mostCharacters)).matchAll(runs)) {
    const characters = Array.from(run)
    if (wholeRun.test(run)) for (const size of [1, 2]) add(grams, characters, size)
    else {
      grams.add(startOf(characters, 1)).add(startOf(characters, 2))
      add(grams, characters, 3)
    }
  }
  return [...grams]
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
  const grams = new Set<number>()
  const found = [...folded(word).matchAll(runs)].map(([run]) => Array.from(run))
  for (const characters of found) {
    const size = wholeRun.test(characters[0] ?? '') ? Math.min(2, characters.length) : 3
    if (characters.length >= size) add(grams, characters, size)
  }
  const [only] = found
  if (grams.size === 0 && found.length === 1 && only) grams.add(startOf(only, 2))
  return { grams: [...grams], exact: only?.join('') === folded(word) && isOnePiece(only) }
}

function folded(text: string): string {
  return text.toLowerCase()
}

/** 「哈哈哈」 has one piece only, and so has 「哈哈」, which is another word. */
function isOnePiece(characters: readonly string[]): boolean {
  return characters.length <= (wholeRun.test(characters[0] ?? '') ? 2 : 3)
}

/** The sign before it keeps the beginning of a word apart from pieces of others. */
function startOf(characters: readonly string[], letters: number): number {
  return pieceOf(characters, { from: 0, to: letters, before: '^' })
}

function add(grams: Set<number>, characters: readonly string[], size: number): void {
  for (let to = size; to <= characters.length; to += 1) grams.add(pieceOf(characters, { from: to - size, to, before: '' }))
}

/** A million messages have some fifty pieces each: none is written out to be hashed. */
function pieceOf(characters: readonly string[], { from, to, before }: { from: number; to: number; before: string }): number {
  let hash = hashOn(hashStart, before)
  for (let at = from; at < to; at += 1) hash = hashOn(hash, characters[at] ?? '')
  return mix(hash) | 0
}
