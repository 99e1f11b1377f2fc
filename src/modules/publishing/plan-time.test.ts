import { expect, test } from 'vitest'

import { Refusal } from '#kit/errors'

import { moveToZone, planTime } from './plan-time.ts'

const now = Temporal.Instant.from('2026-01-10T00:00:00Z')

const instants: readonly [string, string, 'first' | 'second' | undefined, string][] = [
  ['2026-11-24T09:30', 'Asia/Taipei', undefined, '2026-11-24T01:30:00Z'],
  ['2026-03-29T01:59', 'Europe/Berlin', undefined, '2026-03-29T00:59:00Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', undefined, '2026-03-29T01:00:00Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', undefined, '2026-10-25T00:30:00Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', 'first', '2026-10-25T00:30:00Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', 'second', '2026-10-25T01:30:00Z'],
  ['2026-11-01T01:30', 'America/New_York', 'second', '2026-11-01T06:30:00Z'],
  ['2026-06-01T09:00', 'Asia/Kolkata', undefined, '2026-06-01T03:30:00Z'],
  ['2026-06-01T09:00', 'Asia/Kathmandu', undefined, '2026-06-01T03:15:00Z'],
  ['2026-04-05T01:45', 'Australia/Lord_Howe', 'second', '2026-04-04T15:15:00Z'],
  ['2026-06-01T09:00', 'Pacific/Chatham', undefined, '2026-05-31T20:15:00Z'],
]

test.each(instants)('%s in %s (%s) is %s', (...[local, timeZone, occurrence, expected]) => {
  const plan = planTime({ kind: 'at', local, ...(occurrence ? { occurrence } : {}) }, { timeZone, now })
  expect(plan.at.toString()).toBe(expected)
  expect(plan.local).toBe(local)
})

const skipped: readonly [string, string, string][] = [
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T03:30'],
  ['2026-03-08T02:00', 'America/New_York', '2026-03-08T03:00'],
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T02:45'],
  ['2026-02-30T09:00', 'Asia/Taipei', '2026-02-28T09:00'],
]

test.each(skipped)('%s does not exist in %s, and the refusal tells the time after: %s', (local, timeZone, after) => {
  const refusal = refusalOf(() => planTime({ kind: 'at', local }, { timeZone, now }))
  expect(refusal.code).toBe('TIME_SKIPPED')
  expect(refusal.data).toEqual({ after })
})

test('a time that has passed is refused, but the minute that is running is not', () => {
  const clock = { timeZone: 'UTC', now: Temporal.Instant.from('2026-01-10T12:30:40Z') }
  expect(refusalOf(() => planTime({ kind: 'at', local: '2026-01-10T12:29' }, clock)).code).toBe('TIME_PASSED')
  expect(planTime({ kind: 'at', local: '2026-01-10T12:30' }, clock).at.toString()).toBe('2026-01-10T12:30:00Z')
})

test('now is the present instant, shown in the zone of the brand', () => {
  expect(planTime({ kind: 'now' }, { timeZone: 'Asia/Taipei', now })).toEqual({
    local: '2026-01-10T08:00',
    timeZone: 'Asia/Taipei',
    at: now,
  })
})

test('the zone that the member gives goes before that of the brand', () => {
  const plan = planTime({ kind: 'at', local: '2026-06-01T09:00', timeZone: 'America/New_York' }, { timeZone: 'Asia/Taipei', now })
  expect(plan.at.toString()).toBe('2026-06-01T13:00:00Z')
})

test('a plan that moves into a zone which skips its time stands after the gap', () => {
  const moved = moveToZone({ local: '2026-03-29T02:30' }, 'Europe/Berlin')
  expect([moved.local, moved.at.toString()]).toEqual(['2026-03-29T03:30', '2026-03-29T01:30:00Z'])
})

function refusalOf(run: () => unknown): Refusal {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('Nothing was refused.')
}
