import { z } from 'zod'

import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, ProfileInsights, ProfileReading } from '../network.ts'
import { ask } from './api.ts'
import { signedInTo } from './session.ts'

const shown = [
  'BUSINESS_IMPRESSIONS_DESKTOP_MAPS',
  'BUSINESS_IMPRESSIONS_DESKTOP_SEARCH',
  'BUSINESS_IMPRESSIONS_MOBILE_MAPS',
  'BUSINESS_IMPRESSIONS_MOBILE_SEARCH',
] as const
const clicked = ['WEBSITE_CLICKS', 'CALL_CLICKS', 'BUSINESS_DIRECTION_REQUESTS'] as const

/** Google counts for the location alone: of posts it has told nothing since 2023. */
const profile: ProfileInsights = {
  sources: [
    { metric: 'impressions', source: shown.join(' + '), note: 'insights.shown' },
    { metric: 'clicks', source: clicked.join(' + '), note: 'insights.clicked' },
  ],
  // By whose clock Google counts days is not documented.
  zone: 'UTC',
  // Eighteen months are kept.
  backDays: 540,
  settleDays: 7,
  everyHours: 12,
  read,
}

export const insights: Insights = { profile }

const dateSchema = z.object({ year: z.int(), month: z.int(), day: z.int() })
/** A value of 0 is left out. */
const seriesSchema = z.object({
  dailyMetric: z.string(),
  timeSeries: z
    .object({ datedValues: z.array(z.object({ date: dateSchema, value: z.coerce.number().optional() })).default([]) })
    .default({ datedValues: [] }),
})
const answerSchema = z.object({
  multiDailyMetricTimeSeries: z.array(z.object({ dailyMetricTimeSeries: z.array(seriesSchema).default([]) })),
})
type Series = z.infer<typeof seriesSchema>

async function read(
  { from, to }: Parameters<ProfileInsights['read']>[0],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<ProfileReading>> {
  const { place, ...request } = signedInTo('performance', access)
  const query = { dailyMetrics: [...shown, ...clicked], ...dateIn('startDate', from), ...dateIn('endDate', to) }
  const path = `${place}:fetchMultiDailyMetricsTimeSeries`
  const answered = await ask({ ...request, method: 'GET', path, query, answer: answerSchema }, environment)
  if (!answered.ok) return answered
  return {
    ok: true,
    value: { figures: figuresOf(answered.value.multiDailyMetricTimeSeries.flatMap((each) => each.dailyMetricTimeSeries)) },
  }
}

function dateIn(name: string, { year, month, day }: Temporal.PlainDate): Readonly<Record<string, string>> {
  const of = `dailyRange.${name}`
  return { [`${of}.year`]: String(year), [`${of}.month`]: String(month), [`${of}.day`]: String(day) }
}

type Days = ReadonlyMap<string, number>

/** Numbers come some days late, and until then a day is written like one on which nothing happened: the last days without any number are left out. */
function figuresOf(series: readonly Series[]): ProfileReading['figures'] {
  const told = new Map(series.map((each) => [each.dailyMetric, daysOf(each)]))
  const days = [...new Set([...told.values()].flatMap((each) => [...each.keys()]))].toSorted()
  const last = days.findLastIndex((day) => [...told.values()].some((each) => (each.get(day) ?? 0) > 0))
  return days.slice(0, last + 1).flatMap((day) => {
    const sum = (names: readonly string[]) => sumOf(...names.map((name) => told.get(name)?.get(day)))
    const figures = knownFigures([
      ['impressions', sum(shown)],
      ['clicks', sum(clicked)],
    ])
    return figures.map((figure) => ({ ...figure, day: Temporal.PlainDate.from(day) }))
  })
}

function daysOf({ timeSeries }: Series): Days {
  return new Map(timeSeries.datedValues.map(({ date, value = 0 }) => [Temporal.PlainDate.from(date).toString(), value]))
}
