import { z } from 'zod'

import { followersNow } from '../followers-now.ts'
import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading, PostType } from '../network.ts'
import { readStatuses } from './read-statuses.ts'
import { signedIn, whoIs } from './session.ts'

/** A server counts what it was told of by other servers; how often something was seen nobody counts. */
export const insights = {
  profile: followersNow({ source: 'followers_count', everyHours: 6, read: readFollowers }),
  posts: {
    sources: [
      { metric: 'reactions', source: 'favourites_count', note: 'insights.known-here' },
      { metric: 'comments', source: 'replies_count', note: 'insights.known-here' },
      { metric: 'shares', source: 'reblogs_count + quotes_count', note: 'insights.shares' },
    ],
    atOnce: 20,
    read: readPosts,
  },
} satisfies Insights

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<number | null | undefined>> {
  const who = await whoIs(signedIn(access), environment)
  if (!who.ok) return who
  return { ok: true, value: who.value.followers_count }
}

const count = z.int().nullish().catch(undefined)
const statusSchema = z.object({
  id: z.string(),
  favourites_count: count,
  replies_count: count,
  reblogs_count: count,
  /** Since 4.5. */
  quotes_count: count,
  media_attachments: z.array(z.object({ type: z.string() })).default([]),
  poll: z.unknown().optional(),
  card: z.unknown().optional(),
})
type Status = z.infer<typeof statusSchema>

async function readPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const ids = posts.map(({ externalId }) => externalId)
  const read = await readStatuses({ ids, answer: statusSchema }, access, environment)
  if (!read.ok) return read
  return { ok: true, value: { posts: read.value.statuses.map(asReading), gone: read.value.missing } }
}

function asReading(status: Status): PostReading {
  const type = typeOf(status)
  const figures = knownFigures([
    ['reactions', status.favourites_count],
    ['comments', status.replies_count],
    ['shares', sumOf(status.reblogs_count, status.quotes_count ?? 0)],
  ])
  return { externalId: status.id, figures, ...(type === undefined ? {} : { type }) }
}

/** Sounds alone are none of the kinds. A moving picture has no sound, so it is a picture. */
function typeOf({ media_attachments: media, poll, card }: Status): PostType | undefined {
  if (poll) return 'poll'
  if (media.some(({ type }) => type === 'video')) return 'video'
  if (media.some(({ type }) => type !== 'image' && type !== 'gifv')) return undefined
  if (media.length > 0) return media.length > 1 ? 'gallery' : 'image'
  return card ? 'link' : 'text'
}
