import { z } from 'zod'

import type { Written } from './stand-in-state.ts'
import { invalid } from './stand-in-wire.ts'

const Day = z.strictObject({ year: z.int().min(1).max(9999), month: z.int().min(1).max(12), day: z.int().min(1).max(31) })
const Time = z.strictObject({
  hours: z.int().min(0).max(24),
  minutes: z.int().min(0).max(59).default(0),
  seconds: z.int().min(0).max(60).default(0),
  nanos: z.int().min(0).default(0),
})

/** Counted in UTF-16 units, as far as anybody knows. */
function upTo(max: number) {
  return z.string().refine((text) => text.length <= max, `It has at most ${max} characters.`)
}

const address = z.url({ protocol: /^https?$/ }).max(1500)

/** What may be written of a post. Fields that Google fills in itself are ignored by it; nobody here sends them. */
export const PostBody = z.strictObject({
  languageCode: z.string().min(2).exactOptional(),
  summary: upTo(1500).exactOptional(),
  topicType: z.enum(['STANDARD', 'EVENT', 'OFFER', 'ALERT']).exactOptional(),
  callToAction: z
    .strictObject({ actionType: z.enum(['BOOK', 'ORDER', 'SHOP', 'LEARN_MORE', 'SIGN_UP', 'CALL']), url: address.exactOptional() })
    .exactOptional(),
  event: z
    .strictObject({
      title: upTo(58).refine((title) => title !== '', 'A title is required.'),
      schedule: z.strictObject({ startDate: Day, startTime: Time, endDate: Day, endTime: Time }),
    })
    .exactOptional(),
  offer: z
    .strictObject({
      couponCode: upTo(58).exactOptional(),
      redeemOnlineUrl: address.exactOptional(),
      termsConditions: upTo(5000).exactOptional(),
    })
    .exactOptional(),
  media: z.array(z.strictObject({ mediaFormat: z.enum(['PHOTO', 'VIDEO']), sourceUrl: z.url({ protocol: /^https?$/ }) })).exactOptional(),
})
export type PostBody = z.infer<typeof PostBody>

/** What belongs together is there, and nothing else. @throws Refused */
export function checkPost(post: Omit<PostBody, 'media'>, { hasPhoto, hasPhone }: { hasPhoto: boolean; hasPhone: boolean }): Written {
  const { topicType, event, offer, callToAction, summary = '' } = post
  if (topicType === undefined) throw invalid('topic_type', 'A topic type is required.')
  if (topicType === 'ALERT') throw invalid('topic_type', 'Alerts cannot be created any more.')
  if (topicType === 'STANDARD' && summary.trim() === '' && !hasPhoto) throw invalid('summary', 'A post needs a summary or a photo.')
  if (topicType !== 'STANDARD' && !event) throw invalid('event', `Posts of the type ${topicType} need an event.`)
  if (topicType === 'STANDARD' && event) throw invalid('event', 'Only events and offers have one.')
  if (topicType !== 'OFFER' && offer) throw invalid('offer', 'Only offers have one.')
  if (event) checkSchedule(event.schedule)
  if (callToAction && topicType !== 'OFFER') checkAction(callToAction, hasPhone)
  return { ...post, topicType }
}

function checkSchedule({ startDate, startTime, endDate, endTime }: NonNullable<PostBody['event']>['schedule']): void {
  const [start, end] = [asDateTime(startDate, startTime), asDateTime(endDate, endTime)]
  if (!start || !end) throw invalid('event.schedule', 'There is no such day.')
  if (Temporal.PlainDateTime.compare(start, end) >= 0) throw invalid('event.schedule', 'The event must end after it begins.')
}

function asDateTime(day: z.infer<typeof Day>, { hours, minutes }: z.infer<typeof Time>): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from({ ...day, hour: hours, minute: minutes }, { overflow: 'reject' })
  } catch {
    return undefined // Such as 31 April.
  }
}

function checkAction({ actionType, url }: NonNullable<PostBody['callToAction']>, hasPhone: boolean): void {
  if (actionType !== 'CALL' && url === undefined) throw invalid('call_to_action.url', 'An address is required.')
  if (actionType === 'CALL' && url !== undefined) throw invalid('call_to_action.url', 'A call has no address.')
  if (actionType === 'CALL' && !hasPhone) throw invalid('call_to_action.action_type', 'The location has no telephone number.')
}
