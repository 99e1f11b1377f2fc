import { z } from 'zod'

import type { Json } from '#kit/json'

import type {
  AccountAccess,
  Inbox,
  InboxItem,
  InboxMedia,
  InboxPage,
  InboxRequest,
  InboxThread,
  NetworkEnvironment,
  Outcome,
} from '../network.ts'
import { answering } from './answering.ts'
import { ask, type StrongRef, strongRefSchema } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

/** What others said to the profile, and what it said to others in the network's own app. */
export const inbox: Inbox = {
  sources: [
    { name: 'notifications', every: 60 },
    { name: 'own', every: 120 },
  ],
  read: (request, access, environment) =>
    request.source === 'own' ? readOwn(request, access, environment) : readNotices(request, access, environment),
  answering,
  // Private messages are a service of their own, for which neither an app password nor the rights asked for are good.
  privateTo: () => ({ refused: { code: 'private-elsewhere' } }),
}

const perPage = 50

/** When the newest that was read came in; `past`: the list is still being gone through, from there back to what was read before. */
const cursorSchema = z.object({
  top: z.string().optional(),
  past: z.object({ newest: z.string(), cursor: z.string() }).optional(),
})

const authorSchema = z.object({
  did: z.string(),
  handle: z.string(),
  displayName: z.string().optional(),
  avatar: z.string().optional(),
})
const recordSchema = z.object({
  text: z.string().default(''),
  createdAt: z.string().optional(),
  reply: z.object({ root: strongRefSchema, parent: strongRefSchema }).optional().catch(undefined),
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

const imageSchema = z.object({ fullsize: z.string(), thumb: z.string(), alt: z.string().default('') })
const mediaSchema = z.object({
  images: z.array(imageSchema).optional(),
  thumbnail: z.string().optional(),
  playlist: z.string().optional(),
  alt: z.string().optional(),
})
const postSchema = z.object({
  uri: z.string(),
  cid: z.string(),
  author: authorSchema,
  record: recordSchema,
  embed: mediaSchema.extend({ media: mediaSchema.optional() }).optional().catch(undefined),
  indexedAt: z.string(),
})
type Post = z.infer<typeof postSchema>

const postsSchema = z.object({ posts: z.array(postSchema) })

/** Reasons that say something; likes and follows do not. */
const kinds: Readonly<Record<string, 'comment' | 'mention' | 'quote' | 'share'>> = {
  reply: 'comment',
  mention: 'mention',
  quote: 'quote',
  repost: 'share',
}

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
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

type Posts = ReadonlyMap<string, Post>
type Around = Asking & { readonly posts: Posts }

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

const mostAtOnce = 25

/** Those of the posts that are still there. */
async function postsBy(uris: readonly string[], at: Asking): Promise<Outcome<Posts>> {
  const wanted = [...new Set(uris)].filter((uri) => uri !== '')
  const found = new Map<string, Post>()
  for (let from = 0; from < wanted.length; from += mostAtOnce) {
    const query = wanted.slice(from, from + mostAtOnce).map((uri): [string, string] => ['uris', uri])
    const read = await asked({ method: 'app.bsky.feed.getPosts', query, answer: postsSchema }, at)
    if (!read.ok) return read
    for (const post of read.value.posts) found.set(post.uri, post)
  }
  return { ok: true, value: found }
}

type Talk = InboxThread & { readonly ours: boolean }

interface Above {
  readonly post?: Post | undefined
  readonly parent?: Above | undefined
}
const aboveSchema: z.ZodType<Above> = z.object({ post: postSchema.optional(), parent: z.lazy(() => aboveSchema).optional() })
const threadSchema = z.object({ thread: aboveSchema })

/** Under one post of the profile every comment is a talk of its own; elsewhere, what its first post began. */
async function threadOf(post: Post, { posts, ...at }: Around): Promise<Outcome<Talk>> {
  const { reply } = post.record
  if (!reply) return { ok: true, value: { externalId: post.uri, ours: false } }
  const root = posts.get(reply.root.uri)
  const ours = isBy(reply.root.uri, at.access)
  const about = root ? { about: aboutOf(root, at) } : {}
  if (!ours) return { ok: true, value: { externalId: reply.root.uri, ...about, ours } }
  if (reply.parent.uri === reply.root.uri) return { ok: true, value: { externalId: post.uri, ...about, ours } }
  const query = { uri: post.uri, depth: '0', parentHeight: '100' }
  const read = await asked({ method: 'app.bsky.feed.getPostThread', query, answer: threadSchema }, at)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: { externalId: reply.parent.uri, ...about, ours } } : read
  let top = read.value.thread
  while (top.parent?.post && top.parent.post.uri !== reply.root.uri) top = top.parent
  return { ok: true, value: { externalId: top.post?.uri ?? post.uri, ...about, ours } }
}

interface Saying {
  readonly thread: Talk
  readonly kind: InboxItem['kind']
  readonly around: Asking
}

function said(post: Post, { thread: talk, kind, around }: Saying): InboxItem {
  const { ours: _, ...thread } = talk
  const { uri, record, author, indexedAt } = post
  return {
    externalId: uri,
    kind,
    thread,
    author: authorOf(author, around),
    byUs: author.did === around.access.externalId,
    text: record.text,
    media: mediaOf(post),
    at: timeOf(record.createdAt, indexedAt),
    url: addressOf(uri, author.did, around),
    ...(record.reply ? { answers: record.reply.parent.uri } : {}),
    answerTo: answerTo(post),
  }
}

function answerTo({ uri, cid, record }: Post): Json {
  const parent: StrongRef = { uri, cid }
  return { root: { ...(record.reply?.root ?? parent) }, parent: { ...parent } }
}

function aboutOf({ uri, record, author }: Post, around: Asking): NonNullable<InboxThread['about']> {
  const ours = author.did === around.access.externalId
  const name = author.displayName?.trim() || author.handle
  return { externalId: uri, url: addressOf(uri, author.did, around), text: record.text, ...(ours ? {} : { author: name }) }
}

function authorOf({ did, handle, displayName, avatar }: z.infer<typeof authorSchema>, { access }: Asking): InboxItem['author'] {
  const { web } = settingsSchema.parse(access.settings)
  return {
    externalId: did,
    handle,
    name: displayName?.trim() || handle,
    url: `${web}/profile/${did}`,
    ...(avatar === undefined ? {} : { avatarUrl: avatar }),
  }
}

function mediaOf({ embed }: Post): readonly InboxMedia[] {
  const shown = embed?.media ?? embed
  const images = shown?.images ?? []
  const film = shown?.playlist
  return [
    ...images.map(({ fullsize, thumb, alt }) => ({ kind: 'image' as const, url: fullsize, thumbUrl: thumb, alt })),
    ...(film === undefined
      ? []
      : [{ kind: 'video' as const, url: film, alt: shown?.alt ?? '', ...(shown?.thumbnail ? { thumbUrl: shown.thumbnail } : {}) }]),
  ]
}

/** A post may be dated as its author likes; the network shows the earlier of that and when it came in. */
function timeOf(createdAt: string | undefined, indexedAt: string): Temporal.Instant {
  const [created, indexed] = [Date.parse(createdAt ?? ''), Date.parse(indexedAt)]
  return Temporal.Instant.fromEpochMilliseconds(Number.isNaN(created) ? indexed : Math.min(created, indexed))
}

function addressOf(uri: string, did: string, { access }: Asking): string {
  const { web } = settingsSchema.parse(access.settings)
  return `${web}/profile/${did}/post/${uri.split('/').at(-1) ?? ''}`
}

function isBy(uri: string, { externalId }: AccountAccess): boolean {
  return uri.startsWith(`at://${externalId}/`)
}

interface Question<Answer> {
  readonly method: string
  readonly query: Readonly<Record<string, string>> | readonly [string, string][]
  readonly answer: z.ZodType<Answer>
}

/** The account's own server asks the app's service for it. */
function asked<Answer>(question: Question<Answer>, { access, environment }: Asking): Promise<Outcome<Answer>> {
  const session = signedIn(access, environment)
  return ask({ server: session.pds, ...question }, session.environment)
}
