import { expect, test } from 'vitest'

import { countFilters, readCalendarSearch } from './calendar-search.ts'

test('view, day and filters are read from the address', () => {
  const search = {
    view: 'day',
    date: '2026-11-24',
    brand: 'b',
    networks: ['bluesky'],
    accounts: ['a'],
    campaigns: ['c'],
    labels: ['l', 'm'],
    states: ['scheduled', 'elsewhere'],
    post: 'p',
  }
  expect(readCalendarSearch(search)).toEqual(search)
  expect(countFilters(readCalendarSearch(search))).toBe(7)
})

test('what the address cannot mean is left out', () => {
  expect(readCalendarSearch({ view: 'year', date: '2026-02-31', accounts: [3], states: ['lost'], post: '', labels: 'l' })).toEqual({})
  expect(readCalendarSearch({ date: 'yesterday', states: 'scheduled' })).toEqual({})
})
