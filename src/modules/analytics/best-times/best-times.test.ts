import { expect, test } from 'vitest'

import { backtest } from './backtest.ts'
import { rateHours } from './best-times.ts'
import type { JudgedPost } from './strength.ts'

const now = Temporal.Instant.from('2026-11-23T00:00:00Z')
const timeZone = 'Asia/Taipei'

/** Numbers between 0 and 1 that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Two posts a day over half a year at hours by chance, with noise, growth and now and then one that goes viral. */
function posts(seed: number, liftAt: (local: Temporal.ZonedDateTime) => number, days = 180): JudgedPost[] {
  const random = chance(seed)
  const noise = () => Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: days * 2 }, (_, index) => {
    const publishedAt = now.subtract({ minutes: Math.floor((index / 2) * 1440 + 1440 * 7 * (1 / 7) + random() * 1440) })
    const growth = 1 - index / (days * 4)
    const viral = random() < 0.02 ? 40 : 1
    const value = 50 * growth * viral * Math.exp(0.6 * noise()) * (1 + liftAt(publishedAt.toZonedDateTimeISO(timeZone)))
    return { publishedAt, value, type: index % 3 === 0 ? 'video' : 'image' }
  })
}

const evenings = (local: Temporal.ZonedDateTime) => (local.hour >= 19 && local.hour <= 21 && local.dayOfWeek <= 5 ? 0.8 : 0)
const mornings = (local: Temporal.ZonedDateTime) => (local.hour >= 7 && local.hour <= 9 ? 1 : 0)
const never = () => 0

test('a pattern in the account’s own posts is found in spite of growth and viral posts, and pays in weeks that were kept back', () => {
  const known = { posts: posts(7, evenings), pooled: [], timeZone, now }
  const best = rateHours(known).slice(0, 10)
  expect(best.filter(({ day, hour }) => day <= 5 && hour >= 18 && hour <= 22).length).toBeGreaterThanOrEqual(9)
  expect(best[0]).toMatchObject({ sure: 'sure' })
  expect(best[0]?.lift).toBeGreaterThan(0.2)
  expect(best[0]?.lift).toBeLessThan(1.2)
  const held = backtest(known)
  expect(held.suggested).toBeGreaterThan(5)
  expect(held.lift ?? 0).toBeGreaterThan((held.anyHour ?? 0) + 0.2)
})

test('where there is no pattern, few hours look sure', () => {
  const sure = [1, 2, 3, 4, 5].map(
    (seed) => rateHours({ posts: posts(seed, never), pooled: [], timeZone, now }).filter((one) => one.sure === 'sure').length,
  )
  // One hour in twenty by chance; hours beside one another share their posts.
  expect(sure.reduce((sum, one) => sum + one, 0) / sure.length / 168).toBeLessThan(0.12)
})

test('an account with few posts follows the others of its network, and says so; its own take over as they come', () => {
  const pooled = [posts(3, evenings), posts(4, evenings)]
  const few = rateHours({ posts: posts(5, never, 3), pooled, timeZone, now })
  expect(few.slice(0, 10).filter(({ day, hour }) => day <= 5 && hour >= 18 && hour <= 22).length).toBeGreaterThanOrEqual(6)
  expect(few.every(({ own }) => own < 0.5)).toBe(true)
  const many = rateHours({ posts: posts(6, mornings), pooled, timeZone, now })
  expect(many.slice(0, 5).every(({ hour }) => hour >= 6 && hour <= 10)).toBe(true)
})

test('without any posts every hour is as good as another', () => {
  const hours = rateHours({ posts: [], pooled: [], timeZone, now })
  expect(hours).toHaveLength(168)
  expect(hours.every(({ lift, sure, posts: behind }) => lift === 0 && sure === 'thin' && behind === 0)).toBe(true)
  expect(backtest({ posts: [], pooled: [], timeZone, now })).toEqual({ posts: 0, suggested: 0 })
})
