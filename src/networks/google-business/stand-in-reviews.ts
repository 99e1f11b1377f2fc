import { z } from 'zod'

import type { Json } from '#kit/json'

import { newSecret } from '../stand-in-ids.ts'
import { nowAt } from '../stand-in-time.ts'
import type { NewReview } from '../stand-in.ts'
import { managed, signedIn } from './stand-in-access.ts'
import { countChange } from './stand-in-limits.ts'
import { type Place, service } from './stand-in-posts.ts'
import type { Review } from './stand-in-state.ts'
import { type Asked, input, notFound, pageOf, query, type Server } from './stand-in-wire.ts'

/** Somebody gives a business stars and says why; whoever has done so before rewrites what they said. @throws Error with a sentence where Google would not let them */
export function review(server: Server, { by, of, text, ...said }: NewReview): { readonly id: string } {
  if (!('stars' in said)) throw new Error('A review on Google has stars.')
  const { people, reviews } = server.state
  const [author, business] = [by, of].map((id) => people.find((each) => each.id === id))
  if (!author || !business?.business) throw new Error('People review businesses.')
  if (author.accountId === business.accountId) throw new Error('Nobody reviews a business of their own.')
  const at = nowAt(server)
  const known = reviews.find((each) => each.by === by && each.locationId === of)
  if (known) Object.assign(known, { stars: said.stars, text, updatedAt: at })
  const written = known ?? { id: newSecret('AbFvOq', 60), locationId: of, by, stars: said.stars, text, createdAt: at, updatedAt: at }
  if (!known) reviews.push(written)
  server.world.changed()
  return { id: written.id }
}

const List = z.strictObject({
  pageSize: z.coerce.number().int().min(1).max(50).default(50),
  pageToken: z.string().optional(),
  orderBy: z.enum(['rating', 'rating desc', 'updateTime desc']).default('updateTime desc'),
})

/** `GET …/reviews` */
export function listReviews(asked: Asked, place: Place): Json {
  const { server } = asked
  const location = managed(asked, signedIn(asked, service), place)
  const { orderBy, ...page } = query(asked, List)
  const own = server.state.reviews.filter(({ locationId }) => locationId === location.id)
  const latest = own.toReversed().toSorted((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt))
  const rating = orderBy === 'rating desc' ? -1 : 1
  const sorted = orderBy === 'updateTime desc' ? latest : latest.toSorted((one, other) => rating * (one.stars - other.stars))
  const { items, next } = pageOf(sorted, page)
  if (own.length === 0) return {}
  return {
    reviews: items.map((each) => asResource(server, place, each)),
    averageRating: own.reduce((sum, { stars }) => sum + stars, 0) / own.length,
    totalReviewCount: own.length,
    ...next,
  }
}

const Get = z.strictObject({ fields: z.string().optional() })

/** `GET …/reviews/{review}`; `fields` names those that are wanted, as with every API of Google's. */
export function getReview(asked: Asked, place: Place, id: string): Json {
  const whole = asResource(asked.server, place, reviewIn(asked, place, id))
  const { fields } = query(asked, Get)
  if (fields === undefined) return whole
  const wanted = new Set(fields.split(','))
  return Object.fromEntries(Object.entries(whole).filter(([name]) => wanted.has(name)))
}

const Reply = z.strictObject({ comment: z.string().min(1).max(4096) })

/** `PUT …/reviews/{review}/reply`: one for each review; another takes its place. */
export function putReply(asked: Asked, place: Place, id: string): Json {
  const { server } = asked
  const written = reviewIn(asked, place, id)
  countChange(server, place.location)
  const { comment } = input(asked, Reply)
  const reply = replyTo(server, written, comment)
  return { comment: reply.comment, updateTime: reply.updatedAt }
}

export function replyTo(server: Server, written: Review, comment: string): NonNullable<Review['reply']> {
  const reply = { comment, updatedAt: nowAt(server) }
  written.reply = reply
  server.world.changed()
  return reply
}

/** `DELETE …/reviews/{review}/reply` */
export function deleteReply(asked: Asked, place: Place, id: string): Json {
  const written = reviewIn(asked, place, id)
  countChange(asked.server, place.location)
  if (!written.reply) throw notFound()
  removeReply(asked.server, written)
  return {}
}

export function removeReply({ world }: Server, written: Review): void {
  delete written.reply
  world.changed()
}

function reviewIn(asked: Asked, place: Place, id: string): Review {
  const location = managed(asked, signedIn(asked, service), place)
  const found = asked.server.state.reviews.find((each) => each.id === id && each.locationId === location.id)
  if (!found) throw notFound()
  return found
}

const words = { 1: 'ONE', 2: 'TWO', 3: 'THREE', 4: 'FOUR', 5: 'FIVE' } as const

function asResource({ state }: Server, { account, location }: Place, written: Review): Record<string, Json> {
  const { id, by, stars, text, createdAt, updatedAt, reply } = written
  const author = state.people.find((each) => each.id === by)
  return {
    name: `accounts/${account}/locations/${location}/reviews/${id}`,
    reviewId: id,
    reviewer: { displayName: author?.displayName ?? 'A Google User', ...(author?.avatarUrl ? { profilePhotoUrl: author.avatarUrl } : {}) },
    starRating: words[stars],
    ...(text === '' ? {} : { comment: text }),
    createTime: createdAt,
    updateTime: updatedAt,
    ...(reply ? { reviewReply: { comment: reply.comment, updateTime: reply.updatedAt } } : {}),
  }
}
