import { z } from 'zod'

import type { AccountAccess, Inbox, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { messagesSource, readMessages } from './chat-inbox.ts'
import { privateTo } from './chat-private.ts'
import { hiddenSource, readHidden } from './gate-hidden.ts'
import { hide, hideable } from './gate.ts'
import {
  aboutOf,
  type Around,
  asked,
  type Asking,
  authorOf,
  authorSchema,
  isBy,
  postSchema,
  postsBy,
  recordSchema,
  said,
  threadOf,
  timeOf,
} from './inbox-items.ts'
import { lookingAgain } from './look-again.ts'

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

const noticeSchema = z.object({
  uri: z.string(),
  cid: z.string(),
  author: authorSchema,
  reason: z.string(),
  reasonSubject: z.string().optional(),
  record: recordSchema,
  indexedAt: z.string(),
})
type Notice = z.infer<typeof noticeSchema>

/** Reasons that say something; likes and follows do not. */
const kinds: Readonly<Record<string, 'comment' | 'mention' | 'quote' | 'share'>> = {
  reply: 'comment',
  mention: 'mention',
  quote: 'quote',
  repost: 'share',
}

const listedSchema = z.object({ notifications: z.array(noticeSchema), cursor: z.string().optional() })

/** The list goes back only: from the newest to what was read before. */
async function readNotices(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const at = { access, environment }
  const { top, past } = cursorSchema.parse(request.cursor ?? {})
  const query = { limit: `${perPage}`, ...(past ? { cursor: past.cursor } : {}) }
  const listed = await asked({ method: 'app.bsky.notification.listNotifications', query, answer: listedSchema }, at)
  if (!listed.ok) return listed
  const { notifications, cursor } = listed.value
  const newest = past?.newest ?? notifications[0]?.indexedAt ?? top
  // What came in at the very moment of the last is told again rather than missed.
  const late = notifications.filter(({ indexedAt }) => Date.parse(indexedAt) >= request.since.epochMilliseconds && indexedAt >= (top ?? ''))
  const items = await itemsOf(
    late.filter(({ reason }) => kinds[reason] !== undefined),
    at,
  )
  if (!items.ok) return items
  const more = cursor !== undefined && notifications.length > 0 && late.length === notifications.length
  const place = { ...(top === undefined ? {} : { top }), past: { newest: newest ?? '', cursor: cursor ?? '' } }
  return { ok: true, value: { items: items.value, more, cursor: more ? place : newest === undefined ? {} : { top: newest } } }
}

async function itemsOf(notices: readonly Notice[], at: Asking): Promise<Outcome<readonly InboxItem[]>> {
  const posts = await postsBy(
    notices.flatMap(({ uri, reason, reasonSubject, record }) =>
      reason === 'repost' ? (reasonSubject ?? []) : [uri, record.reply?.root.uri ?? []].flat(),
    ),
    at,
  )
  if (!posts.ok) return posts
  const items: InboxItem[] = []
  for (const notice of notices) {
    const item = await itemOf(notice, { ...at, posts: posts.value })
    if (!item.ok) return item
    items.push(...item.value)
  }
  return { ok: true, value: items }
}

async function itemOf(notice: Notice, around: Around): Promise<Outcome<readonly InboxItem[]>> {
  if (notice.reason === 'repost') return { ok: true, value: [shared(notice, around)] }
  const post = around.posts.get(notice.uri)
  if (!post) return { ok: true, value: [] } // Deleted since.
  const thread = await threadOf(post, around)
  if (!thread.ok) return thread
  const kind = kinds[notice.reason] ?? 'mention'
  return {
    ok: true,
    value: [said(post, { thread: thread.value, kind: kind === 'comment' && !thread.value.ours ? 'mention' : kind, around })],
  }
}

function shared({ uri, author, record, indexedAt, reasonSubject = '' }: Notice, around: Around): InboxItem {
  const about = around.posts.get(reasonSubject)
  return {
    externalId: uri,
    kind: 'share',
    thread: { externalId: `shares:${reasonSubject}`, ...(about ? { about: aboutOf(about, around) } : {}) },
    author: authorOf(author, around),
    byUs: false,
    text: '',
    media: [],
    at: timeOf(record.createdAt, indexedAt),
  }
}

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
