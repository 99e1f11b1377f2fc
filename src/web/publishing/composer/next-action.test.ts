import { expect, test } from 'vitest'

import { hurdleOf, nextAction, timeTrouble, whyNot } from './next-action.ts'

const timeZone = 'America/New_York'
const planned = { at: '2026-11-01T06:30:00Z', local: '2026-11-01T01:30', timeZone }

test('a draft is scheduled, or published at once', () => {
  const at = { kind: 'at', local: '2026-11-24T09:30' } as const
  expect(nextAction({ mayPlan: true, planned: undefined, choice: at, timeZone })).toBe('schedule')
  expect(nextAction({ mayPlan: true, planned: undefined, choice: { kind: 'now' }, timeZone })).toBe('publish')
})

test('a scheduled post is saved where its time stays, and moved where another is chosen, the hour’s other round included', () => {
  const second = { kind: 'at', local: planned.local, occurrence: 'second' } as const
  expect(nextAction({ mayPlan: true, planned, choice: second, timeZone })).toBe('save-changes')
  expect(nextAction({ mayPlan: true, planned, choice: { ...second, occurrence: 'first' }, timeZone })).toBe('move')
})

test('who may not publish saves', () => {
  expect(nextAction({ mayPlan: false, planned: undefined, choice: { kind: 'now' }, timeZone })).toBe('save-draft')
  expect(nextAction({ mayPlan: false, planned, choice: { kind: 'now' }, timeZone })).toBe('save-changes')
})

test('a time that passed or does not exist cannot be taken', () => {
  const now = Temporal.Instant.from('2026-03-08T06:00:00Z')
  expect(timeTrouble({ kind: 'at', local: '2026-03-08T02:30' }, timeZone, now)).toBe('skipped')
  expect(timeTrouble({ kind: 'at', local: '2026-03-08T00:59' }, timeZone, now)).toBe('past')
  expect(timeTrouble({ kind: 'at', local: '2026-03-08T03:00' }, timeZone, now)).toBeUndefined()
})

test('what stands in the way is named one at a time: the text, the accounts, then what the checks list', () => {
  expect(hurdleOf({ empty: true, accounts: 0, errors: true })).toBe('nothing')
  expect(hurdleOf({ empty: false, accounts: 0, errors: true })).toBe('no-account')
  expect(hurdleOf({ empty: false, accounts: 1, errors: true })).toBe('errors')
  expect(hurdleOf({ empty: false, accounts: 1, errors: false })).toBeUndefined()
})

test('a time that passed keeps a post from being scheduled, not a text from being saved', () => {
  expect(whyNot('schedule', undefined, 'past')).toBe('past')
  expect(whyNot('schedule', 'no-account', 'past')).toBe('no-account')
  expect(whyNot('save-changes', undefined, 'past')).toBeUndefined()
  expect(whyNot('save-changes', 'errors', undefined)).toBe('errors')
  expect(whyNot('save-draft', 'nothing', 'past')).toBeUndefined()
})
