import { z } from 'zod'

import type { Timeline, TimelinePost } from '../network.ts'
import { rejected } from '../rejected.ts'
import { fromLittle } from './little.ts'
import { type ReadPost, readPosts } from './look-up.ts'
import { mayReadPosts, settingsSchema } from './session.ts'

/** As many as the network gives at once. */
const perPage = 100
const mostPages = 2

/** Only pages' posts can be read; a member's are shown to no app. */
export const timeline: Timeline = {
  recent: async (since, access, environment) => {
    if (!mayReadPosts(access)) return rejected('posts-not-readable')
    const { web } = settingsSchema.parse(access.settings)
    const posts: TimelinePost[] = []
    for (let page = 0; page < mostPages; page += 1) {
      const read = await readPosts({ count: perPage, start: page * perPage }, access, environment)
      if (!read.ok) return read
      const young = read.value.filter(({ createdAt }) => createdAt >= since.epochMilliseconds)
      posts.push(...young.map((post) => asPost(post, web)))
      if (young.length < perPage) break
    }
    return { ok: true, value: posts }
  },
}

function asPost(post: ReadPost, web: string): TimelinePost {
  const { id, commentary, createdAt } = post
  return {
    externalId: id,
    url: `${web}/feed/update/${id}/`,
    text: fromLittle(commentary),
    media: mediaIn(post),
    publishedAt: Temporal.Instant.fromEpochMilliseconds(createdAt),
  }
}

const contentSchema = z.object({
  media: z.object({ id: z.string() }).optional(),
  multiImage: z.object({ images: z.array(z.unknown()) }).optional(),
})

function mediaIn({ content }: ReadPost): number {
  const shown = contentSchema.safeParse(content).data
  if (shown?.multiImage) return shown.multiImage.images.length
  return shown?.media && !shown.media.id.startsWith('urn:li:document:') ? 1 : 0
}
