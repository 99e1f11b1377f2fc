import { z } from 'zod'

import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, ProfileFigure, ProfileInsights, ProfileReading } from '../network.ts'
import { ask } from './api.ts'
import { type ReportRow, readReport } from './reports-api.ts'
import { signedIn } from './session.ts'

export const profile: ProfileInsights = {
  sources: [
    { metric: 'followers', source: 'subscriberCount', note: 'insights.rounded' },
    { metric: 'followersGained', source: 'subscribersGained' },
    { metric: 'followersLost', source: 'subscribersLost' },
    { metric: 'videoViews', source: 'views', note: 'insights.late' },
    { metric: 'watchSeconds', source: 'estimatedMinutesWatched', note: 'insights.minutes' },
    { metric: 'reactions', source: 'likes', note: 'insights.net' },
    { metric: 'comments', source: 'comments' },
    { metric: 'shares', source: 'shares' },
  ],
  zone: 'America/Los_Angeles',
  // It goes back to the channel's beginning; a year and the one before it are enough to compare.
  backDays: 730,
  settleDays: 4,
  everyHours: 12,
  read: readProfile,
}

const metrics = ['subscribersGained', 'subscribersLost', 'views', 'estimatedMinutesWatched', 'likes', 'comments', 'shares'] as const

/** Days for which not everything is known yet are left out by YouTube itself. */
async function readProfile(
  { from, to }: Parameters<ProfileInsights['read']>[0],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<ProfileReading>> {
  const now = await readSubscribers(access, environment)
  if (!now.ok) return now
  const days = await readReport({ startDate: from, endDate: to, metrics, dimension: 'day' }, access, environment)
  if (!days.ok) return days
  return { ok: true, value: { figures: [...now.value, ...days.value.flatMap(asFigures)], uses: [{ name: 'units', amount: 1 }] } }
}

/** `subscriberCount` is written as a text, rounded to three digits, and missing where the channel hides it. */
const statisticsSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        statistics: z.object({ subscriberCount: z.coerce.number().optional(), hiddenSubscriberCount: z.boolean().optional() }).optional(),
      }),
    )
    .default([]),
})

async function readSubscribers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly ProfileFigure[]>> {
  const query = { part: 'statistics', mine: 'true' }
  const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/channels', query, answer: statisticsSchema } as const
  const read = await ask(call, environment)
  if (!read.ok) return read
  const { subscriberCount, hiddenSubscriberCount = false } = read.value.items.find(({ id }) => id === access.externalId)?.statistics ?? {}
  return { ok: true, value: hiddenSubscriberCount ? [] : knownFigures([['followers', subscriberCount]]) }
}

function asFigures({ of, value }: ReportRow): readonly ProfileFigure[] {
  const day = Temporal.PlainDate.from(of)
  const minutes = value('estimatedMinutesWatched')
  const figures = knownFigures([
    ['followersGained', value('subscribersGained')],
    ['followersLost', value('subscribersLost')],
    ['videoViews', value('views')],
    ['watchSeconds', minutes === undefined ? undefined : Math.round(minutes * 60)],
    // More may have taken their like back on a day than liked; a number below 0 cannot be told.
    ['reactions', value('likes')],
    ['comments', value('comments')],
    ['shares', value('shares')],
  ])
  return figures.map((figure) => ({ ...figure, day }))
}
