import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, InboxItem, InboxMedia, InboxThread, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, type StrongRef, strongRefSchema } from './api.ts'
import { acceptsShape, unreachable } from './chat-private.ts'
import { settingsSchema, signedIn } from './session.ts'

export const authorSchema = z.object({
  did: z.string(),
  handle: z.string(),
  displayName: z.string().optional(),
  avatar: z.string().optional(),
  ...acceptsShape,
})
export const recordSchema = z.object({
  text: z.string().default(''),
  createdAt: z.string().optional(),
  reply: z.object({ root: strongRefSchema, parent: strongRefSchema }).optional().catch(undefined),
})
const imageSchema = z.object({ fullsize: z.string(), thumb: z.string(), alt: z.string().default('') })
const mediaSchema = z.object({
  images: z.array(imageSchema).optional(),
  thumbnail: z.string().optional(),
  playlist: z.string().optional(),
  alt: z.string().optional(),
})
export const postSchema = z.object({
  uri: z.string(),
  cid: z.string(),
  author: authorSchema,
  record: recordSchema,
  embed: mediaSchema.extend({ media: mediaSchema.optional() }).optional().catch(undefined),
  /** Of a post that begins a talk. */
  threadgate: z
    .object({ record: z.object({ hiddenReplies: z.array(z.string()).default([]) }) })
    .optional()
    .catch(undefined),
  indexedAt: z.string(),
})
type Post = z.infer<typeof postSchema>

const postsSchema = z.object({ posts: z.array(postSchema) })

export interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

type Posts = ReadonlyMap<string, Post>
export type Around = Asking & { readonly posts: Posts }

const mostAtOnce = 25

/** Those of the posts that are still there. */
export async function postsBy(uris: readonly string[], at: Asking): Promise<Outcome<Posts>> {
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

/** `hidden`: what the profile hid in it, by the address of each. */
type Talk = InboxThread & { readonly ours: boolean; readonly hidden: readonly string[] }

interface Above {
  readonly post?: Post | undefined
  readonly parent?: Above | undefined
}
const aboveSchema: z.ZodType<Above> = z.object({ post: postSchema.optional(), parent: z.lazy(() => aboveSchema).optional() })
const threadSchema = z.object({ thread: aboveSchema })

/** Under one post of the profile every comment is a talk of its own; elsewhere, what its first post began. */
export async function threadOf(post: Post, { posts, ...at }: Around): Promise<Outcome<Talk>> {
  const { reply } = post.record
  if (!reply) return { ok: true, value: { externalId: post.uri, ours: false, hidden: [] } }
  const root = posts.get(reply.root.uri)
  const ours = isBy(reply.root.uri, at.access)
  const hidden = ours ? (root?.threadgate?.record.hiddenReplies ?? []) : []
  const talk = { ...(root ? { about: aboutOf(root, at) } : {}), ours, hidden }
  if (!ours) return { ok: true, value: { externalId: reply.root.uri, ...talk } }
  if (reply.parent.uri === reply.root.uri) return { ok: true, value: { externalId: post.uri, ...talk } }
  const query = { uri: post.uri, depth: '0', parentHeight: '100' }
  const read = await asked({ method: 'app.bsky.feed.getPostThread', query, answer: threadSchema }, at)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: { externalId: reply.parent.uri, ...talk } } : read
  let top = read.value.thread
  while (top.parent?.post && top.parent.post.uri !== reply.root.uri) top = top.parent
  return { ok: true, value: { externalId: top.post?.uri ?? post.uri, ...talk } }
}

interface Saying {
  readonly thread: Talk
  readonly kind: InboxItem['kind']
  readonly around: Asking
}

export function said(post: Post, { thread: talk, kind, around }: Saying): InboxItem {
  const { ours: _, hidden, ...thread } = talk
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
    ...(hidden.includes(uri) ? { hidden: true } : {}),
    answerTo: answerTo(post),
  }
}

function answerTo({ uri, cid, record, author }: Post): Json {
  const parent: StrongRef = { uri, cid }
  const why = unreachable(author)
  return { root: { ...(record.reply?.root ?? parent) }, parent: { ...parent }, ...(why === undefined ? {} : { unreachable: why }) }
}

export function aboutOf({ uri, record, author }: Post, around: Asking): NonNullable<InboxThread['about']> {
  const ours = author.did === around.access.externalId
  const name = author.displayName?.trim() || author.handle
  return { externalId: uri, url: addressOf(uri, author.did, around), text: record.text, ...(ours ? {} : { author: name }) }
}

export function authorOf(
  { did, handle, displayName, avatar }: z.infer<typeof authorSchema>,
  { access }: Pick<Asking, 'access'>,
): InboxItem['author'] {
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
export function timeOf(createdAt: string | undefined, indexedAt: string): Temporal.Instant {
  const [created, indexed] = [Date.parse(createdAt ?? ''), Date.parse(indexedAt)]
  return Temporal.Instant.fromEpochMilliseconds(Number.isNaN(created) ? indexed : Math.min(created, indexed))
}

function addressOf(uri: string, did: string, { access }: Asking): string {
  const { web } = settingsSchema.parse(access.settings)
  return `${web}/profile/${did}/post/${uri.split('/').at(-1) ?? ''}`
}

export function isBy(uri: string, { externalId }: AccountAccess): boolean {
  return uri.startsWith(`at://${externalId}/`)
}

interface Question<Answer> {
  readonly method: string
  readonly query: Readonly<Record<string, string>> | readonly [string, string][]
  readonly answer: z.ZodType<Answer>
}

/** The account's own server asks the app's service for it. */
export function asked<Answer>(question: Question<Answer>, { access, environment }: Asking): Promise<Outcome<Answer>> {
  const session = signedIn(access, environment)
  return ask({ server: session.pds, ...question }, session.environment)
}
