import type { AccountAccess, Timeline, TimelinePost } from '../network.ts'
import { idOf, type LocalPost } from './local-post.ts'
import { readPosts } from './read-posts.ts'
import { settingsSchema } from './session.ts'

/** Every post of the location, but those that Google rejected, which nobody sees. */
export const timeline: Timeline = {
  recent: async (since, access, environment) => {
    const read = await readPosts({ since }, access, environment)
    if (!read.ok) return read
    const shown = read.value.posts.filter(({ state }) => state !== 'REJECTED')
    return { ok: true, value: shown.map((post) => asTimelinePost(post, access)) }
  },
}

function asTimelinePost(post: LocalPost, { settings }: AccountAccess): TimelinePost {
  const { summary, event, media, createTime, searchUrl } = post
  const text = [event?.title ?? '', summary].filter((each) => each !== '').join('\n\n')
  const url = searchUrl ?? settingsSchema.parse(settings).profile
  return { externalId: idOf(post), url, text, media: media.length, publishedAt: createTime }
}
