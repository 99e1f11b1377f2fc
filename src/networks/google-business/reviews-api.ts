import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const instant = z.string().transform((at, context) => {
  const milliseconds = Date.parse(at)
  if (!Number.isNaN(milliseconds)) return Temporal.Instant.fromEpochMilliseconds(milliseconds)
  context.addIssue('This is no instant.')
  return z.NEVER
})

const stars = { ONE: 1, TWO: 2, THREE: 3, FOUR: 4, FIVE: 5 } as const

/** `updateTime` stays as Google wrote it: it tells one reply from another. */
export const replySchema = z.object({ comment: z.string(), updateTime: z.string() })

export const reviewSchema = z.object({
  reviewId: z.string().min(1),
  reviewer: z
    .object({
      displayName: z.string().default(''),
      profilePhotoUrl: z.url().optional().catch(undefined),
      isAnonymous: z.boolean().default(false),
    })
    .default({ displayName: '', profilePhotoUrl: undefined, isAnonymous: true }),
  starRating: z
    .enum(['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'])
    .transform((written) => stars[written])
    .optional()
    .catch(undefined),
  comment: z.string().default(''),
  createTime: instant,
  updateTime: instant,
  reviewReply: replySchema.optional(),
})
export type Review = z.infer<typeof reviewSchema>

const listSchema = z.object({ reviews: z.array(reviewSchema).default([]), nextPageToken: z.string().optional() })

/** A page of reviews, those first that were written or rewritten last. A reply moves none to the front. */
export async function listReviews(
  page: { readonly token?: string | undefined; readonly size?: number },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<z.infer<typeof listSchema>>> {
  const { place, ...to } = signedIn(access)
  const { token, size = 50 } = page
  const query = { pageSize: String(size), orderBy: 'updateTime desc', ...(token === undefined ? {} : { pageToken: token }) }
  return ask({ ...to, method: 'GET', path: `${place}/reviews`, query, answer: listSchema }, environment)
}

export async function readReview(id: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Review>> {
  const { place, ...to } = signedIn(access)
  return ask({ ...to, method: 'GET', path: `${place}/reviews/${encodeURIComponent(id)}`, answer: reviewSchema }, environment)
}

const repliedSchema = reviewSchema.pick({ reviewId: true, reviewReply: true })

/** What stands under a review, and no more of it. The id is asked for too: an answer without it says nothing. */
export async function readReply(
  id: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<z.infer<typeof repliedSchema>>> {
  const { place, ...to } = signedIn(access)
  const query = { fields: 'reviewId,reviewReply' }
  return ask({ ...to, method: 'GET', path: `${place}/reviews/${encodeURIComponent(id)}`, query, answer: repliedSchema }, environment)
}

/** One review has one reply: another takes its place, and is known by when it was written. */
export function replyId(reviewId: string, { updateTime }: Pick<z.infer<typeof replySchema>, 'updateTime'>): string {
  return `${reviewId}/reply/${updateTime}`
}
