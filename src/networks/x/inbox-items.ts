import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxMedia, InboxPost, NetworkEnvironment } from '../network.ts'
import { prices } from './prices.ts'
import { settingsSchema } from './session.ts'
import { readableText, storedPostSchema } from './stored-post.ts'

export interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

const sayingSchema = storedPostSchema.extend({
  author_id: z.string().optional(),
  conversation_id: z.string().optional(),
  in_reply_to_user_id: z.string().optional(),
  display_text_range: z.array(z.int()).optional(),
  edit_history_post_ids: z.array(z.string()).optional(),
  public_metrics: z.object({ quote_count: z.int().optional() }).optional(),
})
/** A post with who wrote it and where it stands. */
export type Saying = z.infer<typeof sayingSchema>

const userSchema = z.object({ id: z.string(), name: z.string(), username: z.string(), profile_image_url: z.string().optional() })
type User = z.infer<typeof userSchema>
const mediaSchema = z.object({
  media_key: z.string(),
  url: z.string().optional(),
  preview_image_url: z.string().optional(),
  alt_text: z.string().optional(),
})

export const includesSchema = z
  .object({
    users: z.array(userSchema).default([]),
    posts: z.array(sayingSchema).default([]),
    media: z.array(mediaSchema).default([]),
  })
  .default({ users: [], posts: [], media: [] })

export const pageSchema = z.object({
  data: z.array(sayingSchema).default([]),
  includes: includesSchema,
  meta: z.object({ result_count: z.int(), next_token: z.string().optional() }),
})
/** For posts by their ids, which have no pages. */
export const someSchema = pageSchema.omit({ meta: true })
export type Page = z.infer<typeof someSchema>

export const wanted = {
  'post.fields': 'attachments,conversation_id,created_at,display_text_range,entities,id,note_post,public_metrics,text',
  'user.fields': 'id,name,profile_image_url,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url',
  expansions: 'attachments.media_keys,author_id,in_reply_to_user_id,referenced_posts',
} as const

/** What the posts of a page cost, those included as well. X does not say that it charges for authors who come with them. */
export function costOf({ data, includes }: Page, { externalId }: AccountAccess): number {
  const each = [...data, ...includes.posts].map(({ author_id: by }) => (by === externalId ? prices.ownPostRead : prices.postRead))
  return each.reduce((sum, price) => sum + price, 0)
}

/** Everything that a page tells, by its id. */
export interface Known {
  readonly posts: ReadonlyMap<string, Saying>
  readonly users: ReadonlyMap<string, User>
  readonly media: ReadonlyMap<string, z.infer<typeof mediaSchema>>
}

export function knownFrom(...pages: readonly Page[]): Known {
  return {
    posts: new Map(pages.flatMap(({ data, includes }) => [...includes.posts, ...data]).map((post) => [post.id, post])),
    users: new Map(pages.flatMap(({ includes }) => includes.users).map((user) => [user.id, user])),
    media: new Map(pages.flatMap(({ includes }) => includes.media).map((media) => [media.media_key, media])),
  }
}

export function rootIdOf({ id, conversation_id: root = id }: Saying): string {
  return root
}

function referenced({ referenced_posts: posts, referenced_tweets: tweets }: Saying, kind: string): string | undefined {
  return (posts ?? tweets ?? []).find(({ type }) => type === kind)?.id
}

/** A talk is what the profile and one person say to each other under one post: going up from answer to answer would cost. Nothing for what the profile says to everyone, or to itself. */
export function itemsOf(post: Saying, known: Known, access: AccountAccess): readonly InboxItem[] {
  const { author_id: by, in_reply_to_user_id: to, created_at: at } = post
  const us = access.externalId
  const byUs = by === us
  const withWhom = byUs ? to : by
  if (withWhom === undefined || withWhom === us || at === undefined) return []
  const root = known.posts.get(rootIdOf(post))
  const ours = root !== undefined && root.id !== post.id && root.author_id === us
  const quoted = known.posts.get(referenced(post, 'quoted') ?? '')
  const isQuote = !ours && quoted?.author_id === us
  const about = isQuote ? quoted : root?.id === post.id ? undefined : root
  const above = referenced(post, 'replied_to')
  return [
    {
      externalId: post.id,
      kind: ours ? 'comment' : isQuote ? 'quote' : 'mention',
      thread: { externalId: `${rootIdOf(post)}:${withWhom}`, ...(about ? { about: postOf(about, known, access) } : {}) },
      author: authorOf(by ?? '', known, access),
      byUs,
      text: wordsOf(post),
      media: mediaOf(post, known),
      at: Temporal.Instant.from(at),
      url: addressOf(post, known, access),
      ...(above === undefined ? {} : { answers: above }),
      answerTo: { id: post.id, hideable: ours && !byUs },
    },
  ]
}

/** The names of those who are answered stand in front of the words, and nobody sees them in X's app. */
function wordsOf(post: Saying): string {
  const [from = 0] = post.display_text_range ?? []
  const names = Array.from(post.text).slice(0, from).join('')
  const text = readableText(post)
  return names !== '' && text.startsWith(names) ? text.slice(names.length) : text
}

export function authorOf(id: string, { users }: Pick<Known, 'users'>, { settings }: AccountAccess): InboxItem['author'] {
  const { web } = settingsSchema.parse(settings)
  const user = users.get(id)
  if (!user) return { externalId: id, handle: '', name: '' }
  const { username, name, profile_image_url: avatarUrl } = user
  return { externalId: id, handle: username, name, url: `${web}/${username}`, ...(avatarUrl === undefined ? {} : { avatarUrl }) }
}

function addressOf({ id, author_id: by = '' }: Saying, { users }: Known, { settings }: AccountAccess): string {
  return `${settingsSchema.parse(settings).web}/${users.get(by)?.username ?? 'i'}/status/${id}`
}

function postOf(post: Saying, known: Known, access: AccountAccess): InboxPost {
  const { author_id: by = '' } = post
  const address = by === access.externalId ? ownAddress(post.id, access) : addressOf(post, known, access)
  const author = by === access.externalId ? {} : { author: known.users.get(by)?.name ?? '' }
  return { externalId: post.id, url: address, text: wordsOf(post), ...author }
}

function ownAddress(id: string, { settings }: AccountAccess): string {
  const { web, handle } = settingsSchema.parse(settings)
  return `${web}/${handle}/status/${id}`
}

/** Of a film its still: where the film lies changes. */
function mediaOf({ attachments }: Saying, { media }: Known): readonly InboxMedia[] {
  return (attachments?.media_keys ?? []).flatMap((key) => {
    const { url, preview_image_url: still, alt_text: alt = '' } = media.get(key) ?? {}
    const shown = url ?? still
    return shown === undefined ? [] : [{ kind: 'image' as const, url: shown, alt }]
  })
}
