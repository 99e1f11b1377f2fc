import { anywhere } from '#kit/words'

import { gramsOf, gramsOfWord } from '../words/grams.ts'
import { hashOf } from '../words/hash.ts'

/** What a person is found by, in one spelling: without case and width. */
export function plainWords(...texts: readonly (string | null)[]): string {
  return texts.map(plain).filter(Boolean).join(' ')
}

const plain = (text: string | null) => (text ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** For the index: the pieces of words, and what has to be the same as a whole. */
export function marksOf(words: string, wholes: readonly string[] = []): number[] {
  return [...new Set([...gramsOf(words), ...wholeMarks(wholes)])]
}

export function wholeMarks(wholes: readonly string[]): number[] {
  return wholes.map((whole) => hashOf(whole, 1) | 0)
}

/** How one typed word is looked for: by marks that the index has, and then for certain. */
export function looksFor(typed: string): { readonly marks: number[]; readonly pattern: string } {
  const word = plain(typed)
  return { marks: gramsOfWord(word).grams, pattern: anywhere(word) }
}
