import { finish, hashOf } from './hashing.ts'
import { hanNegations, negations } from './negations.ts'
import type { Token } from './tokens.ts'

export interface Lexicon {
  /** How much good and bad the words say (in steps of the lexicon, five for the strongest word), and which came last. */
  feelings(tokens: readonly Token[]): { good: number; bad: number; lastGood: boolean }
}

const longestPhrase = 4
const reach = 3
export const lexiconSeed = 0x6b43a9b5

/** A lexicon over hashes of folded words; `values` are in tenths, sorted by hash. */
export function lexiconOf(hashes: Uint32Array, values: Int8Array): Lexicon {
  const find = (hash: number) => {
    const wanted = finish(hash)
    let low = 0
    let high = hashes.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = hashes[middle] ?? 0
      if (found === wanted) return (values[middle] ?? 0) / 10
      if (found < wanted) low = middle + 1
      else high = middle - 1
    }
    return 0
  }
  return { feelings: (tokens) => feelingsOf(tokens, find) }
}

function feelingsOf(tokens: readonly Token[], find: (hash: number) => number): { good: number; bad: number; lastGood: boolean } {
  const sum = { good: 0, bad: 0, lastGood: false }
  for (let at = 0; at < tokens.length; at++) {
    const found = longest(tokens, at, find)
    if (!found) continue
    const value = denied(tokens, at) ? -found.value / 2 : found.value
    if (value > 0) sum.good += value
    else sum.bad -= value
    sum.lastGood = value > 0
    at += found.length - 1
  }
  return sum
}

/** The longest phrase of Chinese that starts here, or the word itself. */
function longest(tokens: readonly Token[], at: number, find: (hash: number) => number): { value: number; length: number } | undefined {
  const first = tokens[at]
  if (!first) return
  if (first.kind !== 'han') {
    const value = find(hashOf(first.text, lexiconSeed))
    return value === 0 ? undefined : { value, length: 1 }
  }
  let hash = lexiconSeed
  let best: { value: number; length: number } | undefined
  for (let length = 1; length <= longestPhrase; length++) {
    const token = tokens[at + length - 1]
    if (token?.kind !== 'han') break
    hash = hashOf(token.text, hash)
    const value = find(hash)
    if (value !== 0) best = { value, length }
  }
  return best
}

function denied(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - reach); before--) {
    const token = tokens[before]
    if (!token || token.kind === 'mark') return false
    if (token.kind === 'han' ? hanNegations.has(token.text) && before >= at - 2 : negations.has(token.text)) return true
  }
  return false
}
