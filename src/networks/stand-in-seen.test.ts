import { expect, test } from 'vitest'

import { seenBefore } from './stand-in-seen.ts'

const at = '2026-11-24T09:00:00Z'
const after = (hours: number) => Temporal.Instant.from(at).add({ hours })
const seen = (hours: number, deeds: readonly string[] = []) => seenBefore({ id: 'one', at, deeds }, after(hours))

test('a post is seen by nobody before it is there, then by more and more, soon hardly by anybody else', () => {
  expect([seen(-1), seen(0)]).toEqual([0, 0])
  const byHour = Array.from({ length: 200 }, (_, hour) => seen(hour))
  expect(byHour).toEqual(byHour.toSorted((a, b) => a - b))
  expect([seen(6) > 9, seen(200) - seen(100)]).toEqual([true, 0])
})

test('what somebody does with it shows it to others, from then on', () => {
  const like = after(50).toString()
  expect([seen(50, [like]) - seen(50), seen(51, [like]) - seen(51)]).toEqual([0, 7])
})
