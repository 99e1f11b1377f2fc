import { z } from 'zod'

import { brokenDown, figuresFrom, type GraphMetric, insightsAnswer, metricsNamed } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import { knownFigures, sumOf } from '../known-figures.ts'
import type {
  AccountAccess,
  InsightMetric,
  NetworkEnvironment,
  Outcome,
  PostInsights,
  PostReading,
  PostType,
  VanishingPost,
} from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

/** By developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights; `impressions` and `plays` were taken away on 2025-04-21. */
const ofAll: Readonly<Record<string, InsightMetric>> = { views: 'impressions', reach: 'reach', shares: 'shares' }
const known: Readonly<Record<Product, Readonly<Record<string, InsightMetric>>>> = {
  FEED: { ...ofAll, likes: 'reactions', comments: 'comments', saved: 'saves' },
  REELS: { ...ofAll, likes: 'reactions', comments: 'comments', saved: 'saves' },
  STORY: { ...ofAll, replies: 'comments' },
}
type Product = 'FEED' | 'REELS' | 'STORY'

/** In milliseconds. */
const watched = 'ig_reels_video_view_total_time'

export const posts: PostInsights = {
  sources: [
    { metric: 'impressions', source: 'views', since: '2025-04-21', note: 'insights.views' },
    { metric: 'reach', source: 'reach' },
    { metric: 'reactions', source: 'likes' },
    { metric: 'comments', source: 'comments, replies', note: 'insights.replies' },
    { metric: 'shares', source: 'shares' },
    { metric: 'saves', source: 'saved' },
    { metric: 'watchSeconds', source: watched, note: 'insights.watched' },
    { metric: 'storyTaps', source: 'navigation: TAP_FORWARD + TAP_BACK', note: 'insights.story' },
    { metric: 'storyExits', source: 'navigation: TAP_EXIT + SWIPE_FORWARD', note: 'insights.story' },
  ],
  atOnce: 20,
  read: async (asked, access, environment) => {
    const readOne = readingFor(access, environment)
    const read: PostReading[] = []
    for (const { externalId } of asked) {
      const one = await readOne(externalId)
      if (one.ok) read.push(one.value)
      // What is gone and what may not be seen is refused with the same words, so that neither proves anything.
      else if (one.trouble.kind !== 'rejected') return orRightMissing(one)
    }
    return { ok: true, value: { posts: read } }
  },
  vanishing,
}

const mediaSchema = z.object({
  media_type: z.string(),
  media_product_type: z.string().optional(),
  like_count: z.number().optional(),
  comments_count: z.number().optional(),
})

function readingFor(access: AccountAccess, environment: NetworkEnvironment): (id: string) => Promise<Outcome<PostReading>> {
  const signed = signedIn(access)
  const askers = {
    FEED: metricsNamed(Object.keys(known.FEED)),
    REELS: metricsNamed([...Object.keys(known.REELS), watched]),
    STORY: metricsNamed(Object.keys(known.STORY)),
  }
  const navigation = metricsNamed(['navigation'])
  return async (externalId) => {
    const query = { fields: 'id,media_type,media_product_type,like_count,comments_count' }
    const media = await ask({ ...signed, path: `${version}/${externalId}`, query, answer: mediaSchema }, environment)
    if (!media.ok) return media
    const product = productOf(media.value)
    const asking = (wish: Readonly<Record<string, string>>) =>
      ask({ ...signed, path: `${version}/${externalId}/insights`, query: wish, answer: insightsAnswer }, environment)
    const counted = orFew(await askers[product]((names) => asking({ metric: names.join(',') })))
    if (!counted.ok) return counted
    const type = typeOf(media.value)
    if (product !== 'STORY') return { ok: true, value: { externalId, figures: figuresOfPost(counted.value, media.value), type } }
    const steps = orFew(await navigation(([metric = '']) => asking({ metric, breakdown: 'story_navigation_action_type' })))
    if (!steps.ok) return steps
    return { ok: true, value: { externalId, figures: [...figuresFrom(counted.value, known.STORY), ...navigated(steps.value)], type } }
  }
}

/** A story that fewer than five have seen is told nothing of; that is no trouble. */
function orFew(counted: Outcome<readonly GraphMetric[]>): Outcome<readonly GraphMetric[]> {
  const isFew = !counted.ok && counted.trouble.kind === 'rejected' && counted.trouble.reason.code === 'too-few-viewers'
  return isFew ? { ok: true, value: [] } : counted
}

function productOf({ media_product_type: product }: z.infer<typeof mediaSchema>): Product {
  return product === 'STORY' || product === 'REELS' ? product : 'FEED'
}

function typeOf(media: z.infer<typeof mediaSchema>): PostType {
  const product = productOf(media)
  if (product !== 'FEED') return product === 'STORY' ? 'story' : 'short'
  return media.media_type === 'CAROUSEL_ALBUM' ? 'gallery' : media.media_type === 'VIDEO' ? 'video' : 'image'
}

/** Of posts from before the account became a professional one there are no insights, but the counts that everybody sees. */
function figuresOfPost(metrics: readonly GraphMetric[], media: z.infer<typeof mediaSchema>): PostReading['figures'] {
  const figures = figuresFrom(metrics, known.FEED)
  const shown = knownFigures([
    ['reactions', media.like_count],
    ['comments', media.comments_count],
  ])
  const milliseconds = figuresFrom(metrics, { [watched]: 'watchSeconds' })
  return [
    ...figures,
    ...shown.filter(({ metric }) => !figures.some((figure) => figure.metric === metric)),
    ...milliseconds.map(({ metric, value }) => ({ metric, value: Math.round(value / 1000) })),
  ]
}

function navigated(metrics: readonly GraphMetric[]): PostReading['figures'] {
  const told = brokenDown(metrics)
  const counts = new Map([...told].map(([step, count]) => [step.toUpperCase(), count]))
  if (counts.size === 0) return []
  // Only what somebody did is in the breakdown.
  const count = (step: string) => counts.get(step) ?? 0
  return knownFigures([
    ['storyTaps', sumOf(count('TAP_FORWARD'), count('TAP_BACK'))],
    ['storyExits', sumOf(count('TAP_EXIT'), count('SWIPE_FORWARD'))],
  ])
}

const storiesSchema = z.object({
  data: z.array(z.object({ id: z.string(), permalink: z.string().optional(), timestamp: graphInstant, caption: z.string().optional() })),
})

/** Stories that can be seen now; neither they nor their numbers are told a day later. */
async function vanishing(
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly posts: readonly VanishingPost[] }>> {
  const query = { fields: 'id,caption,permalink,timestamp,media_product_type', limit: '100' }
  const call = { ...signedIn(access), path: `${version}/${access.externalId}/stories`, query, answer: storiesSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return orRightMissing(listed)
  const { profile } = settingsSchema.parse(access.settings)
  const stories = listed.value.data.map(({ id, permalink, timestamp, caption = '' }): VanishingPost => ({
    externalId: id,
    url: permalink ?? profile,
    text: caption,
    publishedAt: timestamp,
    type: 'story',
  }))
  return { ok: true, value: { posts: stories } }
}
