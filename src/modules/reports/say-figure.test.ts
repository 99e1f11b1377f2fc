import { expect, test } from 'vitest'

import { changeOf, sayNumber } from './say-figure.ts'

function say(now: number, before: number, unit: 'count' | 'percent' | 'seconds' = 'count', falls = false) {
  const change = changeOf({ now, before, unit, falls, language: 'en' })
  return [change?.said, change?.value, change?.unit, change?.tone]
}

test('a change is said as on screen: in per cent, in points of what is a percentage, from nothing by how much, and as none', () => {
  expect(say(112.34, 100)).toEqual(['+12%', 12, 'percent', 'good'])
  expect(say(96.54, 100)).toEqual(['−3.5%', -3.5, 'percent', 'bad'])
  expect(say(4.26, 4.5, 'percent')).toEqual(['−0.2 points', -0.2, 'points', 'bad'])
  expect(say(5, -5)).toEqual(['+10', 10, 'count', 'good'])
  expect(say(90, 0, 'seconds', true)).toEqual(['+1 min, 30 secs', 90, 'seconds', 'bad'])
  expect(say(3, 3)).toEqual(['±0', 0, 'percent', 'same'])
  expect(changeOf({ now: 3, before: null, unit: 'count', falls: false, language: 'en' })).toBeUndefined()
})

test('means have a digit after the point only while they are small, short times too', () => {
  expect([sayNumber(33.333, 'people', 'en'), sayNumber(120.4, 'people', 'en'), sayNumber(4.25, 'percent', 'en')]).toEqual([
    '33.3',
    '120',
    '4.3%',
  ])
  expect([7.44, 12, 0, 89.5].map((seconds) => sayNumber(seconds, 'seconds', 'en'))).toEqual([
    '7.4 secs',
    '12 secs',
    '0 secs',
    '1 min, 30 secs',
  ])
})
