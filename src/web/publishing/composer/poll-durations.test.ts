import { expect, test } from 'vitest'

import { durationInWords, durationsFor, firstDuration } from './poll-durations.ts'

test('only durations that the networks allow are offered, and the one chosen before', () => {
  expect(durationsFor({ minMinutes: 5, maxMinutes: 60 }, 30)).toEqual([5, 15, 30, 60])
  expect(durationsFor({ minMinutes: 5, maxMinutes: 60 }, 90)).toEqual([5, 15, 30, 60, 90])
})

test('a new poll runs a day, or as long as it may', () => {
  expect(firstDuration({ minMinutes: 5, maxMinutes: 10_080 })).toBe(1440)
  expect(firstDuration({ minMinutes: 5, maxMinutes: 60 })).toBe(60)
  expect(firstDuration({ minMinutes: 2880, maxMinutes: 10_080 })).toBe(2880)
})

test('durations are told in whole units of both languages', () => {
  expect([5, 60, 90, 4320].map((minutes) => durationInWords(minutes, 'en'))).toEqual(['5 minutes', '1 hour', '90 minutes', '3 days'])
  expect(durationInWords(4320, 'zh-TW')).toBe('3 天')
})
