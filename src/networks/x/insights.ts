import { z } from 'zod'

import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, ProfileReading } from '../network.ts'
import { ask } from './api.ts'
import { readFigures } from './post-figures.ts'
import { prices } from './prices.ts'
import { signedIn } from './session.ts'

const [hour, day] = [60, 24 * 60]

/** Each post that is read costs, though on the same day (UTC) only once: so it is looked at the more seldom, the older it is. */
export const insights = {
  profile: {
    sources: [{ metric: 'followers', source: 'public_metrics.followers_count' }],
    zone: 'UTC',
    backDays: 0,
    settleDays: 0,
    everyHours: 24,
    read: readProfile,
  },
  posts: {
    sources: [
      { metric: 'impressions', source: 'public_metrics.impression_count', note: 'insights.impressions' },
      { metric: 'reactions', source: 'public_metrics.like_count' },
      { metric: 'comments', source: 'public_metrics.reply_count' },
      { metric: 'shares', source: 'public_metrics.repost_count + public_metrics.quote_count' },
      { metric: 'saves', source: 'public_metrics.bookmark_count' },
      { metric: 'clicks', source: 'non_public_metrics.url_link_clicks', note: 'insights.clicks' },
      { metric: 'videoViews', source: 'media.public_metrics.view_count', note: 'insights.video-views' },
    ],
    atOnce: 50,
    pace: [
      { untilHours: 6, everyMinutes: hour },
      { untilHours: 48, everyMinutes: 6 * hour },
      { untilHours: 30 * 24, everyMinutes: day },
      { untilHours: 90 * 24, everyMinutes: 7 * day },
      { untilHours: 365 * 24, everyMinutes: 30 * day },
    ],
    read: readFigures,
  },
} satisfies Insights

const profileSchema = z.object({
  data: z.object({ public_metrics: z.object({ followers_count: z.int().optional().catch(undefined) }).optional() }),
})

async function readProfile(_: unknown, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<ProfileReading>> {
  const query = { 'user.fields': 'id,public_metrics' }
  const read = await ask({ ...signedIn(access), method: 'GET', path: '/2/users/me', query, answer: profileSchema }, environment)
  if (!read.ok) return read
  const followers = read.value.data.public_metrics?.followers_count
  return { ok: true, value: { figures: knownFigures([['followers', followers]]), cost: prices.profileRead } }
}
