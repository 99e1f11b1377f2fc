import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask } from './api.ts'
import { listReplies } from './comments-api.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { settingsSchema, signedIn } from './session.ts'
import { tidy } from './tidy.ts'

/** What is kept of a comment to answer it: answers stand under the comment that began the thread, also those to other answers. */
export const targetSchema = z.object({ parent: z.string(), video: z.string() })

const preparedSchema = z.object({ at: z.string() })
const madeSchema = z.object({ id: z.string() })
const step = { name: 'part 1', final: true }

/**
 * An answer is a comment under another. YouTube takes no key of ours: after an unclear answer the comments there are read, and ours is known by
 * its words. How soon one stands in that list is not documented; ten minutes leave room.
 */
const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 600 },
  prepare: (_content, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => (step.name in results ? undefined : step),
  perform: (_step, job, environment) => write(job, environment),
  lookUp: (_step, job, environment) => lookUp(job, environment),
  published: (job) => {
    const { web } = settingsSchema.parse(job.access.settings)
    const { id } = madeOf(job)
    return { externalId: id, url: `${web}/watch?v=${targetOf(job).video}&lc=${id}` }
  },
  takeDown,
}

export const answering: Answering = { rulesFor: rulesOfAnswers, publishing }

function targetOf({ content }: Delivery): z.infer<typeof targetSchema> {
  return targetSchema.parse(content.answers?.to)
}

function madeOf({ results }: Delivery): z.infer<typeof madeSchema> {
  return madeSchema.parse(results[step.name])
}

function wordsOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}

async function write(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const json = { snippet: { parentId: targetOf(job).parent, textOriginal: wordsOf(job) } }
  const call = { ...signedIn(job.access), method: 'POST', path: '/youtube/v3/comments', query: { part: 'snippet' } } as const
  return ask({ ...call, send: { json }, answer: madeSchema, final: true }, environment)
}

/** Seconds by which YouTube's clock and ours may differ. */
const clockMargin = 120

async function lookUp(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const listed = await listReplies(targetOf(job).parent, job.access, environment)
  // Nothing can be found, and nothing was made, under what is gone.
  if (!listed.ok) return listed.trouble.reason.code === 'comment-gone' ? { ok: true, value: { found: false } } : listed
  const since = Temporal.Instant.from(preparedSchema.parse(job.prepared).at).subtract({ seconds: clockMargin })
  const same = listed.value.comments.filter(
    ({ snippet }) =>
      snippet.authorChannelId?.value === job.access.externalId &&
      Temporal.Instant.compare(Temporal.Instant.from(snippet.publishedAt), since) >= 0 &&
      tidy(snippet.textOriginal ?? snippet.textDisplay) === tidy(wordsOf(job)),
  )
  const [ours] = await notTaken(same, environment)
  if (ours) return { ok: true, value: { found: true, result: { id: ours.id } } }
  if (listed.value.isWhole) return { ok: true, value: { found: false } }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-understood', params: { host: signedIn(job.access).api } } } }
}

/** What is gone already counts as deleted. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!(step.name in job.results)) return { ok: true, value: undefined }
  const query = { id: madeOf(job).id }
  const call = { ...signedIn(job.access), method: 'DELETE', path: '/youtube/v3/comments', query, answer: z.unknown() } as const
  const deleted = await ask(call, environment)
  return deleted.ok || deleted.trouble.reason.code === 'comment-gone' ? { ok: true, value: undefined } : deleted
}
