import { z } from 'zod'

import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, ProfileFigure, ProfileReading } from '../network.ts'
import { ask } from './api.ts'
import { readPosts } from './post-insights.ts'
import { isSandbox, signedIn } from './session.ts'

/** Pinterest counts days in UTC and looks back 90 of them. */
export const insights = {
  profile: {
    sources: [
      { metric: 'followers', source: 'follower_count' },
      { metric: 'impressions', source: 'IMPRESSION', note: 'insights.of-pins' },
      { metric: 'saves', source: 'SAVE', note: 'insights.of-pins' },
      { metric: 'clicks', source: 'OUTBOUND_CLICK', note: 'insights.of-pins' },
    ],
    zone: 'UTC',
    backDays: 89,
    settleDays: 3,
    everyHours: 6,
    read: readProfile,
  },
  posts: {
    sources: [
      { metric: 'impressions', source: 'IMPRESSION' },
      { metric: 'saves', source: 'SAVE' },
      { metric: 'clicks', source: 'OUTBOUND_CLICK' },
      { metric: 'reactions', source: 'TOTAL_REACTIONS' },
      { metric: 'comments', source: 'TOTAL_COMMENTS' },
      { metric: 'videoViews', source: 'VIDEO_MRC_VIEW', note: 'insights.video-views' },
    ],
    // One request for each: the call that asks for many is closed to most apps.
    atOnce: 20,
    // What they brought in their first 90 days is all that is told of their whole life.
    forDays: 89,
    read: readPosts,
  },
} satisfies Insights

interface Days {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

/** How many follow is told of every account, the days only of business accounts. */
async function readProfile({ from, to }: Days, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<ProfileReading>> {
  const followers = await readFollowers(access, environment)
  if (!followers.ok) return followers
  const days = isSandbox(signedIn(access)) ? nothing : await readDays({ from, to }, access, environment)
  if (!days.ok && days.trouble.reason.code !== 'not-permitted') return days
  return { ok: true, value: { figures: [...followers.value, ...(days.ok ? days.value : [])] } }
}

const nothing: Outcome<readonly ProfileFigure[]> = { ok: true, value: [] }

const accountAnswer = z.object({ follower_count: z.number().nullish().catch(undefined) })

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly ProfileFigure[]>> {
  const read = await ask({ ...signedIn(access), method: 'GET', path: '/user_account', answer: accountAnswer }, environment)
  return read.ok ? { ok: true, value: knownFigures([['followers', read.value.follower_count]]) } : read
}

const metricsSchema = z.object({
  IMPRESSION: z.number().optional().catch(undefined),
  SAVE: z.number().optional().catch(undefined),
  OUTBOUND_CLICK: z.number().optional().catch(undefined),
})

/** Under `all`, since nothing is asked for apart. */
const daysAnswer = z.object({
  all: z.object({
    daily_metrics: z.array(z.object({ date: z.string(), data_status: z.string(), metrics: metricsSchema.default({}) })),
  }),
})

async function readDays(
  { from, to }: Days,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly ProfileFigure[]>> {
  const query = {
    start_date: from.toString(),
    end_date: to.toString(),
    metric_types: 'IMPRESSION,SAVE,OUTBOUND_CLICK',
    source: 'YOUR_PINS',
  }
  const read = await ask({ ...signedIn(access), method: 'GET', path: '/user_account/analytics', query, answer: daysAnswer }, environment)
  if (!read.ok) return read
  const told = read.value.all.daily_metrics.filter(({ data_status: status }) => counted.has(status))
  return { ok: true, value: told.flatMap(({ date, metrics }) => figuresOfDay(date, metrics)) }
}

/** Of the others Pinterest says that the day is not counted yet, or never will be. */
const counted = new Set(['READY', 'ESTIMATE'])

function figuresOfDay(date: string, { IMPRESSION, SAVE, OUTBOUND_CLICK }: z.infer<typeof metricsSchema>): readonly ProfileFigure[] {
  const day = Temporal.PlainDate.from(date)
  const figures = knownFigures([
    ['impressions', IMPRESSION],
    ['saves', SAVE],
    ['clicks', OUTBOUND_CLICK],
  ])
  return figures.map((figure) => ({ ...figure, day }))
}
