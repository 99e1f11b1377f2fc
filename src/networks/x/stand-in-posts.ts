import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { addressesIn } from './stand-in-addresses.ts'
import { charge } from './stand-in-bill.ts'
import { nextId, nowOf, shortLink } from './stand-in-ids.ts'
import { limits, spend } from './stand-in-limits.ts'
import { isReady, usableMedia } from './stand-in-media.ts'
import type { Person, Post } from './stand-in-state.ts'
import { mayAnswer } from './stand-in-talk.ts'
import { cashtagsIn, weightOf } from './stand-in-text.ts'
import { type Asked, forbidden, input, invalid, notFound, type Server } from './stand-in-wire.ts'

const id = z.string().regex(/^[0-9]{1,19}$/)
const characters = (min: number, max: number) =>
  z.string().refine((text) => text.length >= min && Array.from(text).length <= max, `Must be ${min} to ${max} characters.`)

/** The fields of X's specification that can be used here; anything else is refused as it refuses unknown fields. */
const Create = z.strictObject({
  text: z.string().default(''),
  media: z.strictObject({ media_ids: z.array(id).min(1).max(4), tagged_user_ids: z.array(id).max(10).optional() }).optional(),
  poll: z.strictObject({ options: z.array(characters(1, 25)).min(2).max(4), duration_minutes: z.int().min(5).max(10_080) }).optional(),
  reply: z.strictObject({ in_reply_to_tweet_id: id, exclude_reply_user_ids: z.array(id).optional() }).optional(),
  quote_tweet_id: id.optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  edit_options: z.strictObject({ previous_post_id: id }).optional(),
})
type Wish = z.infer<typeof Create>

/** `POST /2/tweets`. */
export function createPost(asked: Asked): Response {
  const { server, headers } = asked
  const author = signedIn(asked, ['tweet.read', 'tweet.write', 'users.read'])
  spend(asked, limits.createPost, author.id)
  const wish = input(asked, Create)
  spend(asked, limits.postsOfUser, author.id)
  spend(asked, limits.postsOfApp, '')
  checkParts(server, author, wish)
  checkText(author, wish)
  checkReply(server, author, wish)
  const earlier = earlierVersion(server, author, wish)
  if (!earlier && isDuplicate(server, author, wish)) throw forbidden('You are not allowed to create a Tweet with duplicate content.')
  charge(server, addressesIn(wish.text).length > 0 ? 'post with a link' : answersOther(server, author, wish) ? 'answer' : 'post')
  const post = publish(server, author, wish)
  if (earlier) replaceEarlier(server, { earlier, post })
  return Response.json(
    { data: { id: post.id, text: apiText(post), edit_history_post_ids: [post.id, ...(post.earlier ?? [])] } },
    { status: 201, headers },
  )
}

/** Only who was named may answer others, so each of these is summoned. */
function answersOther({ state }: Server, author: Person, { reply }: Wish): boolean {
  const target = state.posts.find(({ id: each }) => each === reply?.in_reply_to_tweet_id)
  return target !== undefined && target.authorId !== author.id
}

const editable = { minutes: 30 }

/** The post to change; X lets only its author, a subscriber, change it, and only for a while. */
function earlierVersion({ state, world }: Server, author: Person, { edit_options: options, reply, poll }: Wish): Post | undefined {
  if (!options) return undefined
  const post = state.posts.find((each) => each.id === options.previous_post_id)
  if (post?.authorId !== author.id) throw forbidden('You are not permitted to edit this Post.')
  if (author.subscription !== 'Premium' && author.subscription !== 'PremiumPlus')
    throw forbidden('You are not permitted to edit this Post.')
  const isOver = Temporal.Instant.compare(Temporal.Instant.from(post.createdAt).add(editable), world.now()) < 0
  if (isOver || (post.earlier?.length ?? 0) >= 5 || reply || poll || post.poll || post.replyTo)
    throw forbidden('This Post can no longer be edited.')
  return post
}

function replaceEarlier(server: Server, { earlier, post }: { readonly earlier: Post; readonly post: Post }): void {
  post.earlier = [earlier.id, ...(earlier.earlier ?? [])]
  post.createdAt = earlier.createdAt
  server.state.posts = server.state.posts.filter((each) => each !== earlier)
  server.world.changed()
}

function checkParts(server: Server, { id: authorId }: Person, { text, media, poll, quote_tweet_id: quoted }: Wish): void {
  if ([media, poll, quoted].filter((part) => part !== undefined).length > 1) {
    throw invalid('Only one of media, poll and quote_tweet_id can be given.', { poll: [], 'media.media_ids': [] })
  }
  if (text.trim() === '' && !media) throw invalid('text is required when there is no media.', { text: [text] })
  if (poll?.options.some((option) => option.trim() === '')) throw invalid('An option is empty.', { 'poll.options': [] })
  if (quoted && !server.state.posts.some((post) => post.id === quoted))
    throw invalid('The quoted post is not there.', { quote_tweet_id: [quoted] })
  const films = server.state.media.filter(({ id: mediaId, category }) => category !== 'tweet_image' && media?.media_ids.includes(mediaId))
  if (films.length > 0 && (media?.media_ids.length ?? 0) > 1) throw invalid('A video or GIF stands alone.', { 'media.media_ids': [] })
  for (const mediaId of media?.media_ids ?? []) {
    const known = usableMedia(server, authorId, mediaId)
    if (!known || !isReady(server, known)) throw invalid('Your media IDs are invalid.', { 'media.media_ids': [mediaId] })
  }
}

function checkText({ subscription }: Person, { text }: Wish): void {
  if (/[\uFFFE\uFEFF\uFFFF]/.test(text)) throw invalid('text contains characters that are not allowed.', { text: [] })
  if (weightOf(text.trim()) > mostWeight(subscription)) throw forbidden('Your Tweet text is too long.')
  if (cashtagsIn(text).length > 1) throw forbidden('Posts created via the API are limited to a maximum of 1 cashtag.')
}

function mostWeight(subscription: Person['subscription']): number {
  return subscription === 'Premium' || subscription === 'PremiumPlus' ? 25_000 : 280
}

/** Through the API one answers oneself, or who called one by name. */
function checkReply(server: Server, author: Person, { reply }: Wish): void {
  if (!reply) return
  const target = server.state.posts.find((post) => post.id === reply.in_reply_to_tweet_id)
  if (!target) throw forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
  if (!mayAnswer(server, author, target)) {
    throw forbidden('Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author.')
  }
}

const remembered = { hours: 24 }

/** The same words by the same author lately. Pictures and polls make a post different. */
function isDuplicate({ state, world }: Server, { id: authorId }: Person, { text, media, poll }: Wish): boolean {
  if (media || poll) return false
  const since = world.now().subtract(remembered)
  const words = stored(text)
  return state.posts.some(
    (post) =>
      post.authorId === authorId &&
      post.text === words &&
      post.mediaIds.length === 0 &&
      !post.poll &&
      Temporal.Instant.compare(post.createdAt, since) > 0,
  )
}

function stored(text: string): string {
  return text.normalize('NFC').trim()
}

/** Puts a post on X, whoever asked for it. */
export function publish(server: Server, { id: authorId }: Person, wish: Wish): Post {
  const text = stored(wish.text)
  const { media, poll, reply, reply_settings: replySettings } = wish
  const post: Post = {
    id: nextId(server),
    authorId,
    text,
    links: addressesIn(text).map(({ start, end }) => ({ short: shortLink(), start, end, written: text.slice(start, end) })),
    ...(media ? { mediaLink: shortLink() } : {}),
    mediaIds: media?.media_ids ?? [],
    ...(poll ? { poll: newPoll(server, poll) } : {}),
    ...(reply ? { replyTo: reply.in_reply_to_tweet_id } : {}),
    ...(wish.quote_tweet_id === undefined ? {} : { quotes: wish.quote_tweet_id }),
    ...(replySettings === undefined ? {} : { replySettings }),
    madeWithAi: wish.made_with_ai ?? false,
    paidPartnership: wish.paid_partnership ?? false,
    createdAt: nowOf(server),
  }
  server.state.posts.unshift(post)
  server.world.changed()
  return post
}

function newPoll(server: Server, { options, duration_minutes: minutes }: NonNullable<Wish['poll']>): NonNullable<Post['poll']> {
  const endsAt = server.world.now().add({ minutes }).toString({ smallestUnit: 'millisecond' })
  return { id: nextId(server), options: options.map((label) => ({ label, votes: 0 })), minutes, endsAt }
}

/** As the API gives it: short links instead of addresses, one more for the pictures, and three characters as HTML has them. */
export function apiText(post: Post): string {
  const pieces: string[] = []
  let at = 0
  for (const { start, end, short } of post.links) {
    pieces.push(escaped(post.text.slice(at, start)), short)
    at = end
  }
  pieces.push(escaped(post.text.slice(at)))
  const text = pieces.join('')
  return [text, post.mediaLink].filter((piece) => piece !== undefined && piece !== '').join(' ')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** `DELETE /2/tweets/:id`. */
export function deletePost(asked: Asked, postId: string): Json {
  const { server } = asked
  const person = signedIn(asked, ['tweet.read', 'tweet.write', 'users.read'])
  spend(asked, limits.deletePost, person.id)
  const post = server.state.posts.find((each) => each.id === postId)
  if (!post) throw notFound(postId, { parameter: 'id', type: 'tweet' })
  if (post.authorId !== person.id) throw forbidden('You are not authorized to delete this Tweet.')
  charge(server, 'delete')
  server.state.posts = server.state.posts.filter((each) => each !== post)
  server.state.marks = server.state.marks.filter(({ about }) => about !== postId)
  server.world.changed()
  return { data: { deleted: true } }
}
