import { z } from 'zod'

import type { AccountAccess, Inbox, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { answering } from './answering.ts'
import { itemsOf } from './inbox-items.ts'
import { lookingAgain } from './look-again.ts'
import { listReviews, type Review } from './reviews-api.ts'

/** Reviews with their stars. Google tells of new ones by Cloud Pub/Sub alone, so they are asked for. */
export const inbox: Inbox = {
  sources: [{ name: 'reviews', every: 900 }],
  read,
  lookingAgain,
  answering,
}

/** `walked`: when everything was gone through last, in seconds since 1970. */
const cursorSchema = z.object({
  page: z.object({ token: z.string(), number: z.int() }).optional(),
  walked: z.int().default(0),
})
type Cursor = z.infer<typeof cursorSchema>

/** In seconds. A reply that was written, changed or deleted at Google moves its review to no first page: once in this time all are gone through. */
const walkEvery = 6 * 3600
const mostPages = 20

/** One page: what was written or rewritten last; every six hours those behind it too. A review is told with its reply, or without one that is gone. */
async function read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>> {
  const cursor = cursorSchema.parse(request.cursor ?? {})
  const listed = await listReviews({ token: cursor.page?.token }, access, environment)
  if (!listed.ok) return listed
  const { reviews, nextPageToken: next } = listed.value
  const late = reviews.filter((review) => isSince(request.since, review))
  return {
    ok: true,
    value: {
      items: late.flatMap((review) => itemsOf(review, access)),
      whole: late.map(({ reviewId }) => ({ thread: reviewId })),
      ...goOn(cursor, { next, isLast: late.length === 0, now: Math.floor(environment.now().epochMilliseconds / 1000) }),
    },
  }
}

function isSince(since: Temporal.Instant, { updateTime, reviewReply }: Review): boolean {
  const last = reviewReply ? Temporal.Instant.from(reviewReply.updateTime) : updateTime
  return [updateTime, last].some((at) => Temporal.Instant.compare(at, since) >= 0)
}

interface Walked {
  readonly next: string | undefined
  /** Nothing on this page was of interest, so nothing behind it is. */
  readonly isLast: boolean
  readonly now: number
}

function goOn({ page, walked }: Cursor, { next, isLast, now }: Walked): Pick<InboxPage, 'cursor' | 'more'> {
  const number = page?.number ?? 1
  const isDue = page !== undefined || now - walked >= walkEvery
  if (isDue && !isLast && next !== undefined && next !== '' && number < mostPages)
    return { cursor: { walked, page: { token: next, number: number + 1 } }, more: true }
  return { cursor: { walked: isDue ? now : walked }, more: false }
}
