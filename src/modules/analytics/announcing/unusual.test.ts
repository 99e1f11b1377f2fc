import { expect, test } from 'vitest'

import { unusualDay } from './unusual.ts'

/** Eight weeks of about a hundred, with quiet Sundays. */
const weeks = Array.from({ length: 56 }, (_, day) => (day % 7 === 0 ? 20 : 95 + ((day * 37) % 11)))

test('a day far from its like is told of with what is usual, and how far depends on how sensitive one is', () => {
  // The day after the eight weeks is a Sunday.
  expect(unusualDay({ value: 100, before: weeks, sensitivity: 'strict', counts: true })).toMatchObject({ direction: 'grew' })
  expect(unusualDay({ value: 22, before: weeks, sensitivity: 'sensitive', counts: true })).toBeUndefined()
  const monday = [...weeks.slice(1), 20]
  const fell = unusualDay({ value: 30, before: monday, sensitivity: 'balanced', counts: true })
  expect(fell).toMatchObject({ value: 30, direction: 'fell' })
  expect(fell?.usual.from).toBeGreaterThan(30)
  expect(fell?.usual.to).toBeGreaterThan(100)
  expect(unusualDay({ value: 115, before: monday, sensitivity: 'balanced', counts: true })).toBeUndefined()
  expect(unusualDay({ value: 115, before: monday, sensitivity: 'sensitive', counts: true })).toMatchObject({ direction: 'grew' })
})

test('too few days, gaps and small numbers are no news', () => {
  expect(unusualDay({ value: 900, before: weeks.slice(0, 13), sensitivity: 'sensitive' })).toBeUndefined()
  expect(
    unusualDay({ value: 900, before: weeks.map((one, day) => (day % 5 === 0 ? one : null)), sensitivity: 'sensitive' }),
  ).toBeUndefined()
  expect(unusualDay({ value: 4, before: weeks.map(() => 0), sensitivity: 'sensitive' })).toBeUndefined()
  expect(unusualDay({ value: 9, before: weeks.map(() => 0), sensitivity: 'sensitive' })).toMatchObject({ usual: { to: 3 } })
})
