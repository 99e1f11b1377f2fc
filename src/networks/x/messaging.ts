import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Publishing } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { conversationOf } from './answered.ts'
import { ask } from './api.ts'
import { preparedAt } from './look-up.ts'
import { settingsSchema, signedIn } from './session.ts'
import { madeFor } from './steps.ts'

const step = { name: 'part 1', final: true }

/** A private message. X takes no key of ours: after an unclear answer the conversation is read, and ours is known by its words. */
export const messaging: Omit<Publishing, 'absence' | 'prepare'> = {
  nextStep: ({ results }) => (step.name in results ? undefined : step),
  perform: (_step, job, environment) => send(job, environment),
  lookUp: (_step, job, environment) => lookUp(job, environment),
  published: (job) => ({ externalId: madeFor(1, job), url: addressOf(placeOf(job), job.access) }),
  takeDown,
}

/** Where people read a conversation. */
export function addressOf(conversation: string, { settings }: Pick<Delivery['access'], 'settings'>): string {
  return `${settingsSchema.parse(settings).web}/messages/${conversation}`
}

function placeOf(job: Delivery): string {
  return z.string().parse(conversationOf(job))
}

const sentSchema = z.object({ data: z.object({ dm_event_id: z.string() }) })

async function send(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const path = `/2/dm_conversations/${encodeURIComponent(placeOf(job))}/messages`
  const call = { ...signedIn(job.access), method: 'POST', path, answer: sentSchema, final: true } as const
  const sent = await ask({ ...call, send: { json: { text: wordsOf(job) } } }, environment)
  return sent.ok ? { ok: true, value: { id: sent.value.data.dm_event_id } } : sent
}

function wordsOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}

const eventsSchema = z.object({
  data: z
    .array(z.object({ id: z.string(), text: z.string().default(''), sender_id: z.string().optional(), created_at: z.string().optional() }))
    .default([]),
  meta: z.object({ result_count: z.int() }),
})

/** Seconds by which X's clock and ours may differ. */
const clockMargin = 120
/** Each of them costs; what is older than these was said before. */
const mostEvents = 20

async function lookUp(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const path = `/2/dm_conversations/${encodeURIComponent(placeOf(job))}/dm_events`
  const query = {
    max_results: String(mostEvents),
    event_types: 'MessageCreate',
    'dm_event.fields': 'created_at,id,text',
    expansions: 'sender_id',
  }
  const read = await ask({ ...signedIn(job.access), method: 'GET', path, query, answer: eventsSchema }, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? unclear(read.trouble.reason.code) : read
  const since = preparedAt(job).subtract({ seconds: clockMargin })
  const late = read.value.data.filter(({ created_at: at }) => at !== undefined && Temporal.Instant.compare(at, since) >= 0)
  const same = late.filter(({ sender_id: by, text }) => by === job.access.externalId && evenly(text) === evenly(wordsOf(job)))
  const [ours] = await notTaken(same, environment)
  if (ours) return { ok: true, value: { found: true, result: { id: ours.id } } }
  return late.length < mostEvents ? { ok: true, value: { found: false } } : unclear('not-understood')
}

function unclear(code: string): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}

/** Addresses come back shortened. */
function evenly(text: string): string {
  return text
    .normalize()
    .replace(/https?:\/\/\S+/g, '\uE000')
    .replace(/\s+/g, ' ')
    .trim()
}

const deletedSchema = z.object({ data: z.object({ deleted: z.boolean() }) })

/** From the profile's own side; what is gone already counts as deleted. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!(step.name in job.results)) return { ok: true, value: undefined }
  const call = { ...signedIn(job.access), method: 'DELETE', path: `/2/dm_events/${madeFor(1, job)}`, answer: deletedSchema } as const
  const deleted = await ask(call, environment)
  return deleted.ok || deleted.trouble.reason.code === 'post-not-found' ? { ok: true, value: undefined } : deleted
}
