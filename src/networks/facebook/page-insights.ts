import { z } from 'zod'

import { figuresByDay, graphZone, insightsAnswer, metricsNamed, spanOf } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { knownFigures } from '../known-figures.ts'
import type { InsightMetric, ProfileInsights } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** By developers.facebook.com/docs/graph-api/reference/insights; `page_impressions` and `page_fans` were taken away on 2025-11-15. */
const known: Readonly<Record<string, InsightMetric>> = {
  page_media_view: 'impressions',
  page_total_media_view_unique: 'reach',
  page_follows: 'followers',
  page_daily_follows_unique: 'followersGained',
  page_daily_unfollows_unique: 'followersLost',
  page_views_total: 'profileViews',
  page_video_views: 'videoViews',
}

const pageSchema = z.object({ id: z.string(), followers_count: z.number().optional() })

export const profile: ProfileInsights = {
  sources: [
    { metric: 'followers', source: 'page_follows', note: 'insights.hundred' },
    { metric: 'followersGained', source: 'page_daily_follows_unique' },
    { metric: 'followersLost', source: 'page_daily_unfollows_unique' },
    { metric: 'profileViews', source: 'page_views_total' },
    { metric: 'impressions', source: 'page_media_view', since: '2025-11-15', note: 'insights.views' },
    { metric: 'reach', source: 'page_total_media_view_unique', note: 'insights.reach' },
    { metric: 'videoViews', source: 'page_video_views' },
  ],
  zone: graphZone,
  // Two years are kept.
  backDays: 730,
  settleDays: 2,
  everyHours: 12,
  read: async ({ from, to }, access, environment) => {
    const signed = signedIn(access)
    const page = { ...signed, path: access.externalId, query: { fields: 'id,followers_count' }, answer: pageSchema }
    const now = await ask(page, environment)
    if (!now.ok) return orRightMissing(now)
    const days = await metricsNamed(Object.keys(known))((names) => {
      const query = { metric: names.join(','), period: 'day', ...spanOf({ from, to }) }
      return ask({ ...signed, path: `${access.externalId}/insights`, query, answer: insightsAnswer }, environment)
    })
    if (!days.ok) return orRightMissing(days)
    const level = knownFigures([['followers', now.value.followers_count]])
    return { ok: true, value: { figures: [...level, ...figuresByDay(days.value, known).filter(isAsked)] } }

    function isAsked({ day }: { readonly day: Temporal.PlainDate }): boolean {
      return Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
    }
  },
}
