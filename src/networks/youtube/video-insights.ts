import { z } from 'zod'

import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, PostAsked, PostInsights, PostReading, PostsReading } from '../network.ts'
import { ask } from './api.ts'
import { type ReportRow, readReport } from './reports-api.ts'
import { signedIn } from './session.ts'

export const posts: PostInsights = {
  sources: [
    { metric: 'videoViews', source: 'viewCount' },
    { metric: 'reactions', source: 'likeCount' },
    { metric: 'comments', source: 'commentCount' },
    { metric: 'shares', source: 'shares', note: 'insights.late' },
    { metric: 'watchSeconds', source: 'estimatedMinutesWatched', note: 'insights.minutes' },
  ],
  // As many ids as one call of videos.list takes.
  atOnce: 50,
  read: readVideos,
}

/** Counts are written as texts, and missing where the owner hides them. */
const count = z.coerce.number().optional().catch(undefined)
const statisticsSchema = z.object({
  items: z
    .array(z.object({ id: z.string(), statistics: z.object({ viewCount: count, likeCount: count, commentCount: count }).optional() }))
    .default([]),
})
type Video = z.infer<typeof statisticsSchema>['items'][number]

/** What is counted at once, and with it what the reports know of until some days ago. Without the right to reports the counts are told alone. */
async function readVideos(
  asked: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const ids = asked.map(({ externalId }) => externalId)
  const query = { part: 'statistics', id: ids.join(','), maxResults: '50' }
  const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/videos', query, answer: statisticsSchema } as const
  const counted = await ask(call, environment)
  if (!counted.ok) return counted
  const there = counted.value.items
  const found = new Set(there.map(({ id }) => id))
  const reported = there.length === 0 ? ({ ok: true, value: [] } as const) : await readLives([...found], access, environment)
  if (!reported.ok && reported.trouble.kind !== 'rejected') return reported
  const rows = new Map((reported.ok ? reported.value : []).map((row) => [row.of, row]))
  return {
    ok: true,
    value: {
      posts: there.map((video) => asReading(video, rows.get(video.id))),
      // The owner is shown everything of theirs, be it private: what is missing was deleted.
      gone: ids.filter((id) => !found.has(id)),
      uses: [{ name: 'units', amount: 1 }],
    },
  }
}

/** The day on which YouTube began. */
const beginning = Temporal.PlainDate.from('2005-02-14')

function readLives(ids: readonly string[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly ReportRow[]>> {
  const endDate = environment.now().toZonedDateTimeISO('America/Los_Angeles').toPlainDate()
  const metrics = ['views', 'estimatedMinutesWatched', 'shares']
  // Reports of videos have to be sorted, and have two hundred rows at most.
  const more = { filters: `video==${ids.join(',')}`, sort: '-views', maxResults: '200' }
  return readReport({ startDate: beginning, endDate, metrics, dimension: 'video', more }, access, environment)
}

function asReading({ id: externalId, statistics }: Video, row: ReportRow | undefined): PostReading {
  const minutes = row?.value('estimatedMinutesWatched')
  const figures = knownFigures([
    ['videoViews', statistics?.viewCount],
    ['reactions', statistics?.likeCount],
    ['comments', statistics?.commentCount],
    ['shares', row?.value('shares')],
    ['watchSeconds', minutes === undefined ? undefined : Math.round(minutes * 60)],
  ])
  return { externalId, figures }
}
