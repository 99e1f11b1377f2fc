import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Answering, Delivery, NetworkEnvironment, Outcome, Published, Publishing } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { rejected } from '../rejected.ts'
import { unlessRefused } from '../unless-refused.ts'
import { ask, change } from './api.ts'
import { remove } from './publishing.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { handleOf, onSite, signedIn } from './session.ts'
import { saidSchema } from './things.ts'

/** What is kept of something said to answer it: its id, and the talk it belongs to. */
const targetSchema = z.object({ thing: z.string(), thread: z.string() })

const preparedSchema = z.object({ at: z.string() })
const madeSchema = z.object({ name: z.string(), permalink: z.string().optional() })
const step = { name: 'part 1', final: true }

/**
 * An answer is a comment, or a message in the same talk. The network takes no key of ours: after an unclear answer what the account said
 * last is read, and ours is known by what it answers, its words and its time.
 */
const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 300 },
  prepare: (_content, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => (step.name in results ? undefined : step),
  perform: (_step, job, environment) => write(job, environment),
  lookUp: (_step, job, environment) => lookUp(job, environment),
  published,
  takeDown,
}

export const answering: Answering = { rulesFor: rulesOfAnswers, publishing }

function targetOf({ content }: Delivery): z.infer<typeof targetSchema> {
  return targetSchema.parse(content.answers?.to)
}

function isPrivate(job: Delivery): boolean {
  return targetOf(job).thing.startsWith('t4_')
}

function wordsOf({ content }: Delivery): string {
  return content.parts[0]?.text ?? ''
}

const writtenSchema = z.object({ things: z.tuple([z.object({ data: madeSchema })], z.unknown()) })

async function write(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const form = { thing_id: targetOf(job).thing, text: wordsOf(job) }
  const call = { session: signedIn(job.access), path: 'api/comment', send: { form }, answer: writtenSchema, final: true }
  const written = await change(call, environment)
  if (!written.ok) return written
  const [{ data }] = written.value.things
  return { ok: true, value: asResult(data) }
}

function asResult({ name, permalink }: z.infer<typeof madeSchema>): Json {
  return permalink === undefined ? { name } : { name, permalink }
}

const listedSchema = z.object({
  kind: z.literal('Listing'),
  data: z.object({ children: z.array(z.object({ data: saidSchema.extend({ permalink: z.string().optional() }) })) }),
})

/** Clocks differ, and the network tells whole seconds. */
const slack = { minutes: 2 }

async function lookUp(
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const path = isPrivate(job) ? 'message/sent' : `user/${handleOf(job.access)}/comments`
  const call = { session: signedIn(job.access), path, query: { limit: '25' }, answer: listedSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  const since = Temporal.Instant.from(preparedSchema.parse(job.prepared).at).subtract(slack).epochMilliseconds
  const said = listed.value.data.children.map(({ data }) => data)
  const same = said.filter(
    ({ parent_id: parent, body, created_utc: at }) =>
      at * 1000 >= since && parent === targetOf(job).thing && plainWords(body) === plainWords(wordsOf(job)),
  )
  const [ours] = await notTaken(
    same.map((each) => ({ ...each, id: each.name })),
    environment,
  )
  if (ours) return { ok: true, value: { found: true, result: asResult(ours) } }
  // A page full of what was said since then may hide it.
  const isWhole = said.length < 25 || said.some(({ created_utc: at }) => at * 1000 < since)
  return isWhole
    ? { ok: true, value: { found: false } }
    : { ok: false, trouble: { kind: 'unavailable', reason: { code: 'list-too-long' } } }
}

function published(job: Delivery): Published {
  const { name, permalink } = madeSchema.parse(job.results[step.name])
  const path = isPrivate(job) ? `/message/messages/${name.replace(/^t4_/, '')}` : (permalink ?? `/user/${handleOf(job.access)}/comments/`)
  return { externalId: name, url: onSite(job.access, path), thread: targetOf(job).thread }
}

/** A message stays with whom it was sent to. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const made = madeSchema.safeParse(job.results[step.name]).data
  if (!made) return { ok: true, value: undefined }
  if (isPrivate(job)) return rejected('message-stays')
  return remove(made.name, job, environment)
}
