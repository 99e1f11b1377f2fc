import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, PostContent, Publishing, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { rejected } from '../rejected.ts'
import { convoAddress, messageSchema, threadOfConvo } from './chat-messages.ts'
import { askChat } from './chat-service.ts'
import { findFacets } from './record.ts'

const opening: Step = { name: 'convo 1', final: false }
const sending: Step = { name: 'message 1', final: true }

/** A private message. The service takes no key of ours: after an unclear answer the conversation is read, and ours is known by its words. */
export const messaging: Omit<Publishing, 'absence' | 'takeDown'> = {
  prepare: (_, now) => ({ message: { at: now.toString() } }),
  nextStep: ({ results }) => [opening, sending].find(({ name }) => !(name in results)),
  perform: (step, job, environment) => (step.name === opening.name ? openConvo(job, environment) : send(job, environment)),
  lookUp: (_, job, environment) => lookUp(job, environment),
  published: (job) => {
    const convoId = convoOf(job)
    const { id } = sentSchema.parse(job.results[sending.name])
    return { externalId: id, url: convoAddress(convoId, job.access), thread: threadOfConvo(convoId) }
  },
}

/**
 * When a message that is not there will not come any more: a server gives the service ten seconds to begin an answer and thirty to end it
 * (`PDS_PROXY_HEADERS_TIMEOUT`, `PDS_PROXY_BODY_TIMEOUT`), and then says so.
 */
export const messageSettles: Publishing['absence'] = { proof: 'settles', afterSeconds: 120 }

export function isMessage({ answers }: Pick<PostContent, 'answers'>): boolean {
  return answers?.kind === 'message'
}

const preparedSchema = z.object({ message: z.object({ at: z.string() }) })

/** Was this chosen for a message? */
export function isForMessage(prepared: Json): boolean {
  return preparedSchema.safeParse(prepared).success
}

/** In a conversation that is there, or with somebody who wrote in public. */
const targetSchema = z.union([z.object({ convo: z.string() }), z.object({ with: z.string() })])
const openedSchema = z.object({ convo: z.string() })
const sentSchema = z.object({ id: z.string() })
const convoSchema = z.object({ id: z.string() })

function convoOf({ results }: Delivery): string {
  return openedSchema.parse(results[opening.name]).convo
}

/** Answering accepts a conversation that somebody asked for. What the service says against it, it says again of the message. */
async function openConvo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const target = targetSchema.parse(job.content.answers?.to)
  if ('with' in target) return openWith(target.with, job, environment)
  const json = { convoId: target.convo }
  const call = { method: 'chat.bsky.convo.acceptConvo', send: { json }, answer: z.unknown() }
  const accepted = await askChat(call, job.access, environment)
  return accepted.ok || isRefusal(accepted.trouble) ? { ok: true, value: { convo: target.convo } } : accepted
}

function isRefusal({ kind, reason }: { readonly kind: string; readonly reason: { readonly code: string } }): boolean {
  return kind === 'rejected' && reason.code !== 'messages-not-allowed'
}

const availabilitySchema = z.object({ canChat: z.boolean(), convo: convoSchema.optional() })

/** Nobody is written to who does not want it: that is asked before a conversation is begun. */
async function openWith(did: string, { access }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const query = { members: did }
  const asked = { method: 'chat.bsky.convo.getConvoAvailability', query, answer: availabilitySchema }
  const available = await askChat(asked, access, environment)
  if (!available.ok) return available
  const { canChat, convo } = available.value
  if (!canChat) return rejected('private-not-accepted')
  if (convo) return { ok: true, value: { convo: convo.id } }
  const answer = z.object({ convo: convoSchema })
  const begun = await askChat({ method: 'chat.bsky.convo.getConvoForMembers', query, answer }, access, environment)
  return begun.ok ? { ok: true, value: { convo: begun.value.convo.id } } : begun
}

async function send(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const json = { convoId: convoOf(job), message: messageInput(wordsOf(job)) }
  const call = { method: 'chat.bsky.convo.sendMessage', send: { json }, answer: sentSchema, final: true }
  const sent = await askChat(call, job.access, environment)
  return sent.ok ? { ok: true, value: { id: sent.value.id } } : sent
}

function wordsOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}

/** chat.bsky.convo.defs#messageInput. */
export function messageInput(words: string): { readonly [key: string]: Json } {
  const text = words.toWellFormed()
  const facets = findFacets(text, {})
  return { text, ...(facets.length > 0 ? { facets } : {}) }
}

/** Seconds by which the service's clock and ours may differ. */
const clockMargin = 120

const perPage = 100
const listSchema = z.object({ messages: z.array(z.looseObject({ sentAt: z.string() })) })

async function lookUp(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const query = { convoId: convoOf(job), limit: `${perPage}` }
  const read = await askChat({ method: 'chat.bsky.convo.getMessages', query, answer: listSchema }, job.access, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? unclear(read.trouble.reason.code) : read
  const since = Temporal.Instant.from(preparedSchema.parse(job.prepared).message.at).subtract({ seconds: clockMargin })
  const late = read.value.messages.filter(({ sentAt }) => Date.parse(sentAt) >= since.epochMilliseconds)
  const said = late.flatMap((message) => messageSchema.safeParse(message).data ?? [])
  const same = said.filter(({ sender, text }) => sender.did === job.access.externalId && evenly(text) === evenly(wordsOf(job)))
  const ours = (await notTaken(same, environment)).at(-1)
  if (ours) return { ok: true, value: { found: true, result: { id: ours.id } } }
  return late.length < perPage ? { ok: true, value: { found: false } } : unclear('not-understood')
}

/** A refused look proves nothing. */
function unclear(code: string): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}

function evenly(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').trim()
}
