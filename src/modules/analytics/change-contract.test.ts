import { expect, test } from 'vitest'

import { changeOf, digitsOfChange } from './change-contract.ts'

test('a change is a ratio, of percentages points, and from nothing an amount', () => {
  expect(changeOf('count', 30, 20)).toEqual({ kind: 'ratio', up: true, ratio: 0.5 })
  expect(changeOf('percent', 4, 4.5)).toEqual({ kind: 'points', up: false, points: 0.5 })
  expect(changeOf('count', 3, 0)).toEqual({ kind: 'amount', up: true, amount: 3 })
  expect(changeOf('people', 5, -5)).toEqual({ kind: 'amount', up: true, amount: 10 })
  expect([changeOf('count', 3, 3), changeOf('percent', 4.04, 4), changeOf('count', 100_001, 100_000)]).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'same' })),
  )
  expect([9.94, -9.94, 10, 250].map(digitsOfChange)).toEqual([1, 1, 0, 0])
})
