import { z } from 'zod'

import { graphInstant, recentPosts } from '../graph-timeline.ts'
import type { Timeline, TimelinePost } from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

/** Everything the profile shows, reels too. */
export const timeline: Timeline = {
  recent: (since, access, environment) => {
    const { profile } = settingsSchema.parse(access.settings)
    return recentPosts({
      since,
      fields: 'id,caption,media_type,permalink,timestamp,children{id}',
      node: mediaSchema,
      ask: (query, answer) => ask({ ...signedIn(access), path: `${version}/${access.externalId}/media`, query, answer }, environment),
      asPost: (media) => asPost(media, profile),
      goesOn: 'next',
    })
  },
}

const mediaSchema = z.object({
  id: z.string(),
  caption: z.string().optional(),
  media_type: z.string(),
  /** Absent for what is withheld, for example by copyright. */
  permalink: z.string().optional(),
  timestamp: graphInstant,
  children: z.object({ data: z.array(z.unknown()) }).optional(),
})
type Media = z.infer<typeof mediaSchema>

function asPost({ id, caption = '', media_type: kind, permalink, timestamp, children }: Media, profile: string): TimelinePost {
  const media = kind === 'CAROUSEL_ALBUM' ? (children?.data.length ?? 0) : 1
  return { externalId: id, url: permalink ?? profile, text: caption, media, publishedAt: timestamp }
}
