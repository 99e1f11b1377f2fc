import { expect, test } from 'vitest'

import { daysOf } from '../../period.ts'
import { readMeasuresSearch } from './measures-search.ts'

test('the address says which days are shown, thirty until today unless it does', () => {
  expect(daysOf({}, '2026-11-30')).toEqual({ from: '2026-11-01', to: '2026-11-30' })
  expect(daysOf({ period: '7' }, '2026-11-30')).toEqual({ from: '2026-11-24', to: '2026-11-30' })
  const crossed = readMeasuresSearch({ period: 'custom', from: '2026-11-30', to: '2025-01-01', counts: 'all' })
  expect(daysOf(crossed, '2026-11-30')).toEqual({ from: '2025-01-01', to: '2026-01-01' })
  expect(readMeasuresSearch({ period: '12', from: '2026-13-40', to: 7, counts: 'some', brand: 3 })).toEqual({})
})
