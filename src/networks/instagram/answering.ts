import { z } from 'zod'

import type { Json } from '#kit/json'

import { threadWith } from '../graph-message.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { lookForMessage, sendMessage, sentMessageSchema } from '../graph-send-message.ts'
import { graphInstant } from '../graph-timeline.ts'
import type { Answering, Delivery, NetworkEnvironment, Outcome, Publishing, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask, version } from './api.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { settingsSchema, signedIn } from './session.ts'
import { talksOf } from './talks.ts'

/** The network's clock and ours need not agree. */
const clockSkew = { minutes: 2 }

const publishing: Publishing = {
  // There is no key: the same words under the same comment are looked for.
  absence: { proof: 'settles', afterSeconds: 300 },
  prepare: (_, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => (answer.name in results ? undefined : answer),
  perform: (_, job, environment) =>
    job.content.answers?.kind === 'message' ? sendMessage(job, talksOf(job.access, environment)) : writeAnswer(job, environment),
  lookUp: (_, job, environment) =>
    job.content.answers?.kind === 'message'
      ? lookForMessage(job, { talks: talksOf(job.access, environment), since: since(job), environment })
      : lookForAnswer(job, environment),
  published: ({ access, results }) => {
    const { profile } = settingsSchema.parse(access.settings)
    const sent = sentMessageSchema.safeParse(results[answer.name]).data
    if (sent) return { externalId: sent.id, url: profile, thread: threadWith(sent.to) }
    return { externalId: madeSchema.parse(results[answer.name]).id, url: profile }
  },
}

const answer: Step = { name: 'answer 1', final: true }

/** A comment below the one that is answered, a mention in return, or a message, for which the network gives a day. */
export const answering: Answering = {
  rulesFor: rulesOfAnswers,
  publishing,
  withinHours: (kind) => (kind === 'message' ? 24 : undefined),
}

const madeSchema = z.object({ id: z.string() })
/** A comment under a post of ours, or a post or comment of others that named us. */
const targetSchema = z.union([z.object({ on: z.string() }), z.object({ media: z.string(), comment: z.string().optional() })])

/** `fields` is never sent: the network would make the comment and then refuse the request. */
async function writeAnswer(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const target = targetSchema.parse(job.content.answers?.to)
  const message = textOf(job)
  const call =
    'on' in target
      ? { path: `${version}/${target.on}/replies`, form: { message } }
      : {
          path: `${version}/${job.access.externalId}/mentions`,
          form: { media_id: target.media, message, ...(target.comment === undefined ? {} : { comment_id: target.comment }) },
        }
  const written = await ask({ ...signedIn(job.access), ...call, answer: madeSchema, final: true }, environment)
  return written.ok ? written : orRightMissing(written)
}

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), text: z.string().optional(), timestamp: graphInstant, username: z.string().optional() })),
})

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Under what others posted nobody can look: there a person does. */
async function lookForAnswer(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const target = targetSchema.parse(job.content.answers?.to)
  if (!('on' in target)) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'status-unknown' } } }
  const query = { fields: 'id,text,timestamp,username', limit: '50' }
  const listed = await ask({ ...signedIn(job.access), path: `${version}/${target.on}/replies`, query, answer: listSchema }, environment)
  if (!listed.ok) {
    const { kind, reason } = listed.trouble
    return kind === 'rejected' ? { ok: false, trouble: { kind: 'unavailable', reason: { ...reason, code: 'status-unknown' } } } : listed
  }
  const words = textOf(job).trim()
  const ours = listed.value.data.filter(
    ({ text, timestamp, username }) =>
      text?.trim() === words && username === ownName(job) && Temporal.Instant.compare(timestamp, since(job)) >= 0,
  )
  const found = (await notTaken(ours, environment)).at(-1)
  return { ok: true, value: found ? { found: true, result: { id: found.id } } : { found: false } }
}

function ownName({ access }: Delivery): string {
  return new URL(settingsSchema.parse(access.settings).profile).pathname.replaceAll('/', '')
}

const preparedSchema = z.object({ at: z.string() })

function since({ prepared }: Delivery): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at).subtract(clockSkew)
}

function textOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}
