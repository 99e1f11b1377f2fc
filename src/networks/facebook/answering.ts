import { z } from 'zod'

import type { Json } from '#kit/json'

import { graphInstant } from '../graph-timeline.ts'
import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing, Rules, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask } from './api.ts'
import { unlessRefused } from './look-up.ts'
import { rulesFor } from './rules.ts'
import { hostsOf, signedIn } from './session.ts'
import { partOf, preparedAt } from './steps.ts'

const longest = 8000

const publishing: Publishing = {
  // There is no key: the same words under the same comment are looked for.
  absence: { proof: 'settles', afterSeconds: 300 },
  prepare: (_, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => (answer.name in results ? undefined : answer),
  perform: (_, job, environment) => writeAnswer(job, environment),
  lookUp: (_, job, environment) => lookForAnswer(job, environment),
  published: (job) => {
    const { id, url } = madeSchema.parse(job.results[answer.name])
    return { externalId: id, url: url ?? `${hostsOf(job.access).web}/${id}` }
  },
}

/** An answer is a comment under what is answered. */
export const answering: Answering = { rulesFor: (limits) => answerRules(rulesFor(limits)), publishing }

const answer: Step = { name: 'answer 1', final: true }

function answerRules(rules: Rules): Rules {
  return {
    ...rules,
    settings: [],
    text: { overflow: (text) => (text.length > longest ? longest : undefined) },
    count: (text) => [{ unit: 'characters', used: text.length, max: longest }],
    check: ({ parts: [part] }) => {
      const over = (part?.text.length ?? 0) - longest
      return over > 0 ? [{ severity: 'error', part: 0, reason: { code: 'text-too-long', params: { over, max: longest } } }] : []
    },
  }
}

const madeSchema = z.object({ id: z.string(), url: z.string().exactOptional() })
const targetSchema = z.object({ on: z.string() })

function targetOf({ content }: Delivery): string {
  return targetSchema.parse(content.answers?.to).on
}

function writeAnswer(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const form = { message: partOf(job.content).text }
  return ask({ ...signedIn(job.access), path: `${targetOf(job)}/comments`, form, answer: madeSchema, final: true }, environment)
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
