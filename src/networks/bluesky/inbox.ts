import { z } from 'zod'

import type { AccountAccess, Inbox, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { messagesSource, readMessages } from './chat-inbox.ts'
import { privateTo } from './chat-private.ts'
import { hiddenSource, readHidden } from './gate-hidden.ts'
import { hide, hideable } from './gate.ts'
import { asked, isBy, postSchema, postsBy, said, threadOf } from './inbox-items.ts'
import { lookingAgain } from './look-again.ts'
import { readNotices } from './read-notices.ts'

/** What others said to the profile, in public and in private, and what it said to others in the network's own app. */
export const inbox: Inbox = {
  sources: [{ name: 'notifications', every: 60 }, { name: 'own', every: 120 }, hiddenSource, messagesSource],
  read,
  lookingAgain,
  answering,
  hide,
  hideable,
  privateTo,
}

function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  switch (request.source) {
    case 'own':
      return readOwn(request, access, environment)
    case hiddenSource.name:
      return readHidden(request, access, environment)
    case messagesSource.name:
      return readMessages(request, access, environment)
    default:
      return readNotices(request, access, environment)
  }
}

const perPage = 50

/** When the newest that was read came in; `past`: the list is still being gone through, from there back to what was read before. */
const cursorSchema = z.object({
  top: z.string().optional(),
  past: z.object({ newest: z.string(), cursor: z.string() }).optional(),
})

const ownSchema = z.object({
  feed: z.array(z.object({ post: postSchema, reason: z.unknown().optional() })),
  cursor: z.string().optional(),
})

/** What the profile answered to others; its threads with itself are posts, and what it reposts are no words of its own. */
async function readOwn(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const at = { access, environment }
  const { top, past } = cursorSchema.parse(request.cursor ?? {})
  const query = { actor: access.externalId, filter: 'posts_with_replies', limit: `${perPage}`, ...(past ? { cursor: past.cursor } : {}) }
  const listed = await asked({ method: 'app.bsky.feed.getAuthorFeed', query, answer: ownSchema }, at)
  if (!listed.ok) return listed
  const feed = listed.value.feed.filter(({ reason }) => reason === undefined).map(({ post }) => post)
  const newest = past?.newest ?? feed[0]?.indexedAt ?? top
  const late = feed.filter(({ indexedAt }) => Date.parse(indexedAt) >= request.since.epochMilliseconds && indexedAt >= (top ?? ''))
  const answers = late.filter(({ record }) => record.reply && !isBy(record.reply.parent.uri, access))
  const posts = await postsBy(
    answers.map(({ record }) => record.reply?.root.uri ?? ''),
    at,
  )
  if (!posts.ok) return posts
  const items: InboxItem[] = []
  for (const post of answers) {
    const around = { ...at, posts: posts.value }
    const thread = await threadOf(post, around)
    if (!thread.ok) return thread
    items.push(said(post, { thread: thread.value, kind: thread.value.ours ? 'comment' : 'mention', around }))
  }
  const more = listed.value.cursor !== undefined && feed.length > 0 && late.length === feed.length
  const place = { ...(top === undefined ? {} : { top }), past: { newest: newest ?? '', cursor: listed.value.cursor ?? '' } }
  return { ok: true, value: { items, more, cursor: more ? place : newest === undefined ? {} : { top: newest } } }
}
