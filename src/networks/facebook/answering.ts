import { z } from 'zod'

import type { Json } from '#kit/json'

import { threadWith } from '../graph-message.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { lookForMessage, sendMessage, sentMessageSchema } from '../graph-send-message.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { unlessRefused } from '../unless-refused.ts'
import { ask } from './api.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { hostsOf, signedIn } from './session.ts'
import { partOf, preparedAt } from './steps.ts'
import { talksOf } from './talks.ts'

const publishing: Publishing = {
  // There is no key: the same words under the same comment are looked for.
  absence: { proof: 'settles', afterSeconds: 300 },
  prepare: (_, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => (answer.name in results ? undefined : answer),
  perform: (_, job, environment) => (isMessage(job) ? sendMessage(job, talksOf(job.access, environment)) : writeAnswer(job, environment)),
  lookUp: (_, job, environment) =>
    isMessage(job)
      ? lookForMessage(job, { talks: talksOf(job.access, environment), since: preparedAt(job).subtract(clockSkew), environment })
      : lookForAnswer(job, environment),
  published: (job) => {
    const { web } = hostsOf(job.access)
    const made = job.results[answer.name]
    const sent = sentMessageSchema.safeParse(made).data
    if (sent) return { externalId: sent.id, url: `${web}/messages/t/${job.access.externalId}`, thread: threadWith(sent.to) }
    const { id, url } = madeSchema.parse(made)
    return { externalId: id, url: url ?? `${web}/${id}` }
  },
}

/** An answer is a comment under what is answered, or a message, for which the network gives a day. */
export const answering: Answering = {
  rulesFor: rulesOfAnswers,
  publishing,
  withinHours: (kind) => (kind === 'message' ? 24 : undefined),
}

function isMessage({ content }: Delivery): boolean {
  return content.answers?.kind === 'message'
}

const answer: Step = { name: 'answer 1', final: true }

const madeSchema = z.object({ id: z.string(), url: z.string().exactOptional() })
const targetSchema = z.object({ on: z.string() })

function targetOf({ content }: Delivery): string {
  return targetSchema.parse(content.answers?.to).on
}

async function writeAnswer(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const form = { message: partOf(job.content).text }
  const written = await ask(
    { ...signedIn(job.access), path: `${targetOf(job)}/comments`, form, answer: madeSchema, final: true },
    environment,
  )
  return written.ok ? written : orRightMissing(written)
}

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      message: z.string().optional(),
      created_time: graphInstant,
      from: z.object({ id: z.string() }).optional(),
      permalink_url: z.string().optional(),
    }),
  ),
})

/** The network's clock and ours need not agree. */
const clockSkew = { minutes: 2 }

async function lookForAnswer(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const query = { fields: 'id,message,created_time,from,permalink_url', filter: 'stream', order: 'reverse_chronological', limit: '100' }
  const listed = await ask({ ...signedIn(job.access), path: `${targetOf(job)}/comments`, query, answer: listSchema }, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  const since = preparedAt(job).subtract(clockSkew)
  const words = partOf(job.content).text.trim()
  const ours = listed.value.data.filter(
    ({ message, from, created_time: at }) =>
      message?.trim() === words && from?.id === job.access.externalId && Temporal.Instant.compare(at, since) >= 0,
  )
  const found = (await notTaken(ours, environment)).at(-1)
  if (!found) return { ok: true, value: { found: false } }
  return { ok: true, value: { found: true, result: { id: found.id, ...(found.permalink_url ? { url: found.permalink_url } : {}) } } }
}
