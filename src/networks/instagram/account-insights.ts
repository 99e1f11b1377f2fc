import { z } from 'zod'

import { brokenDown, figuresFrom, type GraphMetric, graphZone, insightsAnswer, metricsNamed, spanOf } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { knownFigures } from '../known-figures.ts'
import type {
  AccountAccess,
  InsightMetric,
  NetworkEnvironment,
  Outcome,
  ProfileFigure,
  ProfileInsights,
  ProfileReading,
} from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

/** By developers.facebook.com/docs/instagram-platform/api-reference/instagram-user/insights; `impressions` was taken away on 2025-04-21, `profile_views` and `website_clicks` on 2025-01-08. */
const known: Readonly<Record<string, InsightMetric>> = {
  views: 'impressions',
  reach: 'reach',
  likes: 'reactions',
  comments: 'comments',
  saves: 'saves',
  shares: 'shares',
  profile_links_taps: 'clicks',
}

export const profile: ProfileInsights = {
  sources: [
    { metric: 'followers', source: 'followers_count' },
    { metric: 'followersGained', source: 'follows_and_unfollows: FOLLOWER', note: 'insights.hundred' },
    { metric: 'followersLost', source: 'follows_and_unfollows: NON_FOLLOWER', note: 'insights.left' },
    { metric: 'impressions', source: 'views', since: '2025-04-21', note: 'insights.views' },
    { metric: 'reach', source: 'reach' },
    { metric: 'reactions', source: 'likes' },
    { metric: 'comments', source: 'comments' },
    { metric: 'saves', source: 'saves' },
    { metric: 'shares', source: 'shares' },
    { metric: 'clicks', source: 'profile_links_taps', note: 'insights.taps' },
  ],
  zone: graphZone,
  backDays: 89,
  settleDays: 3,
  everyHours: 12,
  read: async (request, access, environment) => {
    const now = await readFollowers(access, environment)
    if (!now.ok) return orRightMissing(now)
    const counted = metricsNamed(Object.keys(known))
    const followed = metricsNamed(['follows_and_unfollows'])
    const figures: ProfileFigure[] = [...now.value]
    for (const day of daysOver(request, environment.now())) {
      const asking = askFor(day, access, environment)
      const numbers = await counted((names) => asking({ metric: names.join(',') }))
      if (!numbers.ok) return orRightMissing(numbers)
      const follows = await followed(([metric = '']) => asking({ metric, breakdown: 'follow_type' }))
      if (!follows.ok) return orRightMissing(follows)
      figures.push(...[...figuresFrom(numbers.value, known), ...followsIn(follows.value)].map((figure) => ({ ...figure, day })))
    }
    return { ok: true, value: { figures } }
  },
}

/** Where one of them is told, the other was 0; where neither is, nobody knows. */
function followsIn(metrics: readonly GraphMetric[]): ProfileReading['figures'] {
  const byType = brokenDown(metrics)
  if (byType.size === 0) return []
  return knownFigures([
    ['followersGained', byType.get('FOLLOWER') ?? 0],
    ['followersLost', byType.get('NON_FOLLOWER') ?? 0],
  ])
}

const accountSchema = z.object({ followers_count: z.number().optional() })

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly ProfileFigure[]>> {
  const query = { fields: 'user_id,followers_count' }
  const read = await ask({ ...signedIn(access), path: `${version}/${access.externalId}`, query, answer: accountSchema }, environment)
  return read.ok ? { ok: true, value: knownFigures([['followers', read.value.followers_count]]) } : read
}

/** Only whole days are told: of one that is not over the API counts what has been so far. */
function daysOver({ from, to }: Parameters<ProfileInsights['read']>[0], now: Temporal.Instant): readonly Temporal.PlainDate[] {
  const today = now.toZonedDateTimeISO(graphZone).toPlainDate()
  const days: Temporal.PlainDate[] = []
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0 && Temporal.PlainDate.compare(day, today) < 0; day = day.add({ days: 1 })) {
    days.push(day)
  }
  return days
}

/** Of one day: these numbers come as the total of what is asked for, not day by day. */
function askFor(day: Temporal.PlainDate, access: AccountAccess, environment: NetworkEnvironment) {
  const path = `${version}/${access.externalId}/insights`
  const common = { period: 'day', metric_type: 'total_value', ...spanOf({ from: day, to: day }) }
  return (query: Readonly<Record<string, string>>) =>
    ask({ ...signedIn(access), path, query: { ...query, ...common }, answer: insightsAnswer }, environment)
}
