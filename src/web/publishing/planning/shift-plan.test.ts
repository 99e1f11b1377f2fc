import { expect, test } from 'vitest'

import { shiftPlan } from './shift-plan.ts'

const berlin = { timeZone: 'Europe/Berlin', now: Temporal.Instant.from('2026-01-01T00:00:00Z') }
const planned = (at: string) => ({ planned: { at, local: '', timeZone: 'Europe/Berlin' } })

test('a week later means the same time on the clock, also over a change of clocks', () => {
  const before = planned('2026-03-25T08:00:00Z')
  expect(shiftPlan(before, { days: 7, hours: 0 }, berlin)).toEqual({ kind: 'moves', local: '2026-04-01T09:00', at: '2026-04-01T07:00:00Z' })
  expect(shiftPlan(before, { days: -1, hours: 2 }, berlin)).toMatchObject({ local: '2026-03-24T11:00' })
})

test('a time that does not exist becomes the one after the change, one that happens twice its first round', () => {
  expect(shiftPlan(planned('2026-03-28T01:30:00Z'), { days: 1, hours: 0 }, berlin)).toMatchObject({ local: '2026-03-29T03:30' })
  const twice = shiftPlan(planned('2026-10-24T00:30:00Z'), { days: 1, hours: 0 }, berlin)
  expect(twice).toEqual({ kind: 'moves', local: '2026-10-25T02:30', occurrence: 'first', at: '2026-10-25T00:30:00Z' })
})

test('what would lie in the past, and what has no time, does not move', () => {
  expect(shiftPlan(planned('2026-01-02T08:00:00Z'), { days: -7, hours: 0 }, berlin)).toEqual({ kind: 'past' })
  expect(shiftPlan({}, { days: 1, hours: 0 }, berlin)).toEqual({ kind: 'unplanned' })
})
