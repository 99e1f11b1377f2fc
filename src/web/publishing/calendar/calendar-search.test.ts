import { expect, test } from 'vitest'

import { readCalendarSearch } from './calendar-search.ts'

test('view, day and filters are read from the address', () => {
  const search = { view: 'day', date: '2026-11-24', accounts: ['a'], states: ['scheduled', 'attention'], post: 'p' }
  expect(readCalendarSearch(search)).toEqual(search)
})

test('what the address cannot mean is left out', () => {
  expect(readCalendarSearch({ view: 'year', date: '2026-02-31', accounts: [3], states: ['lost'], post: '' })).toEqual({})
  expect(readCalendarSearch({ date: 'yesterday', states: 'scheduled' })).toEqual({})
})
