import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import {
  aboutOf,
  type Around,
  asked,
  type Asking,
  authorOf,
  authorSchema,
  postsBy,
  recordSchema,
  said,
  threadOf,
  timeOf,
} from './inbox-items.ts'

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

const listedSchema = z.object({ notifications: z.array(noticeSchema), cursor: z.string().optional() })

/** `top`: where the newest that was read stands; `told`: what was told of the time before it. `past`: the list is still being gone through, from there back to what was read before. */
const cursorSchema = z.object({
  top: z.string().optional(),
  told: z.array(z.string()).optional(),
  past: z.object({ newest: z.string(), cursor: z.string(), told: z.array(z.string()).default([]) }).optional(),
})

/** Reasons that say something; likes and follows do not. */
const kinds: Readonly<Record<string, 'comment' | 'mention' | 'quote' | 'share'>> = {
  reply: 'comment',
  mention: 'mention',
  quote: 'quote',
  repost: 'share',
}

const perPage = 50
/** A notice stands where its author's clock says that it was written, and comes into the list once it is indexed: so long it may be late, behind others that are read. */
const latest = 60 * 60_000
/** What is known as told; beyond so many in an hour some are told again, which changes nothing. */
const mostTold = 500

/** The list goes back only: from the newest to an hour before what was read last, leaving out what was told. */
export async function readNotices(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const at = { access, environment }
  const { top, told = [], past } = cursorSchema.parse(request.cursor ?? {})
  const query: [string, string][] = [
    ['limit', `${perPage}`],
    ...Object.keys(kinds).map((reason): [string, string] => ['reasons', reason]),
    ...(past ? [['cursor', past.cursor] satisfies [string, string]] : []),
  ]
  const listed = await asked({ method: 'app.bsky.notification.listNotifications', query, answer: listedSchema }, at)
  if (!listed.ok) return listed
  const { notifications, cursor } = listed.value
  const newest = past?.newest ?? notifications[0]?.indexedAt ?? top
  const from = Math.max(request.since.epochMilliseconds, top === undefined ? 0 : Date.parse(top) - latest)
  const late = notifications.filter(({ indexedAt }) => Date.parse(indexedAt) >= from)
  const known = new Set(told)
  const items = await itemsOf(
    late.filter(({ uri, reason }) => kinds[reason] !== undefined && !known.has(uri)),
    at,
  )
  if (!items.ok) return items
  const fresh = new Set(items.value.map(({ externalId }) => externalId))
  const nowTold = [...(past?.told ?? []), ...late.flatMap(({ uri }) => (known.has(uri) || fresh.has(uri) ? [uri] : []))].slice(0, mostTold)
  const more = cursor !== undefined && notifications.length > 0 && late.length === notifications.length
  const place = { ...(top === undefined ? {} : { top, told }), past: { newest: newest ?? '', cursor: cursor ?? '', told: nowTold } }
  const end = newest === undefined ? {} : { top: newest, told: nowTold }
  return { ok: true, value: { items: items.value, more, cursor: more ? place : end } }
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
  // Deleted since, or not to be had yet: then it is asked for again.
  if (!post) return { ok: true, value: [] }
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
