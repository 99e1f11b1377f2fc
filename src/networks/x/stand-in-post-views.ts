import { z } from 'zod'

import type { Json } from '#kit/json'

import { closedField, closedProblem, filmViews, metricsOf, ownMetrics } from './stand-in-insights.ts'
import { keyOf } from './stand-in-media.ts'
import { apiText } from './stand-in-posts.ts'
import type { Person, Post } from './stand-in-state.ts'
import { namesBefore } from './stand-in-talk.ts'
import { listOf, userEntity, userFields } from './stand-in-users.ts'
import type { Server } from './stand-in-wire.ts'

const postFields = listOf(
  ...'article article_title attachments card_uri community_id context_annotations conversation_id created_at display_text_range'.split(' '),
  ...'edit_controls entities geo id lang media_metadata non_public_metrics note_post organic_metrics paid_partnership'.split(' '),
  ...'possibly_sensitive public_metrics reply_settings'.split(' '),
  ...'scopes source text withheld'.split(' '),
)
const expansions = listOf(
  ...'attachments.media_keys attachments.poll_ids author_id entities.mentions.username in_reply_to_user_id referenced_posts'.split(' '),
)
const mediaFields = listOf('alt_text', 'height', 'media_key', 'preview_image_url', 'public_metrics', 'type', 'url', 'width')
/** What can be asked for with posts. */
export const Fields = z.strictObject({
  'post.fields': postFields,
  'user.fields': userFields,
  'media.fields': mediaFields,
  'poll.fields': listOf('duration_minutes', 'end_datetime', 'id', 'options', 'voting_status'),
  expansions,
})
export type Wanted = z.infer<typeof Fields>

interface Telling {
  readonly wanted: Wanted
  readonly reader: Person
  readonly problems?: readonly Json[]
}

/** What this reader may not be told of a post hides all of it. */
export function told(
  server: Server,
  posts: readonly Post[],
  { wanted, reader, problems = [] }: Telling,
): { readonly [name: string]: Json } {
  const judged = posts.map((post) => ({ post, closed: closedField(server, post, { reader, fields: wanted['post.fields'] }) }))
  const open = judged.flatMap(({ post, closed }) => (closed === undefined ? [post] : []))
  const refused = judged.flatMap(({ post, closed }) => (closed === undefined ? [] : [closedProblem(post, closed)]))
  return {
    ...(open.length > 0 ? { data: open.map((post) => described(server, post, wanted)) } : {}),
    ...included(server, open, wanted),
    ...(problems.length + refused.length > 0 ? { errors: [...problems, ...refused] } : {}),
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
    ...(fields.has('non_public_metrics') || fields.has('organic_metrics') ? ownMetrics(server, post) : {}),
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
      ...(wanted['media.fields']?.includes('public_metrics') ? filmViews(server, each) : {}),
    })),
  }
  const there = Object.entries(includes).filter(([, each]) => each.length > 0)
  return there.length > 0 ? { includes: Object.fromEntries(there) } : {}
}
