import { expect, test } from 'vitest'

import { instantsOf, shownDays, step } from './shown-days.ts'

const days = (view: Parameters<typeof shownDays>[0], date: string, firstDay: 0 | 1) => {
  const { from, to } = shownDays(view, date, firstDay)
  return [from.toString(), to.toString()]
}

test('a week starts on Monday or on Sunday', () => {
  expect(days('week', '2026-11-24', 1)).toEqual(['2026-11-23', '2026-11-30'])
  expect(days('week', '2026-11-24', 0)).toEqual(['2026-11-22', '2026-11-29'])
  expect(days('week', '2026-11-22', 1)).toEqual(['2026-11-16', '2026-11-23'])
})

test('a month is shown in whole weeks', () => {
  expect(days('month', '2026-11-24', 1)).toEqual(['2026-10-26', '2026-12-07'])
  expect(days('month', '2026-02-10', 0)).toEqual(['2026-02-01', '2026-03-01'])
})

test('a step is as long as the view', () => {
  expect(step('week', '2026-11-24', true)).toBe('2026-12-01')
  expect(step('month', '2026-01-31', true)).toBe('2026-02-28')
  expect(step('day', '2026-03-01', false)).toBe('2026-02-28')
})

test('the week asked from the server starts and ends at the brand’s midnight, across a change of clocks', () => {
  expect(instantsOf(shownDays('week', '2026-03-04', 1), 'America/New_York')).toEqual({
    from: '2026-03-02T05:00:00Z',
    to: '2026-03-09T04:00:00Z',
  })
  expect(instantsOf(shownDays('week', '2026-10-01', 1), 'Australia/Lord_Howe')).toEqual({
    from: '2026-09-27T13:30:00Z',
    to: '2026-10-04T13:00:00Z',
  })
})
