import { z } from 'zod'

import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading } from '../network.ts'
import { ask } from './api.ts'
import { isSandbox, signedIn } from './session.ts'

const standard = ['IMPRESSION', 'SAVE', 'OUTBOUND_CLICK', 'TOTAL_COMMENTS', 'TOTAL_REACTIONS']
/** Only of films, and refused of others. */
const ofFilms = [...standard, 'VIDEO_MRC_VIEW']

/** Pin by pin. What Pinterest does not find is gone; the sandbox tells no numbers. */
export async function readPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const readings: PostReading[] = []
  const gone: string[] = []
  if (isSandbox(signedIn(access))) return { ok: true, value: { posts: [] } }
  for (const post of posts) {
    const read = await readPost(post, access, environment)
    if (read.ok) readings.push(read.value)
    else if (read.trouble.reason.code === 'pin-gone') gone.push(post.externalId)
    else if (read.trouble.kind !== 'rejected') return read
  }
  return { ok: true, value: { posts: readings, gone } }
}

const figure = z.number().optional().catch(undefined)
const metricsSchema = z.object({
  IMPRESSION: figure,
  SAVE: figure,
  OUTBOUND_CLICK: figure,
  VIDEO_MRC_VIEW: figure,
  TOTAL_COMMENTS: figure,
  TOTAL_REACTIONS: figure,
})
const answer = z.object({
  all: z.object({ summary_metrics: metricsSchema.default({}), lifetime_metrics: metricsSchema.default({}) }),
})

/** Of the days since it was made; comments and reactions are told for its whole life. */
async function readPost(
  { externalId, publishedAt, type }: PostAsked,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostReading>> {
  const today = environment.now().toZonedDateTimeISO('UTC').toPlainDate()
  const first = publishedAt.toZonedDateTimeISO('UTC').toPlainDate()
  const earliest = today.subtract({ days: 89 })
  const isFilm = type === 'video' || type === 'short'
  const query = {
    start_date: (Temporal.PlainDate.compare(first, earliest) < 0 ? earliest : first).toString(),
    end_date: today.toString(),
    metric_types: (isFilm ? ofFilms : standard).join(','),
  }
  const path = `/pins/${encodeURIComponent(externalId)}/analytics`
  const read = await ask({ ...signedIn(access), method: 'GET', path, query, answer, missing: 'pin-gone' }, environment)
  if (!read.ok) return read
  const { summary_metrics: sum, lifetime_metrics: life } = read.value.all
  const figures = knownFigures([
    ['impressions', sum.IMPRESSION],
    ['saves', sum.SAVE],
    ['clicks', sum.OUTBOUND_CLICK],
    ['reactions', life.TOTAL_REACTIONS],
    ['comments', life.TOTAL_COMMENTS],
    ['videoViews', sum.VIDEO_MRC_VIEW],
  ])
  return { ok: true, value: { externalId, figures } }
}
