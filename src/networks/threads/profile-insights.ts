import { figuresByDay, figuresFrom, type GraphMetric, graphZone, insightsAnswer, metricsNamed, spanOf, totalOf } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, NetworkEnvironment, ProfileFigure, ProfileInsights } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

/** By developers.facebook.com/documentation/threads/insights: nothing is told of what was before. */
const firstDay = Temporal.PlainDate.from('2024-04-13')

/** Told as the total of what is asked for, and so day by day. */
const totals = ['likes', 'replies', 'reposts', 'quotes', 'clicks']

export const profile = {
  sources: [
    { metric: 'followers', source: 'followers_count' },
    { metric: 'profileViews', source: 'views' },
    { metric: 'reactions', source: 'likes' },
    { metric: 'comments', source: 'replies' },
    { metric: 'shares', source: 'reposts + quotes' },
    { metric: 'clicks', source: 'clicks', note: 'insights.clicks' },
  ],
  zone: graphZone,
  backDays: 730,
  settleDays: 2,
  everyHours: 12,
  read: async (request, access, environment) => {
    const now = await askFor({ metric: 'followers_count' }, access, environment)
    if (!now.ok) return orRightMissing(now)
    const figures: ProfileFigure[] = [...figuresFrom(now.value.data, { followers_count: 'followers' })]
    const days = wholeDays(request, environment.now())
    const [from, to] = [days[0], days.at(-1)]
    if (from === undefined || to === undefined) return { ok: true, value: { figures } }
    const viewed = await metricsNamed(['views'])(() => askFor({ metric: 'views', ...spanOf({ from, to }) }, access, environment))
    if (!viewed.ok) return orRightMissing(viewed)
    figures.push(...figuresByDay(viewed.value, { views: 'profileViews' }).filter(({ day }) => days.some((each) => each.equals(day))))
    const counted = metricsNamed(totals)
    for (const day of days) {
      const told = await counted((names) => askFor({ metric: names.join(','), ...spanOf({ from: day, to: day }) }, access, environment))
      if (!told.ok) return orRightMissing(told)
      figures.push(...figuresOf(told.value).map((figure) => ({ ...figure, day })))
    }
    return { ok: true, value: { figures } }
  },
} satisfies ProfileInsights

function figuresOf(metrics: readonly GraphMetric[]): readonly ProfileFigure[] {
  const values = new Map(metrics.map((metric) => [metric.name, totalOf(metric)]))
  return knownFigures([
    ['reactions', values.get('likes')],
    ['comments', values.get('replies')],
    ['shares', sumOf(values.get('reposts'), values.get('quotes'))],
    ['clicks', values.get('clicks')],
  ])
}

/** Those that are over by the network's clock. */
function wholeDays({ from, to }: Parameters<ProfileInsights['read']>[0], now: Temporal.Instant): readonly Temporal.PlainDate[] {
  const today = now.toZonedDateTimeISO(graphZone).toPlainDate()
  const first = Temporal.PlainDate.compare(from, firstDay) < 0 ? firstDay : from
  const days: Temporal.PlainDate[] = []
  for (
    let day = first;
    Temporal.PlainDate.compare(day, to) <= 0 && Temporal.PlainDate.compare(day, today) < 0;
    day = day.add({ days: 1 })
  ) {
    days.push(day)
  }
  return days
}

function askFor(query: Readonly<Record<string, string>>, access: AccountAccess, environment: NetworkEnvironment) {
  return ask({ ...signedIn(access), path: `${version}/me/threads_insights`, query, answer: insightsAnswer }, environment)
}
