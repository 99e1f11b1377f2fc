import { expect, test } from 'vitest'

import { instantOf, localOf, nextTime, occurrenceOf, readWallClock } from './wall-clock.ts'

test.each([
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T03:30'],
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T03:30'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-04T02:45'],
])('in %s the time %s does not exist and %s is offered', (zone, local, after) => {
  expect(readWallClock(local, zone)).toEqual({ kind: 'skipped', after })
  expect(instantOf(local, zone)).toBeUndefined()
})

test.each([
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
])('in %s the time %s happens twice and each can be chosen', (zone, local, first, second) => {
  expect(instantOf(local, zone, 'first')?.toString()).toBe(first)
  expect(instantOf(local, zone, 'second')?.toString()).toBe(second)
  expect(occurrenceOf(first, local, zone)).toBe('first')
  expect(occurrenceOf(second, local, zone)).toBe('second')
  expect(localOf(first, zone)).toBe(local)
  expect(localOf(second, zone)).toBe(local)
})

test.each([
  ['Asia/Taipei', '2026-03-08T02:30', '2026-03-07T18:30:00Z'],
  ['Asia/Kolkata', '2026-03-08T02:30', '2026-03-07T21:00:00Z'],
  ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00:00Z'],
])('in %s the time %s happens once', (zone, local, at) => {
  const clock = readWallClock(local, zone)
  expect(clock.kind === 'once' && clock.at.toString()).toBe(at)
  expect(occurrenceOf(at, local, zone)).toBeUndefined()
})

test('a new post is offered the next half hour that is at least an hour away, by the zone’s own clock', () => {
  expect(nextTime(Temporal.Instant.from('2026-11-24T00:10:00Z'), 'Asia/Taipei')).toBe('2026-11-24T09:30')
  expect(nextTime(Temporal.Instant.from('2026-11-24T00:10:00Z'), 'Asia/Kolkata')).toBe('2026-11-24T07:00')
  expect(nextTime(Temporal.Instant.from('2026-03-08T05:50:00Z'), 'America/New_York')).toBe('2026-03-08T03:00')
})
