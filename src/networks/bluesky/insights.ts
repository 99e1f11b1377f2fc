import { z } from 'zod'

import { followersNow } from '../followers-now.ts'
import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading, PostType } from '../network.ts'
import { ask } from './api.ts'
import { isThere } from './is-there.ts'
import { signedIn } from './session.ts'

/** The app's service counts what people do; how often something was seen it tells nobody. */
export const insights = {
  profile: followersNow({ source: 'followersCount', everyHours: 6, read: readFollowers }),
  posts: {
    sources: [
      { metric: 'reactions', source: 'likeCount' },
      { metric: 'comments', source: 'replyCount' },
      { metric: 'shares', source: 'repostCount + quoteCount' },
      { metric: 'saves', source: 'bookmarkCount' },
    ],
    atOnce: 25,
    read: readPosts,
  },
} satisfies Insights

const count = z.int().optional().catch(undefined)
const profileSchema = z.object({ followersCount: count })

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<number | null | undefined>> {
  const session = signedIn(access, environment)
  const query = { actor: access.externalId }
  const asked = await ask({ server: session.pds, method: 'app.bsky.actor.getProfile', query, answer: profileSchema }, session.environment)
  if (!asked.ok) return asked
  return { ok: true, value: asked.value.followersCount }
}

const embedSchema = z.object({ $type: z.string(), images: z.array(z.unknown()).optional() })
const postSchema = z.object({
  uri: z.string(),
  likeCount: count,
  replyCount: count,
  repostCount: count,
  quoteCount: count,
  bookmarkCount: count,
  embed: embedSchema.extend({ media: embedSchema.optional() }).optional().catch(undefined),
})
const postsSchema = z.object({ posts: z.array(postSchema) })

/** What is left out of the answer may only not be shown: its record tells whether it is gone. */
async function readPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const session = signedIn(access, environment)
  const query = posts.map(({ externalId }): [string, string] => ['uris', externalId])
  const call = { server: session.pds, method: 'app.bsky.feed.getPosts', query, answer: postsSchema }
  const asked = await ask(call, session.environment)
  if (!asked.ok) return asked
  const found = new Set(asked.value.posts.map(({ uri }) => uri))
  const gone: string[] = []
  for (const { externalId } of posts.filter((post) => !found.has(post.externalId))) {
    const there = await isThere(externalId, access, environment)
    if (!there.ok) return there
    if (there.value === 'gone') gone.push(externalId)
  }
  return { ok: true, value: { posts: asked.value.posts.map(asReading), gone } }
}

function asReading(post: z.infer<typeof postSchema>): PostReading {
  const figures = knownFigures([
    ['reactions', post.likeCount],
    ['comments', post.replyCount],
    ['shares', sumOf(post.repostCount, post.quoteCount)],
    ['saves', post.bookmarkCount],
  ])
  return { externalId: post.uri, figures, type: typeOf(post) }
}

function typeOf({ embed }: z.infer<typeof postSchema>): PostType {
  const media = embed?.media ?? embed
  if (media?.$type === 'app.bsky.embed.images#view') return (media.images?.length ?? 1) > 1 ? 'gallery' : 'image'
  return typeByEmbed[media?.$type ?? ''] ?? 'text'
}

const typeByEmbed: Readonly<Record<string, PostType>> = {
  'app.bsky.embed.gallery#view': 'gallery',
  'app.bsky.embed.video#view': 'video',
  'app.bsky.embed.external#view': 'link',
}
