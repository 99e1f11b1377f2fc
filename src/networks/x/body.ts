import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery } from '../network.ts'
import { answeredBy } from './answered.ts'
import { quotedPost, replyOptions } from './rules.ts'
import { sentText } from './sent-text.ts'
import { madeFor, mediaIdOf, partOf } from './steps.ts'

export const createdSchema = z.object({ data: z.object({ id: z.string().regex(/^\d+$/) }) })

/** The request of X's OpenAPI document (CreatePostsRequest). Who may reply is said once, for the whole thread. */
export function bodyOf(number: number, job: Delivery): { readonly [key: string]: Json } {
  const part = partOf(number, job)
  const { settings } = job.content
  const mediaIds = part.media.map((_, index) => mediaIdOf({ part: number, image: index + 1 }, job))
  const quoted = quotedPost(settings['quote'])
  const answered = number > 1 ? madeFor(number - 1, job) : answeredBy(job.content)
  const replies = replyOptions.find((option) => option === settings['replies'])
  return {
    text: sentText(part),
    ...(mediaIds.length > 0 ? { media: { media_ids: mediaIds } } : {}),
    ...(number === 1 && quoted !== undefined ? { quote_tweet_id: quoted } : {}),
    ...(part.poll ? { poll: { options: [...part.poll.options], duration_minutes: part.poll.minutes } } : {}),
    ...(answered === undefined ? {} : { reply: { in_reply_to_tweet_id: answered } }),
    ...(number === 1 && !job.content.answers && replies !== undefined && replies !== 'everyone' ? { reply_settings: replies } : {}),
    ...(settings['madeWithAi'] === true && mediaIds.length > 0 ? { made_with_ai: true } : {}),
    ...(settings['paidPartnership'] === true ? { paid_partnership: true } : {}),
  }
}
