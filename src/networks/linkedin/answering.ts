import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask, inPath, status } from './api.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { settingsSchema, signedIn } from './session.ts'
import { part, preparedAt } from './steps.ts'
import { listComments } from './talk-api.ts'

/** What is kept to answer: the post, and the comment under which answers to it stand. */
const targetSchema = z.object({ object: z.string(), parent: z.string().optional() })
const madeSchema = z.object({ id: z.string() })
const step = { name: part, final: true }

/**
 * An answer is a comment under another, or under a post that mentions the organization. LinkedIn takes no key of ours: after an unclear answer the
 * comments there are read, and ours is known by its words.
 */
const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 180 },
  prepare: (_content, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => (step.name in results ? undefined : step),
  perform: (_step, job, environment) => write(job, environment),
  lookUp: (_step, job, environment) => lookUp(job, environment),
  published: (job) => ({ externalId: madeOf(job).id, url: addressOf(job) }),
  takeDown,
}

export const answering: Answering = { rulesFor: rulesOfAnswers, publishing }

function targetOf({ content }: Delivery): z.infer<typeof targetSchema> {
  return targetSchema.parse(content.answers?.to)
}

function madeOf({ results }: Delivery): z.infer<typeof madeSchema> {
  return madeSchema.parse(results[step.name])
}

function addressOf(job: Delivery): string {
  return `${settingsSchema.parse(job.access.settings).web}/feed/update/${targetOf(job).object}/`
}

/** Where its list is. */
function placeOf(job: Delivery): string {
  const { object, parent = object } = targetOf(job)
  return parent
}

function wordsOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}

async function write(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { object, parent } = targetOf(job)
  const written = await ask(
    {
      session: signedIn(job.access),
      method: 'POST',
      path: `rest/socialActions/${inPath(placeOf(job))}/comments`,
      json: {
        actor: job.access.externalId,
        object,
        ...(parent === undefined ? {} : { parentComment: parent }),
        message: { text: wordsOf(job) },
      },
      answer: ({ response }) => (response.status === 201 ? (response.headers.get('x-restli-id') ?? undefined) : undefined),
      final: true,
    },
    environment,
  )
  return written.ok ? { ok: true, value: { id: written.value } } : written
}

/** Seconds by which LinkedIn's clock and ours may differ. */
const clockMargin = 120

async function lookUp(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const listed = await listComments(placeOf(job), { access: job.access, environment })
  if (!listed.ok) {
    // Nothing was made under what is gone; any other no proves nothing.
    if (listed.trouble.reason.code === 'post-not-found') return { ok: true, value: { found: false } }
    return listed.trouble.kind === 'rejected' ? unclear(listed.trouble.reason.code) : listed
  }
  const since = preparedAt(job).subtract({ seconds: clockMargin }).epochMilliseconds
  const same = listed.value.comments.filter(
    ({ actor, created, message }) =>
      actor === job.access.externalId && created.time >= since && evenly(message.text) === evenly(wordsOf(job)),
  )
  const [ours] = await notTaken(same, environment)
  if (ours) return { ok: true, value: { found: true, result: { id: ours.id } } }
  return listed.value.isWhole ? { ok: true, value: { found: false } } : unclear('comment-unclear')
}

function unclear(code: string): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}

function evenly(text: string): string {
  return text.normalize().replaceAll(/\s+/g, ' ').trim()
}

/** What is gone already counts as deleted. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!(step.name in job.results)) return { ok: true, value: undefined }
  const path = `rest/socialActions/${inPath(placeOf(job))}/comments/${inPath(madeOf(job).id)}`
  const query = { actor: job.access.externalId }
  const deleted = await ask({ session: signedIn(job.access), method: 'DELETE', path, query, answer: status(204) }, environment)
  return deleted.ok || deleted.trouble.reason.code === 'post-not-found' ? { ok: true, value: undefined } : deleted
}
