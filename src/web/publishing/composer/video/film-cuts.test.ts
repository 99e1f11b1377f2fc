import { expect, test } from 'vitest'

import type { DraftMedia } from '../draft.ts'
import { fromClock, inClock, moveEnd, withTrim } from './film-cuts.ts'

const film: DraftMedia = { key: 'film', alt: '' }

test('an end of the cut stays inside the film and leaves something of it', () => {
  const whole = { from: 0, to: 10.04 }
  expect(moveEnd(whole, 'from', { at: -3, length: 10.04 })).toEqual(whole)
  expect(moveEnd(whole, 'from', { at: 99, length: 10.04 }).from).toBeCloseTo(9.5)
  expect(moveEnd({ from: 4, to: 8 }, 'to', { at: 1, length: 10.04 }).to).toBeCloseTo(4.5)
  expect(moveEnd({ from: 4, to: 8 }, 'to', { at: 12, length: 10.04 })).toEqual({ from: 4, to: 10.04 })
})

test('all of the film is no cut', () => {
  expect(withTrim({ from: 2, to: 5 }, 10)(film)).toMatchObject({ trim: { from: 2, to: 5 } })
  expect(withTrim({ from: 0, to: 10 }, 10)({ ...film, trim: { from: 2, to: 5 } })).toEqual(film)
})

test('the moment chosen as the cover stays the same picture, or comes as near as the cut allows', () => {
  const chosen = { ...film, cover: { at: 4 } }
  expect(withTrim({ from: 3, to: 9 }, 10)(chosen)).toMatchObject({ cover: { at: 1 } })
  expect(withTrim({ from: 0, to: 2 }, 10)(chosen)).toMatchObject({ cover: { at: 2 } })
  expect(withTrim({ from: 5, to: 9 }, 10)(chosen)).toMatchObject({ cover: { at: 0 } })
})

test('times are written as players write them, and read as people type them', () => {
  expect([0, 9.96, 75.4, 3661].map(inClock)).toEqual(['0:00.0', '0:10.0', '1:15.4', '1:01:01.0'])
  expect(['75.4', '1:15,4', ' 1:01:01 ', '.5'].map(fromClock)).toEqual([75.4, 75.4, 3661, 0.5])
  expect(['', 'soon', '1:', '1:2:3:4', '-1'].map(fromClock)).toEqual(Array.from({ length: 5 }))
})
