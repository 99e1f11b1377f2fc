import { z } from 'zod'

import { graphInstant, recentPosts } from '../graph-timeline.ts'
import type { Timeline, TimelinePost } from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

/** Every post of the profile's own; its answers are in a list of their own, and what it reposts is somebody else's. */
export const timeline: Timeline = {
  recent: (since, access, environment) => {
    const { profile } = settingsSchema.parse(access.settings)
    return recentPosts({
      since,
      fields: 'id,text,media_type,permalink,timestamp,children',
      node: postSchema,
      ask: (query, answer) => ask({ ...signedIn(access), path: `${version}/me/threads`, query, answer }, environment),
      asPost: (post) => (post.media_type === 'REPOST_FACADE' ? undefined : asPost(post, profile)),
      goesOn: 'full',
    })
  },
}

const postSchema = z.object({
  id: z.string(),
  text: z.string().optional(),
  media_type: z.string(),
  permalink: z.string().optional(),
  timestamp: graphInstant,
  children: z.object({ data: z.array(z.unknown()) }).optional(),
})
function asPost(
  { id, text = '', media_type: kind, permalink, timestamp, children }: z.infer<typeof postSchema>,
  profile: string,
): TimelinePost {
  const media = children?.data.length ?? (kind === 'IMAGE' || kind === 'VIDEO' ? 1 : 0)
  return { externalId: id, url: permalink ?? profile, text, media, publishedAt: timestamp }
}
