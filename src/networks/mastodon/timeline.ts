import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import type { Status } from './api.ts'
import { plainText } from './html.ts'
import { pagesOf } from './pages.ts'
import { asMade } from './part.ts'
import { signedIn } from './session.ts'

export const timeline: Timeline = { recent }

const mostPosts = 400

async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const { server } = signedIn(access)
  const posts: TimelinePost[] = []
  for await (const page of pagesOf(access, { exclude_replies: 'true' }, environment)) {
    if (!page.ok) return posts.length > 0 && page.trouble.reason.code === 'not-seen-whole' ? { ok: true, value: posts } : page
    const { statuses } = page.value
    const late = statuses.filter(({ created_at: at }) => Date.parse(at) >= since.epochMilliseconds)
    posts.push(...late.filter(isAPost).map((status) => asPost(status, server)))
    if (late.length < statuses.length || posts.length >= mostPosts) break
  }
  return { ok: true, value: posts }
}

/** The server leaves out boosts and answers to others; answers to oneself are the later parts of threads, and private mentions are no posts. */
function isAPost({ in_reply_to_id: answered, visibility, reblog }: Status): boolean {
  return !answered && !reblog && visibility !== 'direct'
}

function asPost(status: Status, server: string): TimelinePost {
  const { id, url } = asMade(status, server)
  return {
    externalId: id,
    url,
    text: plainText(status.content),
    media: status.media_attachments.length,
    publishedAt: Temporal.Instant.from(status.created_at),
  }
}
