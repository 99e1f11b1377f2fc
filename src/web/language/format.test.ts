import { describe, expect, test } from 'vitest'

import { formatIn } from './format.ts'

const english = formatIn('en', 'Asia/Taipei')
const chinese = formatIn('zh-TW', 'Asia/Taipei')
const instant = '2026-11-24T01:30:00Z'

describe('formats', () => {
  test('show an instant at the clock of the zone given', () => {
    expect(english.dateTime(instant)).toBe('Tue 24 Nov, 09:30')
    expect(formatIn('en', 'Asia/Kolkata').time(instant)).toBe('07:00')
  })

  test('write midnight as 00, not 24', () => {
    expect(english.time('2026-11-23T16:00:00Z')).toBe('00:00')
  })

  test('keep the hour right on both sides of a clock change', () => {
    const berlin = formatIn('en', 'Europe/Berlin')
    expect(berlin.time('2026-10-25T00:30:00Z')).toBe('02:30')
    expect(berlin.time('2026-10-25T01:30:00Z')).toBe('02:30')
  })

  test('speak Chinese as in Taiwan', () => {
    expect(chinese.dayName(instant)).toBe('星期二')
    expect(chinese.longDate(instant)).toBe('2026年11月24日')
  })

  test('say distances in the largest unit that fits', () => {
    const now = new Date('2026-11-24T01:30:00Z')
    expect(english.relative('2026-11-23T22:30:00Z', now)).toBe('3 hours ago')
    expect(english.relative('2026-11-25T01:30:00Z', now)).toBe('tomorrow')
    expect(english.relative('2026-11-24T01:30:00Z', now)).toBe('now')
    expect(chinese.relative('2026-11-23T22:30:00Z', now)).toBe('3 小時前')
  })
})
