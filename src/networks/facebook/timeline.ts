import { z } from 'zod'

import { graphInstant, recentPosts } from '../graph-timeline.ts'
import type { Timeline, TimelinePost } from '../network.ts'
import { ask } from './api.ts'
import { hostsOf, signedIn } from './session.ts'

/** Everything the Page shows, reels too; stories are gone after a day and are left out. */
export const timeline: Timeline = {
  recent: (since, access, environment) =>
    recentPosts({
      since,
      fields: 'id,message,created_time,permalink_url,attachments{type,subattachments{type}}',
      node: postSchema,
      ask: (query, answer) => ask({ ...signedIn(access), path: `${access.externalId}/published_posts`, query, answer }, environment),
      asPost: (post) => asPost(post, hostsOf(access).web),
      goesOn: 'next',
    }),
}

const typeSchema = z.string().optional()
const postSchema = z.object({
  id: z.string(),
  message: z.string().optional(),
  created_time: graphInstant,
  permalink_url: z.string().optional(),
  attachments: z
    .object({
      data: z.array(z.object({ type: typeSchema, subattachments: z.object({ data: z.array(z.object({ type: typeSchema })) }).optional() })),
    })
    .optional(),
})
function asPost(
  { id, message = '', created_time: publishedAt, permalink_url: url, attachments }: z.infer<typeof postSchema>,
  web: string,
): TimelinePost {
  const shown = (attachments?.data ?? []).flatMap(({ type, subattachments }) => subattachments?.data ?? [{ type }])
  const media = shown.filter(({ type = '' }) => /photo|video|album/.test(type)).length
  return { externalId: id, url: url ?? `${web}/${id}`, text: message, media, publishedAt }
}
