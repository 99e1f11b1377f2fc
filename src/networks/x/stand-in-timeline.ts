import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { charge } from './stand-in-bill.ts'
import { limits, spend } from './stand-in-limits.ts'
import { keyOf } from './stand-in-media.ts'
import { apiText } from './stand-in-posts.ts'
import type { Person, Post } from './stand-in-state.ts'
import { names, namesBefore } from './stand-in-talk.ts'
import { listOf, userEntity, userFields } from './stand-in-users.ts'
import { type Asked, invalid, notFound, query, type Server } from './stand-in-wire.ts'

const postFields = listOf(
  ...'article article_title attachments card_uri community_id context_annotations conversation_id created_at display_text_range'.split(' '),
  ...'edit_controls entities geo id lang media_metadata note_post paid_partnership possibly_sensitive public_metrics reply_settings'.split(
    ' ',
  ),
  ...'scopes source text withheld'.split(' '),
)
const expansions = listOf(
  ...'attachments.media_keys attachments.poll_ids author_id entities.mentions.username in_reply_to_user_id referenced_posts'.split(' '),
)
const mediaFields = listOf('alt_text', 'height', 'media_key', 'preview_image_url', 'type', 'url', 'width')
const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text))
const id = z.string().regex(/^[0-9]{1,19}$/)

const Fields = z.strictObject({
  'post.fields': postFields,
  'user.fields': userFields,
  'media.fields': mediaFields,
  'poll.fields': listOf('duration_minutes', 'end_datetime', 'id', 'options', 'voting_status'),
  expansions,
})
const Between = Fields.extend({
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  pagination_token: z.string().min(1).optional(),
  start_time: instant.optional(),
  end_time: instant.optional(),
  since_id: id.optional(),
  until_id: id.optional(),
})
const List = Between.extend({ exclude: listOf('replies', 'retweets') })
const Quotes = Fields.extend({
  max_results: z.coerce.number().int().min(10).max(100).default(10),
  pagination_token: z.string().min(1).optional(),
  exclude: listOf('replies', 'retweets'),
})
const Some = Fields.extend({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(id).min(1).max(100)),
})
type Wanted = z.infer<typeof Fields>

/** `GET /2/users/:id/tweets`: newest first, in pages. */
export function listPosts(asked: Asked, userId: string): Json {
  const { server } = asked
  const reader = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readTimeline, reader.id)
  const wanted = query(asked, List)
  if (!server.state.people.some((person) => person.id === userId)) throw notFound(userId, { parameter: 'id', type: 'user' })
  return pageOf(asked, { wanted, reader }, (post) => post.authorId === userId && isWanted(post, wanted))
}

/** `GET /2/users/:id/mentions`: where others name the profile; whoever answers it names it. */
export function listMentions(asked: Asked, userId: string): Json {
  const { server } = asked
  const reader = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readMentions, reader.id)
  const wanted = query(asked, Between)
  const person = server.state.people.find((each) => each.id === userId)
  if (!person) throw notFound(userId, { parameter: 'id', type: 'user' })
  return pageOf(asked, { wanted, reader }, (post) => isWanted(post, wanted) && names(server, post, person))
}

/** `GET /2/tweets/:id/quote_tweets`. */
export function listQuotes(asked: Asked, postId: string): Json {
  const reader = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readQuotes, reader.id)
  const wanted = query(asked, Quotes)
  return pageOf(asked, { wanted, reader }, (post) => post.quotes === postId)
}

type Paging = Wanted & { readonly max_results: number; readonly pagination_token?: string | undefined }

/** Newest first; each post costs. */
function pageOf(
  { server }: Asked,
  { wanted, reader }: { readonly wanted: Paging; readonly reader: Person },
  isMatching: (post: Post) => boolean,
): Json {
  const matching = server.state.posts.filter(isMatching)
  const from = wanted.pagination_token === undefined ? 0 : offsetIn(wanted.pagination_token)
  const page = matching.slice(from, from + wanted.max_results)
  for (const post of page) chargeReading(server, reader, post)
  const [newest] = page
  const oldest = page.at(-1)
  return {
    ...(page.length > 0 ? { data: page.map((post) => described(server, post, wanted)) } : {}),
    ...included(server, page, wanted),
    meta: {
      result_count: page.length,
      ...(newest && oldest ? { newest_id: newest.id, oldest_id: oldest.id } : {}),
      ...(from + page.length < matching.length ? { next_token: tokenFor(from + page.length) } : {}),
    },
  }
}

function isWanted(
  post: Post,
  {
    start_time: start,
    end_time: end,
    since_id: since,
    until_id: until,
    exclude = [],
  }: z.infer<typeof Between> & { readonly exclude?: readonly string[] | undefined },
): boolean {
  if (exclude.includes('replies') && post.replyTo !== undefined) return false
  if (start && Temporal.Instant.compare(post.createdAt, start) < 0) return false
  if (end && Temporal.Instant.compare(post.createdAt, end) >= 0) return false
  if (since !== undefined && BigInt(post.id) <= BigInt(since)) return false
  return until === undefined || BigInt(post.id) < BigInt(until)
}

function tokenFor(offset: number): string {
  return Buffer.from(`page ${offset}`).toString('hex')
}

function offsetIn(token: string): number {
  const [, offset] = /^page (\d+)$/.exec(Buffer.from(token, 'hex').toString()) ?? []
  if (offset === undefined) throw invalid('The pagination_token is not valid.', { pagination_token: [token] })
  return Number(offset)
}

/** What was paid for once costs nothing more on the same day. */
function chargeReading(server: Server, reader: Person, post: Post): void {
  const today = server.world.now().toString().slice(0, 10)
  if (post.readOn === today) return
  charge(server, post.authorId === reader.id ? 'own post read' : 'post read')
  post.readOn = today
}

/** `GET /2/tweets/:id`. */
export function readPost(asked: Asked, postId: string): Json {
  const { server } = asked
  const reader = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readPost, reader.id)
  const wanted = query(asked, Fields)
  const post = server.state.posts.find((each) => each.id === postId)
  if (!post) throw notFound(postId, { parameter: 'id', type: 'tweet' })
  chargeReading(server, reader, post)
  return { data: described(server, post, wanted), ...included(server, [post], wanted) }
}

/** `GET /2/tweets`: those of these posts that are there; of the others why not. */
export function readSome(asked: Asked): Json {
  const { server } = asked
  const reader = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readPost, reader.id)
  const wanted = query(asked, Some)
  const found = server.state.posts.filter((post) => wanted.ids.includes(post.id))
  for (const post of found) chargeReading(server, reader, post)
  const missing = wanted.ids.filter((each) => !found.some((post) => post.id === each))
  return {
    ...(found.length > 0 ? { data: found.map((post) => described(server, post, wanted)) } : {}),
    ...included(server, found, wanted),
    ...(missing.length > 0 ? { errors: missing.map((each) => ({ ...problemOf(each) })) } : {}),
  }
}

function problemOf(missing: string) {
  return {
    value: missing,
    detail: `Could not find tweet with ids: [${missing}].`,
    title: 'Not Found Error',
    resource_type: 'tweet',
    parameter: 'ids',
    resource_id: missing,
    type: 'https://api.x.com/2/problems/resource-not-found',
  }
}

const usualLength = 280

/** Only what was asked for, besides id and text. Of a long post `text` holds the beginning, `note_post` all of it. */
function described(server: Server, post: Post, wanted: Wanted): Json {
  const fields = new Set(wanted['post.fields'])
  const expanded = new Set(wanted.expansions)
  const before = namesBefore(server, post)
  const whole = before + apiText(post)
  const isLong = whole.length > usualLength
  const entities = entitiesOf(server, post, whole)
  const given: Readonly<Record<string, Json | undefined>> = {
    created_at: post.createdAt,
    display_text_range: [Array.from(before).length, Array.from(whole).length],
    author_id: post.authorId,
    conversation_id: rootOf(server, post).id,
    attachments: attachmentsOf(server, post),
    entities,
    note_post: isLong ? { text: whole, entities: entities ?? null } : undefined,
    lang: 'und',
    paid_partnership: post.paidPartnership,
    possibly_sensitive: false,
    public_metrics: metricsOf(server, post),
    reply_settings: post.replySettings ?? 'everyone',
  }
  const references = [
    ...(post.replyTo === undefined ? [] : [{ type: 'replied_to', id: post.replyTo }]),
    ...(post.quotes === undefined ? [] : [{ type: 'quoted', id: post.quotes }]),
  ]
  const referenced = expanded.has('referenced_posts') && references.length > 0
  return {
    id: post.id,
    text: isLong ? `${whole.slice(0, usualLength - 24)}… ${post.links.at(-1)?.short ?? ''}`.trim() : whole,
    edit_history_post_ids: [post.id, ...(post.earlier ?? [])],
    ...Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => (fields.has(name) && value !== undefined ? [[name, value]] : [])),
    ),
    ...(referenced ? { referenced_posts: references } : {}),
    ...(expanded.has('author_id') ? { author_id: post.authorId } : {}),
    ...(expanded.has('in_reply_to_user_id') ? answeredBy(server, post) : {}),
  }
}

function answeredBy({ state }: Server, { replyTo }: Post): { readonly in_reply_to_user_id?: string } {
  const above = state.posts.find((each) => each.id === replyTo)
  return above ? { in_reply_to_user_id: above.authorId } : {}
}

function rootOf({ state }: Server, post: Post): Post {
  let root = post
  for (;;) {
    const { replyTo }: Post = root
    const above = state.posts.find((each) => each.id === replyTo)
    if (!above) return root
    root = above
  }
}

function attachmentsOf({ state }: Server, { mediaIds, poll }: Post): Json | undefined {
  const keys = mediaIds.flatMap((mediaId) => state.media.filter((media) => media.id === mediaId).map(keyOf))
  if (keys.length > 0) return { media_keys: keys }
  return poll ? { poll_ids: [poll.id] } : undefined
}

/** Where the short links stand, counted in code points, and where they lead. */
function entitiesOf({ state }: Server, post: Post, text: string): Json | undefined {
  const place = (short: string) => {
    const start = Array.from(text.slice(0, text.indexOf(short))).length
    return { start, end: start + short.length, url: short }
  }
  const urls: Json[] = post.links.map(({ short, written }) => {
    const expanded = /^https?:\/\//i.test(written) ? written : `http://${written}`
    return { ...place(short), expanded_url: expanded, display_url: expanded.replace(/^https?:\/\/(?:www\.)?/i, '').slice(0, 27) }
  })
  const author = state.people.find(({ id: each }) => each === post.authorId)
  for (const mediaId of post.mediaIds) {
    const media = state.media.find(({ id: each }) => each === mediaId)
    const page = `https://x.com/${author?.handle}/status/${post.id}/photo/1`
    if (media && post.mediaLink) {
      urls.push({
        ...place(post.mediaLink),
        expanded_url: page,
        display_url: `pic.x.com/${post.mediaLink.slice(-10)}`,
        media_key: keyOf(media),
      })
    }
  }
  return urls.length > 0 ? { urls } : undefined
}

export function metricsOf({ state }: Server, { id: postId }: Post) {
  const count = (kind: string) => state.marks.filter((mark) => mark.kind === kind && mark.about === postId).length
  const replies = state.posts.filter(({ replyTo }) => replyTo === postId).length
  return {
    repost_count: count('repost'),
    reply_count: replies,
    like_count: count('like'),
    quote_count: state.posts.filter(({ quotes }) => quotes === postId).length,
    bookmark_count: 0,
    impression_count: 0,
  }
}

function included(server: Server, posts: readonly Post[], wanted: Wanted): { readonly includes?: Json } {
  const { state, world } = server
  const expanded = new Set(wanted.expansions)
  const referenced = new Set(expanded.has('referenced_posts') ? posts.flatMap(({ replyTo, quotes }) => [replyTo, quotes]) : [])
  const others = state.posts.filter((post) => referenced.has(post.id))
  const authors = new Set([...posts, ...others].map(({ authorId }) => authorId))
  const users = expanded.has('author_id') ? state.people.filter((person) => authors.has(person.id)) : []
  const shown = new Set([...posts, ...others].flatMap(({ mediaIds }) => mediaIds))
  const media = expanded.has('attachments.media_keys') ? state.media.filter(({ id: each }) => shown.has(each)) : []
  const includes: Readonly<Record<string, readonly Json[]>> = {
    users: users.map((person) => userEntity(server, person, new Set(wanted['user.fields']))),
    posts: others.map((post) => described(server, post, wanted)),
    media: media.map((each) => ({
      media_key: keyOf(each),
      type: { tweet_image: 'photo', tweet_gif: 'animated_gif', tweet_video: 'video' }[each.category],
      url: `${world.webOrigin}/media/${each.id}`,
      alt_text: each.alt,
    })),
  }
  const there = Object.entries(includes).filter(([, each]) => each.length > 0)
  return there.length > 0 ? { includes: Object.fromEntries(there) } : {}
}
