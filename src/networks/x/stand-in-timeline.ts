import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { charge } from './stand-in-bill.ts'
import { limits, spend } from './stand-in-limits.ts'
import { Fields, told, type Wanted } from './stand-in-post-views.ts'
import type { Person, Post } from './stand-in-state.ts'
import { names } from './stand-in-talk.ts'
import { listOf } from './stand-in-users.ts'
import { type Asked, invalid, notFound, query, type Server } from './stand-in-wire.ts'

const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text))
const id = z.string().regex(/^[0-9]{1,19}$/)

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
  for (const post of page) chargeReading(server, post, post.authorId === reader.id ? 'own post read' : 'post read')
  const [newest] = page
  const oldest = page.at(-1)
  return {
    ...told(server, page, { wanted, reader }),
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

/** What was paid for once costs nothing more on the same day. What is one's own is cheap in lists alone. */
function chargeReading(server: Server, post: Post, what: 'own post read' | 'post read'): void {
  const today = server.world.now().toString().slice(0, 10)
  if (post.readOn === today) return
  charge(server, what)
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
  chargeReading(server, post, 'post read')
  const { data, ...more } = told(server, [post], { wanted, reader })
  return Array.isArray(data) && data[0] !== undefined ? { ...more, data: data[0] } : more
}

/** `GET /2/tweets`: those of these posts that are there; of the others why not. */
export function readSome(asked: Asked): Json {
  const { server } = asked
  const reader = signedIn(asked, ['tweet.read', 'users.read'])
  spend(asked, limits.readPost, reader.id)
  const wanted = query(asked, Some)
  const found = server.state.posts.filter((post) => wanted.ids.includes(post.id))
  for (const post of found) chargeReading(server, post, 'post read')
  const missing = wanted.ids.filter((each) => !found.some((post) => post.id === each))
  return told(server, found, { wanted, reader, problems: missing.map(problemOf) })
}

function problemOf(missing: string): Json {
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
