import { expect, test } from 'vitest'

import { mentionAt } from './mention-at.ts'

test('what is typed after an @ before the cursor is looked up', () => {
  expect(mentionAt('Thanks to @emb and others', 14)).toEqual({ start: 10, query: 'emb' })
  expect(mentionAt('感謝@爐邊茶', 6)).toEqual({ start: 2, query: '爐邊茶' })
  expect(mentionAt('感謝 @爐邊茶', 7)).toEqual({ start: 3, query: '爐邊茶' })
  expect(mentionAt('（@ember', 7)).toEqual({ start: 1, query: 'ember' })
})

test('an address, a lone @ and what lies behind the cursor are no question', () => {
  expect(mentionAt('mei@ember.example', 17)).toBeUndefined()
  expect(mentionAt('https://threads.example/@ember', 30)).toBeUndefined()
  expect(mentionAt('at @', 4)).toBeUndefined()
  expect(mentionAt('@ember tea', 10)).toBeUndefined()
})
