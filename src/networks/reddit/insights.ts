import { z } from 'zod'

import { followersNow } from '../followers-now.ts'
import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading, PostType } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** What the network tells of an account and its posts. How often a post was seen is told on its site alone. */
export const insights: Insights = {
  profile: followersNow({ source: 'subreddit.subscribers', note: 'insights.followers', everyHours: 24, read: readFollowers }),
  posts: {
    sources: [
      { metric: 'reactions', source: 'score', note: 'insights.score' },
      { metric: 'comments', source: 'num_comments' },
      { metric: 'shares', source: 'num_crossposts', note: 'insights.crossposts' },
    ],
    atOnce: 100,
    read: readPosts,
  },
}

const count = z.int().nullish().catch(undefined)
const meSchema = z.object({ id: z.string(), subreddit: z.object({ subscribers: count }).nullish() })

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<number | null | undefined>> {
  const read = await ask({ session: signedIn(access), path: 'api/v1/me', answer: meSchema }, environment)
  if (!read.ok) return read
  return { ok: true, value: read.value.subreddit?.subscribers }
}

const postSchema = z.object({
  name: z.string(),
  score: count,
  num_comments: count,
  num_crossposts: count,
  is_self: z.boolean().catch(false),
  is_video: z.boolean().catch(false),
  is_gallery: z.boolean().catch(false),
  poll_data: z.unknown().optional(),
  post_hint: z.string().nullish().catch(null),
  removed_by_category: z.string().nullish().catch(null),
})
type Post = z.infer<typeof postSchema>

const postsSchema = z.object({
  kind: z.literal('Listing'),
  data: z.object({ children: z.array(z.object({ data: postSchema })) }),
})

/** A post whose author deleted it says so; one that moderators removed still stands for its author. An id that is left out proves nothing. */
async function readPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const query = { id: posts.map(({ externalId }) => externalId).join(',') }
  const read = await ask({ session: signedIn(access), path: 'api/info', query, answer: postsSchema }, environment)
  if (!read.ok) return read
  const told = read.value.data.children.map(({ data }) => data)
  const gone = told.filter(isGone).map(({ name }) => name)
  return { ok: true, value: { posts: told.filter((post) => !isGone(post)).map(asReading), gone } }
}

function isGone({ removed_by_category: by }: Post): boolean {
  return by === 'deleted' || by === 'author'
}

function asReading(post: Post): PostReading {
  const { name, score, num_comments: comments, num_crossposts: shares } = post
  const figures = knownFigures([
    ['reactions', score],
    ['comments', comments],
    ['shares', shares],
  ])
  return { externalId: name, figures, type: typeOf(post) }
}

function typeOf({ is_self: isSelf, is_video: isVideo, is_gallery: isGallery, poll_data: poll, post_hint: hint }: Post): PostType {
  if (poll != null) return 'poll'
  if (isVideo) return 'video'
  if (isGallery) return 'gallery'
  if (isSelf) return 'text'
  return hint === 'image' ? 'image' : 'link'
}
