import { z } from 'zod'

import { followersNow } from '../followers-now.ts'
import { knownFigures } from '../known-figures.ts'
import type { AccountAccess, Insights, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

/** The Display API tells what everybody sees, as of this moment; of days before it knows nothing. */
export const insights: Insights = {
  profile: followersNow({ source: 'follower_count', everyHours: 6, read: readFollowers }),
  posts: {
    sources: [
      { metric: 'videoViews', source: 'view_count' },
      { metric: 'reactions', source: 'like_count' },
      { metric: 'comments', source: 'comment_count' },
      { metric: 'shares', source: 'share_count' },
    ],
    atOnce: 20,
    read: readPosts,
  },
}

const count = z.number().optional().catch(undefined)
const userAnswer = z.object({ user: z.object({ follower_count: count }) })

async function readFollowers(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<number | null | undefined>> {
  const fields = 'open_id,follower_count'
  const asked = await ask({ ...signedIn(access), path: 'user/info/', fields, answer: userAnswer }, environment)
  if (!asked.ok) return orNotAllowed(asked)
  return { ok: true, value: asked.value.user.follower_count }
}

const videosAnswer = z.object({
  videos: z
    .array(z.object({ id: z.coerce.string(), view_count: count, like_count: count, comment_count: count, share_count: count }))
    .default([]),
})
type Video = z.infer<typeof videosAnswer>['videos'][number]

/** A post that never got an id of its own cannot be asked about. What is left out of the answer may only not be public. */
async function readPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const ids = posts.map(({ externalId }) => externalId).filter((id) => /^\d+$/.test(id))
  if (ids.length === 0) return { ok: true, value: { posts: [] } }
  const fields = 'id,view_count,like_count,comment_count,share_count'
  const send = { json: { filters: { video_ids: ids } } }
  const asked = await ask({ ...signedIn(access), path: 'video/query/', fields, send, answer: videosAnswer }, environment)
  return asked.ok ? { ok: true, value: { posts: asked.value.videos.map(asReading) } } : orNotAllowed(asked)
}

function asReading(video: Video): PostReading {
  const figures = knownFigures([
    ['videoViews', video.view_count],
    ['reactions', video.like_count],
    ['comments', video.comment_count],
    ['shares', video.share_count],
  ])
  return { externalId: video.id, figures }
}

/** A profile that was connected before Hearth asked for this right goes on without it: it is refused, not signed out. */
function orNotAllowed({ trouble }: Extract<Outcome<never>, { ok: false }>): Extract<Outcome<never>, { ok: false }> {
  const isMissing = trouble.kind === 'signed-out' && trouble.reason.code === 'right-missing-now'
  return { ok: false, trouble: isMissing ? { kind: 'rejected', reason: { ...trouble.reason, code: 'insights-not-allowed' } } : trouble }
}
