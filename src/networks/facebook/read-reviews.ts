import { z } from 'zod'

import { orRightMissing } from '../graph-right-missing.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { authorOf } from './inbox-comment.ts'
import { hostsOf, signedIn } from './session.ts'

const cursorSchema = z.object({ top: z.string().optional() })
const reviewSchema = z.object({
  created_time: graphInstant,
  recommendation_type: z.string().optional(),
  rating: z.int().optional(),
  review_text: z.string().optional(),
  reviewer: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  open_graph_story: z.object({ id: z.string() }).optional(),
})
type Review = z.infer<typeof reviewSchema>
const ratingsSchema = z.object({ data: z.array(reviewSchema) })

/** The latest hundred: whoever recommends the Page, or does not. */
export async function readReviews(
  request: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const { top } = cursorSchema.parse(request.cursor ?? {})
  const begun = environment.now()
  const since = top === undefined ? request.since : Temporal.Instant.from(top)
  const fields = 'created_time,recommendation_type,rating,review_text,reviewer,open_graph_story'
  const query = { fields, limit: '100' }
  const listed = await ask({ ...signedIn(access), path: `${access.externalId}/ratings`, query, answer: ratingsSchema }, environment)
  if (!listed.ok) return orRightMissing(listed)
  const recent = listed.value.data.filter(({ created_time: at }) => Temporal.Instant.compare(at, since) >= 0)
  const items = recent.flatMap((review) => reviewItem(review, access))
  return { ok: true, value: { items, more: false, cursor: { top: begun.subtract({ minutes: 5 }).toString() } } }
}

/** Known by its story, under which it is answered. Facebook counts a recommendation as five stars and its opposite as one. */
export function reviewItem(review: Review, access: AccountAccess, heard: Pick<InboxItem, 'asOf' | 'editedAt'> = {}): readonly InboxItem[] {
  const { created_time: at, recommendation_type: type, rating, review_text: text = '', reviewer, open_graph_story: story } = review
  if (!story) return []
  const stars = rating ?? (type === 'positive' ? 5 : type === 'negative' ? 1 : undefined)
  return [
    {
      externalId: story.id,
      kind: 'review',
      thread: { externalId: story.id },
      author: authorOf(reviewer, story.id),
      byUs: false,
      text,
      media: [],
      at,
      url: `${hostsOf(access).web}/${story.id}`,
      ...(stars === undefined ? {} : { stars }),
      answerTo: { on: story.id },
      ...heard,
    },
  ]
}
