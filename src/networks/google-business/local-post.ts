import { z } from 'zod'

import type { Json } from '#kit/json'

import type { PostContent } from '../network.ts'
import { actionAddress, actionIn, kindIn, momentIn, textIn } from './choices.ts'

/** What is read of a post. `state` is `PROCESSING` until Google has looked at it, then `LIVE` or `REJECTED`. */
export const localPostSchema = z.object({
  name: z.string().regex(/\/localPosts\/.+/),
  state: z.string().default(''),
  summary: z.string().default(''),
  topicType: z.string().default('STANDARD'),
  event: z.object({ title: z.string().default('') }).optional(),
  media: z.array(z.unknown()).default([]),
  createTime: z.string().transform((at, context) => {
    const milliseconds = Date.parse(at)
    if (!Number.isNaN(milliseconds)) return Temporal.Instant.fromEpochMilliseconds(milliseconds)
    context.addIssue('This is no instant.')
    return z.NEVER
  }),
  searchUrl: z.url().optional().catch(undefined),
})
export type LocalPost = z.infer<typeof localPostSchema>

export function idOf({ name }: Pick<LocalPost, 'name'>): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

export const topicTypes = { update: 'STANDARD', event: 'EVENT', offer: 'OFFER' } as const

/** What a post says, without its photo. Absent fields are those that the kind has not. */
export function writtenPost(content: PostContent): Readonly<Record<string, Json>> {
  const { settings, languages, parts } = content
  const kind = kindIn(settings)
  const [language] = languages
  const summary = parts[0]?.text.trim() ?? ''
  return {
    ...(language === undefined ? {} : { languageCode: language }),
    ...(summary === '' ? {} : { summary }),
    topicType: topicTypes[kind],
    ...action(content),
    ...(kind === 'update' ? {} : { event: event(content) }),
    ...(kind === 'offer' ? { offer: offer(content) } : {}),
  }
}

function action(content: PostContent): Readonly<Record<string, Json>> {
  const actionType = actionIn(content.settings)
  if (actionType === 'none') return {}
  return { callToAction: actionType === 'CALL' ? { actionType } : { actionType, url: actionAddress(content) } }
}

/** By the clock of the place, which is Google's too. */
function event({ settings }: PostContent): Json {
  const title = textIn(settings, 'event_title')
  const [start, end] = [momentIn(settings, 'event_start'), momentIn(settings, 'event_end')]
  if (!start || !end) throw new Error('An event without a time is not sent.')
  const date = ({ year, month, day }: typeof start) => ({ year, month, day })
  const time = ({ hours, minutes }: typeof start) => ({ hours, minutes, seconds: 0, nanos: 0 })
  return { title, schedule: { startDate: date(start), startTime: time(start), endDate: date(end), endTime: time(end) } }
}

function offer({ settings }: PostContent): Json {
  const written = {
    couponCode: textIn(settings, 'coupon_code'),
    redeemOnlineUrl: textIn(settings, 'redeem_url'),
    termsConditions: textIn(settings, 'terms'),
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''))
}
