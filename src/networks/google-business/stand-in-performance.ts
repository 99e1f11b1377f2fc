import { createHash } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { InsightMetric } from '../network-insights.ts'
import { addCrowd, crowdOf, type Span } from '../stand-in-crowd.ts'
import type { Crowd } from '../stand-in.ts'
import { managed, signedIn } from './stand-in-access.ts'
import { type Asked, invalid, query, type Server } from './stand-in-wire.ts'

/** In days: what has happened since is not counted yet. */
const lag = 3

/** By the crowd's word for it, and which share of that. */
const metrics: Readonly<Record<string, readonly [metric: InsightMetric, share: number]>> = {
  BUSINESS_IMPRESSIONS_DESKTOP_MAPS: ['impressions', 0.1],
  BUSINESS_IMPRESSIONS_DESKTOP_SEARCH: ['impressions', 0.2],
  BUSINESS_IMPRESSIONS_MOBILE_MAPS: ['impressions', 0.4],
  BUSINESS_IMPRESSIONS_MOBILE_SEARCH: ['impressions', 0.3],
  WEBSITE_CLICKS: ['clicks', 0.5],
  CALL_CLICKS: ['clicks', 0.2],
  BUSINESS_DIRECTION_REQUESTS: ['clicks', 0.3],
  BUSINESS_CONVERSATIONS: ['clicks', 0],
  BUSINESS_BOOKINGS: ['clicks', 0],
}

const piece = z.coerce.number().int().min(1)
const Range = z.strictObject({
  dailyMetrics: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  'dailyRange.startDate.year': piece,
  'dailyRange.startDate.month': piece,
  'dailyRange.startDate.day': piece,
  'dailyRange.endDate.year': piece,
  'dailyRange.endDate.month': piece,
  'dailyRange.endDate.day': piece,
})
type Range = z.infer<typeof Range>

/** `GET /v1/locations/{location}:fetchMultiDailyMetricsTimeSeries` of the Performance API. A value of 0 is left out. */
export function readPerformance(asked: Asked, location: string): Json {
  const { server } = asked
  const { id } = managed(asked, signedIn(asked, 'businessprofileperformance.googleapis.com'), { location })
  const range = query(asked, Range)
  const days = daysIn(range)
  const series = range.dailyMetrics.map((dailyMetric) => {
    const known = metrics[dailyMetric]
    if (!known) throw invalid('daily_metrics', `${dailyMetric} is not known.`)
    const datedValues = days.map((day) => {
      const value = valueOn(server, id, day, known)
      return { date: { year: day.year, month: day.month, day: day.day }, ...(value > 0 ? { value: String(value) } : {}) }
    })
    return { dailyMetric, timeSeries: { datedValues } }
  })
  return { multiDailyMetricTimeSeries: [{ dailyMetricTimeSeries: series }] }
}

function daysIn(range: Range): readonly Temporal.PlainDate[] {
  const [from, to] = (['startDate', 'endDate'] as const).map((name) =>
    Temporal.PlainDate.from({
      year: range[`dailyRange.${name}.year`],
      month: range[`dailyRange.${name}.month`],
      day: range[`dailyRange.${name}.day`],
    }),
  )
  if (!from || !to || Temporal.PlainDate.compare(from, to) > 0) throw invalid('daily_range', 'It must begin before it ends.')
  return Array.from({ length: from.until(to).days + 1 }, (_, index) => from.add({ days: index }))
}

/** People find a business by itself, about as often each day; what the crowd does comes on top. */
function valueOn(server: Server, id: string, day: Temporal.PlainDate, [metric, share]: readonly [InsightMetric, number]): number {
  const last = server.world.now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: lag })
  if (Temporal.PlainDate.compare(day, last) > 0) return 0
  const chance = (createHash('sha256').update(`${id} ${day.toString()}`).digest()[0] ?? 0) / 256
  const byItself = metric === 'impressions' ? 40 + chance * 60 : 4 + chance * 6
  const span: Span = { from: day.toZonedDateTime('UTC').toInstant(), to: day.add({ days: 1 }).toZonedDateTime('UTC').toInstant() }
  return Math.round((byItself + crowdOf(server.state, id, metric, span)) * share)
}

/** What many did. @throws Error with a sentence where there is no such business. */
export function addDeeds(server: Server, deeds: Crowd): void {
  if (!server.state.people.some(({ id, business }) => business && id === deeds.on)) throw new Error('Google counts for businesses alone.')
  addCrowd(server, deeds, ['impressions', 'clicks'])
}
