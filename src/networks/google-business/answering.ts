import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing, Step, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { readReply, readReview, replyId, replySchema } from './reviews-api.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { settingsSchema, signedIn } from './session.ts'

/** `replied`: when the reply was written that was known when the answer was sent; '' where there was none. */
const targetSchema = z.object({ review: z.string(), replied: z.string().default('') })
const preparedSchema = z.object({ at: z.string() })
const madeSchema = z.object({ updateTime: z.string() })

const standing: Step = { name: 'standing 1', final: false }
const reply: Step = { name: 'reply 1', final: true }

/**
 * A review has one reply, and writing it again writes the same: sending twice makes nothing twice. What somebody replied at Google in the
 * meantime is not overwritten.
 */
const publishing: Publishing = {
  absence: { proof: 'token' },
  prepare: (_content, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => [standing, reply].find(({ name }) => !(name in results)),
  perform: ({ name }, job, environment) => (name === reply.name ? write(job, environment) : lookBefore(job, environment)),
  lookUp: (_step, job, environment) => lookUp(job, environment),
  published: (job) => ({ externalId: replyId(targetOf(job).review, madeOf(job)), url: settingsSchema.parse(job.access.settings).profile }),
  takeDown,
}

export const answering: Answering = { rulesFor: rulesOfAnswers, publishing }

function targetOf({ content }: Delivery): z.infer<typeof targetSchema> {
  return targetSchema.parse(content.answers?.to)
}

function madeOf({ results }: Delivery): z.infer<typeof madeSchema> {
  return madeSchema.parse(results[reply.name])
}

function wordsOf({ content }: Delivery): string {
  return content.parts[0]?.text.trim() ?? ''
}

function pathOf(job: Delivery): Pick<ReturnType<typeof signedIn>, 'api' | 'authorization'> & { readonly path: string } {
  const { place, ...to } = signedIn(job.access)
  return { ...to, path: `${place}/reviews/${encodeURIComponent(targetOf(job).review)}/reply` }
}

/** Does a reply stand there that the writer cannot have known: neither the one that was shown, nor one that was sent from here since? */
async function lookBefore(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { review, replied } = targetOf(job)
  const read = await readReview(review, job.access, environment)
  if (!read.ok) return { ok: false, trouble: asReviewTrouble(read.trouble) }
  const there = read.value.reviewReply
  if (!there || there.updateTime === replied) return { ok: true, value: {} }
  const id = replyId(review, there)
  const ours = (await environment.taken?.([id]))?.has(id) === true
  return ours ? { ok: true, value: {} } : { ok: false, trouble: { kind: 'rejected', reason: { code: 'replied-meanwhile' } } }
}

async function write(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const send = { json: { comment: wordsOf(job) } }
  const written = await ask({ ...pathOf(job), method: 'PUT', send, final: true, answer: replySchema }, environment)
  if (!written.ok) return { ok: false, trouble: asReviewTrouble(written.trouble) }
  return { ok: true, value: { updateTime: written.value.updateTime } }
}

function asReviewTrouble(trouble: Trouble): Trouble {
  return trouble.reason.code === 'not-there' ? { ...trouble, reason: { ...trouble.reason, code: 'review-gone' } } : trouble
}

/** The reply that stands there is ours where it says the same; whoever wrote it, writing it again would change nothing. */
async function lookUp(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const read = await readReply(targetOf(job).review, job.access, environment)
  if (!read.ok) return read.trouble.reason.code === 'not-there' ? { ok: true, value: { found: false } } : read
  const there = read.value.reviewReply
  if (!there || there.comment.trim() !== wordsOf(job) || isBefore(there, job)) return { ok: true, value: { found: false } }
  return { ok: true, value: { found: true, result: { updateTime: there.updateTime } } }
}

/** Google's clock and ours need not agree. */
const clockSkew = { minutes: 2 }

function isBefore({ updateTime }: z.infer<typeof replySchema>, { prepared }: Delivery): boolean {
  const since = Temporal.Instant.from(preparedSchema.parse(prepared).at).subtract(clockSkew)
  return Temporal.Instant.compare(Temporal.Instant.from(updateTime), since) < 0
}

/** Only where it still is the one that was sent; another has taken its place otherwise. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!(reply.name in job.results)) return { ok: true, value: undefined }
  const read = await readReview(targetOf(job).review, job.access, environment)
  if (!read.ok) return read.trouble.reason.code === 'not-there' ? { ok: true, value: undefined } : read
  if (read.value.reviewReply?.updateTime !== madeOf(job).updateTime) return { ok: true, value: undefined }
  const deleted = await ask({ ...pathOf(job), method: 'DELETE', answer: z.object({}) }, environment)
  return deleted.ok || deleted.trouble.reason.code === 'not-there' ? { ok: true, value: undefined } : deleted
}
