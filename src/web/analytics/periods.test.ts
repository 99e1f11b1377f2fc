import { expect, test } from 'vitest'

import { type AnalyticsSearch, readAnalyticsSearch } from './analytics-search.ts'
import { filterOf, rateOf } from './filter-of.ts'
import { againstOf, daysOf, perOf } from './periods.ts'
import { valuesAt } from './values-at.ts'

const today = '2026-11-24'

test.each([
  [{}, '2026-10-28', '2026-11-24'],
  [{ period: '7' }, '2026-11-18', '2026-11-24'],
  [{ period: 'month' }, '2026-11-01', '2026-11-24'],
  [{ period: 'last-month' }, '2026-10-01', '2026-10-31'],
  [{ period: 'quarter' }, '2026-10-01', '2026-11-24'],
  [{ period: 'year' }, '2026-01-01', '2026-11-24'],
  [{ period: 'custom', from: '2026-05-09', to: '2026-05-01' }, '2026-05-01', '2026-05-09'],
  [{ period: 'custom', from: '2020-01-01', to: '2026-01-01' }, '2020-01-01', '2022-01-31'],
  [{ period: 'custom', from: '2026-05-01' }, '2026-10-28', '2026-11-24'],
] satisfies [AnalyticsSearch, string, string][])('%o is %s to %s', (search, from, to) => {
  expect(daysOf(search, today)).toEqual({ from, to })
})

test('days are compared with as many before, with the same of the year before, or with any others', () => {
  const days = { from: '2026-02-26', to: '2026-03-04' }
  expect(againstOf({}, days)).toEqual({ from: '2026-02-19', to: '2026-02-25' })
  expect(againstOf({ against: 'year' }, days)).toEqual({ from: '2025-02-26', to: '2025-03-04' })
  expect(againstOf({ against: 'other', againstFrom: '2026-01-09', againstTo: '2026-01-01' }, days)).toEqual({
    from: '2026-01-01',
    to: '2026-01-09',
  })
})

test('a day is drawn by the hour as long as hours are kept, more days by the day, week or month', () => {
  const per = (from: string, to: string) => perOf({ from, to }, today)
  expect([per(today, today), per('2026-09-25', '2026-09-25'), per('2026-09-24', '2026-09-24')]).toEqual(['hour', 'hour', 'day'])
  expect([per('2026-10-11', today), per('2026-10-10', today), per('2026-01-01', today)]).toEqual(['day', 'week', 'month'])
})

test('a bucket that nobody told of is a gap, however instants are written', () => {
  const lines = [
    { key: '', bucket: '2026-03-28T23:00:00.000Z', values: { reach: 4 } },
    { key: '', bucket: '2026-03-29T01:00:00.000Z', values: { reach: null } },
  ]
  expect(valuesAt(['2026-03-28T23:00:00Z', '2026-03-29T00:00:00Z', '2026-03-29T01:00:00Z'], lines, 'reach')).toEqual([4, null, null])
})

test('the address is read back as it was written, and nonsense in it is left out', () => {
  const search = {
    period: 'custom',
    from: '2026-05-01',
    to: '2026-05-09',
    against: 'year',
    accounts: ['a', 'b'],
    types: ['video'],
    base: 'followers',
    average: 'means',
    metric: 'reach',
    page: 3,
  } as const
  expect(readAnalyticsSearch(search)).toEqual(search)
  expect(readAnalyticsSearch({ period: 7 })).toEqual({ period: '7' })
  expect(readAnalyticsSearch({ period: 'soon', from: '2026-02-31x', accounts: 'a', page: -1, against: 'before', by: '__proto__' })).toEqual(
    {},
  )
  expect(filterOf({ accounts: ['a'], types: ['video', 'nonsense'] })).toEqual({ accountIds: ['a'], types: ['video'] })
  expect(filterOf({ types: ['nonsense'] })).toEqual({})
  expect(rateOf({ average: 'means' })).toEqual({ base: 'reach', average: 'means' })
})
