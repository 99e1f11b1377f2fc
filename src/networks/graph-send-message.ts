import { z } from 'zod'

import type { Json } from '#kit/json'

import type { GraphTalks } from './graph-message.ts'
import { messagesIn, talkWith } from './graph-talks.ts'
import type { Delivery, NetworkEnvironment, Outcome } from './network.ts'
import { notTaken } from './not-taken.ts'
import { unlessRefused } from './unless-refused.ts'

/** To whom: a person the profile speaks with, or privately to whoever wrote a comment. */
const recipientSchema = z.union([z.object({ to: z.string() }), z.object({ comment: z.string(), from: z.string() })])

const sentSchema = z
  .object({ recipient_id: z.string(), message_id: z.string() })
  .transform(({ recipient_id: to, message_id: id }) => ({ id, to }))
export const sentMessageSchema = z.object({ id: z.string(), to: z.string() })

/** Within a day of their last word, or once for a comment within a week: the network refuses anything later. */
export function sendMessage(job: Delivery, talks: GraphTalks): Promise<Outcome<Json>> {
  const recipient = recipientSchema.parse(job.content.answers?.to)
  const form = {
    recipient: JSON.stringify('to' in recipient ? { id: recipient.to } : { comment_id: recipient.comment }),
    message: JSON.stringify({ text: textOf(job) }),
    messaging_type: 'RESPONSE',
  }
  return talks.ask({ path: `${talks.self}/messages`, form, answer: sentSchema, final: true })
}

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Our words in the talk with that person, since then. */
export async function lookForMessage(
  job: Delivery,
  { talks, since, environment }: { readonly talks: GraphTalks; readonly since: Temporal.Instant; readonly environment: NetworkEnvironment },
): Promise<Outcome<Found>> {
  const recipient = recipientSchema.parse(job.content.answers?.to)
  const personId = 'to' in recipient ? recipient.to : recipient.from
  const talk = await talkWith(personId, talks)
  if (!talk.ok) return unlessRefused(talk.trouble)
  if (!talk.value) return { ok: true, value: { found: false } }
  const messages = await messagesIn(talk.value.id, talks, since)
  if (!messages.ok) return unlessRefused(messages.trouble)
  const words = textOf(job).trim()
  const ours = messages.value.filter(({ from, message }) => from?.id === talks.ownId && message?.trim() === words)
  const found = (await notTaken(ours, environment)).at(-1)
  return { ok: true, value: found ? { found: true, result: { id: found.id, to: personId } } : { found: false } }
}

function textOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}
