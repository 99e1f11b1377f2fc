import { expect, test } from 'vitest'

import type { MeasuredPost, Metric, Overview, PostType } from '#contract/analytics'

import { formatIn } from '../language/format.ts'
import { answerOf, leadingMetric } from './answer-of.ts'
import { barsOf } from './audience-groups.ts'
import { bestHour } from './best-hour.ts'
import { inFull, inShort } from './say-metric.ts'

const accountId = crypto.randomUUID()

test('the first line names the chosen measure, else the first telling one that moved', () => {
  const measures = [measure('followers', 100, 100), measure('reach', 50, 50), measure('siteClicks', 30, 20)]
  expect(answerOf(measures, [])).toMatchObject({ kind: 'moved', metric: 'siteClicks', now: 30, before: 20, because: undefined })
  expect(answerOf(measures, [], 'reach')).toEqual({ kind: 'same', metric: 'reach' })
  expect(answerOf([measure('reach', null, 5), measure('followers', 7, null)], [])).toEqual({ kind: 'known', metric: 'followers', now: 7 })
  expect(answerOf([measure('reach', null, null)], [])).toEqual({ kind: 'untold' })
  expect(leadingMetric(measures, [])).toBe('siteClicks')
  expect(leadingMetric([...measures, measure('impressions', 200, 100)], [mover(90, 'text')])).toBe('impressions')
})

test('the reason is the fewest movers that make up half of the change, and none where it was many', () => {
  const impressions = [measure('impressions', 200, 100)]
  const because = (movers: Overview['movers']) => {
    const answer = answerOf(impressions, movers)
    return answer.kind === 'moved' ? answer.because : undefined
  }
  expect(because([mover(30, 'video'), mover(25, 'video'), mover(20, 'text'), mover(-90, 'text')])).toEqual({ posts: 2, type: 'video' })
  expect(because([mover(30, 'video'), mover(15, 'text'), mover(10, 'text')])).toEqual({ posts: 3, type: undefined })
  expect(because([mover(10, 'video'), mover(10, 'video'), mover(10, 'video'), mover(10, 'video'), mover(10, 'video')])).toBeUndefined()
  expect(because([{ metric: 'impressions', change: 80, accountId }])).toEqual({ accountId })
  // A mean is no sum: half of what moved it the same way.
  const reach = answerOf([measure('reach', 20, 10)], [mover(500, 'short', 'reach'), mover(100, 'text', 'reach')])
  expect(reach).toMatchObject({ because: { posts: 1, type: 'short' } })
})

test('numbers are short where there is little room, and whole beside it', () => {
  const english = { format: formatIn('en', 'UTC'), language: 'en' } as const
  const chinese = { format: formatIn('zh-TW', 'UTC'), language: 'zh-TW' } as const
  expect([inShort('impressions', 9876, english), inShort('impressions', 12_345, english)]).toEqual(['9,876', '12.3k'])
  expect(inShort('impressions', 123_456, chinese)).toBe('12.3萬')
  expect(inFull('impressions', 12_345, english)).toBe('12,345')
  expect([inFull('engagementRate', 4.25, english), inFull('reach', 33.333, english)]).toEqual(['4.3%', '33.3'])
  expect([inFull('averageWatch', 12, english), inFull('watchSeconds', 5400, english)]).toEqual(['12 secs', '1.5 hrs'])
})

test('the best hour has enough posts to say so', () => {
  const cells = [
    { day: 1, hour: 9, posts: 1, mean: 900 },
    { day: 2, hour: 9, posts: 3, mean: 30 },
    { day: 3, hour: 9, posts: 4, mean: 30 },
    { day: 4, hour: 9, posts: 0, mean: null },
  ]
  expect(bestHour(cells)).toEqual({ day: 3, hour: 9, posts: 4, mean: 30 })
  expect(bestHour(cells.slice(0, 1))).toBeUndefined()
})

test('an audience is shown in parts of what is told, ages in their order, the many small ones as one', () => {
  const ages = barsOf(people('age', { '25-34': 60, '18-24': 40 }), 'age')
  expect(ages).toEqual([
    { key: '18-24', value: 40, part: 0.4 },
    { key: '25-34', value: 60, part: 0.6 },
  ])
  const countries = barsOf(people('country', { TW: 50, JP: 30, US: 10, DE: 6, FR: 4 }), 'country', 2)
  expect(countries.map(({ key, value }) => [key, value])).toEqual([
    ['TW', 50],
    ['JP', 30],
    ['', 20],
  ])
  expect(barsOf([{ by: 'gender', key: 'female', value: 612, unit: 'thousandths' }], 'gender')).toEqual([
    { key: 'female', value: 612, part: 0.612 },
  ])
})

function measure(metric: Metric, now: number | null, before: number | null) {
  return { metric, now, before }
}

function mover(change: number, type: PostType, metric: Metric = 'impressions') {
  return { metric, change, accountId, post: post({ type }) }
}

function post({ type }: { type: PostType }): MeasuredPost {
  const publishedAt = '2026-01-01T00:00:00Z'
  const whereabouts = { id: crypto.randomUUID(), accountId, network: 'bluesky', url: 'https://bsky.example/1' }
  return { ...whereabouts, type, firstLine: 'Tea', publishedAt, labelIds: [], values: {}, gone: false }
}

function people(by: 'age' | 'country', values: Record<string, number>) {
  return Object.entries(values).map(([key, value]) => ({ by, key, value, unit: 'people' as const }))
}
