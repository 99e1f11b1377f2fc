import { createHmac, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { asJson } from './failures.ts'
import type { Webhooks } from './network.ts'

/** What was read from JSON is JSON: looking through all of it again takes longer than everything else about an event. */
const fromJson = z.custom<Json>((value) => value !== undefined)

/** One thing that the Graph API tells of a profile, with the time at which it happened. */
export const graphEventSchema = z.object({
  /** Seconds since 1970, or milliseconds where it is about messages. */
  time: z.number(),
  /** What changed: `feed`, `comments`; absent for messages. */
  field: z.string().optional(),
  value: fromJson.optional(),
  messaging: fromJson.optional(),
})
export type GraphEvent = z.infer<typeof graphEventSchema>

/** Apps of Instagram have two secrets, and which of them signs is told differently by those who met it. */
const appSchema = z.object({ client_secret: z.string().min(1), webhook_secret: z.string().optional() })

const bodySchema = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: z.coerce.string(),
      time: z.number(),
      changes: z.array(z.object({ field: z.string(), value: fromJson })).optional(),
      messaging: z.array(fromJson).optional(),
    }),
  ),
})

/**
 * Webhooks as the Graph API sends them, for one kind of object. `wants` says which of the events are of use here: most are likes.
 * The address is confirmed by a token, and each message is signed with the app's secret (`X-Hub-Signature-256`).
 */
export function graphWebhooks(object: string, wants: (event: GraphEvent) => boolean): Webhooks {
  return {
    challenge: (query, { token }) => {
      const isAsked = query['hub.mode'] === 'subscribe' && isSame(query['hub.verify_token'] ?? '', token)
      return isAsked ? { contentType: 'text/plain; charset=utf-8', body: query['hub.challenge'] ?? '' } : undefined
    },
    isGenuine: ({ headers, body }, { app }) => {
      const { client_secret: own, webhook_secret: other } = appSchema.safeParse(app).data ?? {}
      const signature = headers.get('x-hub-signature-256') ?? ''
      return [own, other].some((secret) => secret && isSame(signature, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`))
    },
    eventsIn: (body) => {
      const told = bodySchema.safeParse(asJson(body)).data
      if (!told || told.object !== object) return undefined
      return told.entry.flatMap((entry) => eventsOf(entry).filter(({ event }) => wants(event)))
    },
  }
}

function eventsOf({ id: account, time, changes = [], messaging = [] }: z.infer<typeof bodySchema>['entry'][number]) {
  return [
    ...changes.map(({ field, value }) => ({ account, event: { time, field, value } })),
    ...messaging.map((each) => ({ account, event: { time, messaging: each } })),
  ]
}

/** In constant time; only the length can be seen. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** When it happened. */
export function graphEventTime({ time }: Pick<GraphEvent, 'time'>): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(time > 1e11 ? Math.round(time) : Math.round(time * 1000))
}
