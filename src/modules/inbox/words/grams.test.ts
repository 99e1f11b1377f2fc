import { expect, test } from 'vitest'

import { gramsOf, gramsOfWord } from './grams.ts'

function mayBeIn(text: string, word: string): boolean {
  const grams = new Set(gramsOf(text))
  return gramsOfWord(word).grams.every((gram) => grams.has(gram))
}

test('a word is found in any place, in any case', () => {
  const text = 'My PARCEL never arrived. 訂單還沒到，想退款！Straße 12 😡'
  const words = ['parcel', 'arc', 'arrived.', 'Never', '退款', '退', '訂單還沒到', '還沒到，', '12', 'straße', '😡', 'my', 'm']
  expect(words.filter((word) => !mayBeIn(text, word))).toEqual([])
})

test('what lacks a piece of the word is left out', () => {
  const text = 'My parcel never arrived. 訂單還沒到，想退款！'
  expect(['parcels', 'refund', '退貨', '款退', 'el', '😡'].filter((word) => mayBeIn(text, word))).toEqual([])
})

test('a word that is one piece needs no reading, one whose pieces are all the same does', () => {
  expect(['arc', 'my', '退款', '退', 'tea', 'teas', 'aaaa', '哈哈哈'].filter((word) => gramsOfWord(word).exact)).toEqual([
    'arc',
    'my',
    '退款',
    '退',
    'tea',
  ])
})

test('signs alone narrow nothing down', () => {
  expect(gramsOfWord('!?')).toEqual({ grams: [], exact: false })
})

test('whatever has three letters, or a character that is a word, is found in any place', () => {
  const text = 'Hello 世界，are you open on 12月24日？See https://tea.example/new-teas 👍 naïve café'
  const parts = Array.from({ length: text.length }, (_, from) => [3, 4, 7, 12].map((letters) => text.slice(from, from + letters))).flat()
  const words = parts.filter((part) => /[\p{L}\p{N}]{3}|\p{Script=Han}/u.test(part) && !/\s/.test(part) && part.isWellFormed())
  expect(words.length).toBeGreaterThan(80)
  expect(words.filter((word) => !mayBeIn(text, word))).toEqual([])
})
