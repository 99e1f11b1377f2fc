import { z } from 'zod'

import { figuresFrom, insightsAnswer, metricsNamed } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import { knownFigures } from '../known-figures.ts'
import type {
  AccountAccess,
  InsightMetric,
  NetworkEnvironment,
  Outcome,
  PostAsked,
  PostInsights,
  PostReading,
  PostType,
  VanishingPost,
} from '../network.ts'
import { ask } from './api.ts'
import { hostsOf, signedIn } from './session.ts'

/** By developers.facebook.com/docs/graph-api/reference/insights; `post_impressions` was taken away on 2025-11-15. */
const ofPost: Readonly<Record<string, InsightMetric>> = {
  post_media_view: 'impressions',
  post_total_media_view_unique: 'reach',
  post_clicks: 'clicks',
  post_reactions_by_type_total: 'reactions',
}

const ofVideo: Readonly<Record<string, InsightMetric>> = { ...ofPost, post_video_views: 'videoViews' }

/** By the specification of v25.0, which writes them in capitals; the network takes either. */
const ofStory: Readonly<Record<string, InsightMetric>> = {
  story_media_view: 'impressions',
  story_total_media_view_unique: 'reach',
  pages_fb_story_replies: 'comments',
  pages_fb_story_shares: 'shares',
  pages_fb_story_thread_lightweight_reactions: 'reactions',
}

export const posts: PostInsights = {
  sources: [
    { metric: 'impressions', source: 'post_media_view', since: '2025-11-15', note: 'insights.views' },
    { metric: 'reach', source: 'post_total_media_view_unique', note: 'insights.reach' },
    { metric: 'reactions', source: 'post_reactions_by_type_total' },
    { metric: 'comments', source: 'comments' },
    { metric: 'shares', source: 'shares' },
    { metric: 'clicks', source: 'post_clicks', note: 'insights.clicks' },
    { metric: 'videoViews', source: 'post_video_views' },
  ],
  atOnce: 20,
  read: async (asked, access, environment) => {
    const reading = readingFor(access, environment)
    const read: PostReading[] = []
    for (const post of asked) {
      const one = await (isStory(post) ? reading.story(post) : reading.post(post))
      if (one.ok) read.push(one.value)
      // What is gone and what may not be seen is refused with the same words, so that neither proves anything.
      else if (one.trouble.kind !== 'rejected') return orRightMissing(one)
    }
    return { ok: true, value: { posts: read } }
  },
  vanishing,
}

/** A post's own id has the Page's in front of it, that of a story made from a photo has not. */
function isStory({ type, externalId }: PostAsked): boolean {
  return type === 'story' || (type === undefined && !externalId.includes('_'))
}

const attachedSchema = z.object({ type: z.string().optional() })
const postSchema = z.object({
  permalink_url: z.string().optional(),
  shares: z.object({ count: z.number() }).optional(),
  comments: z.object({ summary: z.object({ total_count: z.number() }).optional() }).optional(),
  attachments: z.object({ data: z.array(attachedSchema) }).optional(),
})

function readingFor(access: AccountAccess, environment: NetworkEnvironment) {
  const signed = signedIn(access)
  const askers = {
    post: metricsNamed(Object.keys(ofPost)),
    video: metricsNamed(Object.keys(ofVideo)),
    story: metricsNamed(Object.keys(ofStory)),
  }
  return {
    post: async ({ externalId }: PostAsked): Promise<Outcome<PostReading>> => {
      const query = { fields: 'id,permalink_url,shares,comments.filter(stream).limit(0).summary(true),attachments{type}' }
      const own = await ask({ ...signed, path: externalId, query, answer: postSchema }, environment)
      if (!own.ok) return own
      const type = typeOf(own.value)
      const isVideo = type === 'video' || type === 'short'
      const counted = await askers[isVideo ? 'video' : 'post']((names) => {
        const wish = { metric: names.join(','), period: 'lifetime' }
        return ask({ ...signed, path: `${externalId}/insights`, query: wish, answer: insightsAnswer }, environment)
      })
      if (!counted.ok) return counted
      const { comments, shares } = own.value
      const figures = [
        ...figuresFrom(counted.value, isVideo ? ofVideo : ofPost),
        // The API leaves shares out where nobody shared.
        ...knownFigures([
          ['comments', comments?.summary?.total_count],
          ['shares', shares?.count ?? 0],
        ]),
      ]
      return { ok: true, value: { externalId, figures, type } }
    },
    story: async ({ externalId }: PostAsked): Promise<Outcome<PostReading>> => {
      const counted = await askers.story((names) => {
        const query = { metric: names.join(',') }
        return ask({ ...signed, path: `${numberOf(externalId)}/insights`, query, answer: insightsAnswer }, environment)
      })
      if (!counted.ok) return counted
      return { ok: true, value: { externalId, figures: figuresFrom(counted.value, ofStory), type: 'story' } }
    },
  }
}

/** A story is known by its number alone. */
function numberOf(externalId: string): string {
  return externalId.slice(externalId.indexOf('_') + 1)
}

function typeOf({ attachments, permalink_url: url = '' }: z.infer<typeof postSchema>): PostType {
  const type = attachments?.data[0]?.type
  if (type === undefined) return 'text'
  if (type.startsWith('video')) return /\/reel\//.test(url) ? 'short' : 'video'
  if (type === 'album') return 'gallery'
  return type === 'photo' || type.endsWith('_photo') ? 'image' : 'link'
}

const storiesSchema = z.object({
  data: z.array(
    z.object({
      post_id: z.string(),
      status: z.string().optional(),
      media_type: z.string().optional(),
      url: z.string().optional(),
      creation_time: z.string().regex(/^\d+$/).or(graphInstant),
    }),
  ),
})

/** Stories that can be seen now; a day later only the archive has them. */
async function vanishing(
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly posts: readonly VanishingPost[] }>> {
  const since = environment.now().subtract({ hours: 25 })
  const query = {
    fields: 'post_id,status,media_type,creation_time,url',
    since: String(Math.floor(since.epochMilliseconds / 1000)),
    limit: '100',
  }
  const call = { ...signedIn(access), path: `${access.externalId}/stories`, query, answer: storiesSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return orRightMissing(listed)
  const { web } = hostsOf(access)
  const up = listed.value.data.filter(({ status = 'published' }) => status.toLowerCase() === 'published')
  const stories = up.map(({ post_id: number, media_type: kind, url, creation_time: time }): VanishingPost => ({
    // As publishing gives them: after a video its post is asked for, which has the Page's id in front.
    externalId: kind?.toLowerCase() === 'video' ? `${access.externalId}_${number}` : number,
    url: url ?? `${web}/${access.externalId}`,
    text: '',
    publishedAt: typeof time === 'string' ? Temporal.Instant.fromEpochMilliseconds(Number(time) * 1000) : time,
    type: 'story',
  }))
  return { ok: true, value: { posts: stories } }
}
