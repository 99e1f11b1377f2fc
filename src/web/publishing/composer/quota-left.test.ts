import { expect, test } from 'vitest'

import { leftAfter } from './quota-left.ts'

const posts = { name: 'posts', used: 248, max: 250, per: 'rolling-day', by: 'network' } as const

test('what is left of a quota is known before the post goes out, and also that it is too little', () => {
  expect(leftAfter([{ name: 'posts', amount: 1 }], [posts])).toEqual([{ quota: posts, amount: 1, left: 1 }])
  expect(leftAfter([{ name: 'posts', amount: 3 }], [posts])).toMatchObject([{ left: -1 }])
})

test('a quota that nobody tells of is not guessed', () => {
  expect(leftAfter([{ name: 'replies', amount: 2 }], [posts])).toEqual([])
})
