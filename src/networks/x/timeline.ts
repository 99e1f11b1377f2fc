import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { readPosts } from './read-posts.ts'
import { settingsSchema } from './session.ts'
import { readableText, type StoredPost } from './stored-post.ts'

export const timeline: Timeline = { recent }

/** Each post read costs money, so one page a day's worth is seldom more than needed; three are the most. */
const mostPages = 3

async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const read = await readPosts({ since, exclude: 'replies,retweets', mostPages }, access, environment)
  if (!read.ok) return read
  return { ok: true, value: read.value.posts.flatMap((post) => asTimelinePost(post, access)) }
}

function asTimelinePost(post: StoredPost, { settings }: AccountAccess): readonly TimelinePost[] {
  const { web, handle } = settingsSchema.parse(settings)
  if (post.created_at === undefined) return []
  return [
    {
      externalId: post.id,
      url: `${web}/${handle}/status/${post.id}`,
      text: readableText(post),
      media: (post.attachments?.media_keys ?? []).length,
      publishedAt: Temporal.Instant.from(post.created_at),
    },
  ]
}
