import { expect, test } from 'vitest'

import { nextDaily } from './next-daily.ts'
import { quietUntil } from './quiet-until.ts'

const nights = { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5] }

test.each([
  ['in the evening of a quiet day', '2026-11-23T22:00+08:00[Asia/Taipei]', '2026-11-24T07:00+08:00[Asia/Taipei]'],
  ['in the small hours after it', '2026-11-28T06:59+08:00[Asia/Taipei]', '2026-11-28T07:00+08:00[Asia/Taipei]'],
  ['at its end', '2026-11-24T07:00+08:00[Asia/Taipei]', undefined],
  ['by day', '2026-11-24T12:00+08:00[Asia/Taipei]', undefined],
  ['in the evening of another day', '2026-11-28T23:00+08:00[Asia/Taipei]', undefined],
])('quiet hours over midnight, %s', (_when, now, end) => {
  expect(quietUntil(instant(now), { timeZone: 'Asia/Taipei', quiet: nights })).toEqual(end && instant(end))
})

test('quiet hours end by the wall clock on the nights when it is changed, also where their end does not exist', () => {
  const quiet = { from: '22:00', to: '02:30', days: [1, 2, 3, 4, 5, 6, 7] }
  const end = (now: string) => quietUntil(Temporal.Instant.from(now), { timeZone: 'Europe/Berlin', quiet })?.toString()
  // In March there is no 02:30, and it is 03:30 instead; in October 02:30 comes twice, and the first counts.
  expect(end('2026-03-28T22:00Z')).toBe('2026-03-29T01:30:00Z')
  expect(end('2026-10-24T21:00Z')).toBe('2026-10-25T00:30:00Z')
  expect(end('2026-10-25T01:00Z')).toBeUndefined()
})

test('whole quiet days join, and a week without an end ends with the week', () => {
  const weekend = { from: '00:00', to: '00:00', days: [6, 7] }
  const end = (quiet: typeof weekend) => quietUntil(Temporal.Instant.from('2026-11-28T09:00Z'), { timeZone: 'UTC', quiet })?.toString()
  expect(end(weekend)).toBe('2026-11-30T00:00:00Z')
  expect(end({ ...weekend, days: [1, 2, 3, 4, 5, 6, 7] })).toBe('2026-12-06T00:00:00Z')
})

test('the daily letter comes at the hour of the member’s day, after quiet hours, and never twice of one day', () => {
  const rhythm = { timeZone: 'Asia/Taipei', dailyHour: 8 }
  const next = (now: string, more = {}, after?: string) => {
    const { dueAt, day } = nextDaily(instant(now), { ...rhythm, ...more }, after)
    return `${day} ${dueAt.toString()}`
  }
  expect(next('2026-11-24T07:59+08:00[Asia/Taipei]')).toBe('2026-11-24 2026-11-24T00:00:00Z')
  expect(next('2026-11-24T08:00+08:00[Asia/Taipei]')).toBe('2026-11-25 2026-11-25T00:00:00Z')
  expect(next('2026-11-24T09:00+08:00[Asia/Taipei]', { dailyHour: 18 }, '2026-11-24')).toBe('2026-11-25 2026-11-25T10:00:00Z')
  expect(next('2026-11-24T05:00+08:00[Asia/Taipei]', { quiet: { ...nights, to: '09:30' } })).toBe('2026-11-24 2026-11-24T01:30:00Z')
})

function instant(zoned: string): Temporal.Instant {
  return Temporal.ZonedDateTime.from(zoned).toInstant()
}
