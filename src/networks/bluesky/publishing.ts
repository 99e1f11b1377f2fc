import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, PostContent, Published, Publishing, Step } from '../network.ts'
import { answeredBy } from './answered.ts'
import { ask, type StrongRef, strongRefSchema } from './api.ts'
import { readQuoted } from './quote.ts'
import { recordKeys } from './record-key.ts'
import { postRecord, type RecordParts } from './record.ts'
import { settingsSchema, signedIn } from './session.ts'
import {
  allSteps,
  chosenFor,
  madeFor,
  mentionsSchema,
  partOf,
  preparedSchema,
  quotedBy,
  shownBy,
  uploadedCaptionsSchema,
  uploadSteps,
  workOf,
} from './steps.ts'
import { resolveMentions, uploadCaptions, uploadImage, uploadThumb } from './uploads.ts'
import { awaitVideo, uploadVideo } from './video.ts'

const collection = 'app.bsky.feed.post'

export const publishing: Publishing = {
  absence: { proof: 'token' },
  prepare,
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp,
  published,
  takeDown,
}

/** Record keys and creation times; the parts of a thread lie a millisecond apart so that their order is plain. */
function prepare(content: PostContent, now: Temporal.Instant): Json {
  const keys = recordKeys(content.parts.length, now)
  const createdAt = (index: number) => now.add({ milliseconds: index }).toString({ smallestUnit: 'millisecond' })
  return { parts: keys.map((rkey, index) => ({ rkey, createdAt: createdAt(index) })) }
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'image':
      return uploadImage(work, job, environment)
    case 'video':
      return uploadVideo(work.part, job, environment)
    case 'ready':
      return awaitVideo(work.part, job, environment)
    case 'captions':
      return uploadCaptions(work, job, environment)
    case 'thumb':
      return uploadThumb(work.part, job, environment)
    case 'mentions':
      return resolveMentions(work.part, job, environment)
    case 'quote':
      return readQuoted(job, environment)
    case 'part':
      return createPart(work.part, job, environment)
  }
}

/**
 * Creates the record under its chosen key and never replaces another: `swapRecord: null` is refused with InvalidSwap where the key is taken,
 * and an identical record is answered with what is there.
 */
async function createPart(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const session = signedIn(job.access, environment)
  const { rkey } = chosenFor(number, job)
  const json = { repo: job.access.externalId, collection, rkey, swapRecord: null, record: recordOf(number, job) }
  const created = await ask(
    { server: session.pds, method: 'com.atproto.repo.putRecord', send: { json }, answer: strongRefSchema, final: true },
    session.environment,
  )
  if (created.ok || created.trouble.reason.code !== 'image-gone') return created
  const forget = uploadSteps(partOf(number, job), number, job.results)
  return { ok: false, trouble: { kind: 'unavailable', reason: created.trouble.reason, forget } }
}

function recordOf(number: number, job: Delivery): { readonly [key: string]: Json } {
  const part = partOf(number, job)
  const uploads = shownBy(number, job)
  const captions = uploadSteps(part, number, job.results)
    .filter((name) => name.startsWith('captions'))
    .map((name) => uploadedCaptionsSchema.parse(job.results[name]))
  const quote = quotedBy(number, job)
  const [thumb] = part.media.length > 0 ? [] : uploads
  return postRecord({
    part,
    languages: job.content.languages,
    createdAt: chosenFor(number, job).createdAt,
    shown: part.media.length > 0 ? uploads : [],
    captions,
    ...(thumb ? { thumb } : {}),
    ...(quote ? { quote } : {}),
    mentions: mentionsSchema.parse(job.results[`mentions ${number}`] ?? {}),
    ...replyOf(number, job),
  })
}

/** A later part answers the one before it; the first of an answer, what it answers. */
function replyOf(number: number, job: Delivery): Pick<RecordParts, 'reply'> {
  const answered = answeredBy(job.content)
  if (number === 1) return answered ? { reply: answered } : {}
  return { reply: { root: answered?.root ?? madeFor(1, job), parent: madeFor(number - 1, job) } }
}

/** Only parts are final. Reading needs no sign-in, so an expired token cannot hide what is there. */
async function lookUp(
  step: Step,
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>> {
  const work = workOf(step)
  const there = await readRecord(chosenFor(work.part, job).rkey, job, environment)
  if (!there.ok) return there
  return { ok: true, value: there.value ? { found: true, result: there.value } : { found: false } }
}

async function readRecord(rkey: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<StrongRef | undefined>> {
  const { pds } = settingsSchema.parse(job.access.settings)
  const query = { repo: job.access.externalId, collection, rkey }
  const read = await ask({ server: pds, method: 'com.atproto.repo.getRecord', query, answer: strongRefSchema }, environment)
  if (read.ok) return read
  if (read.trouble.reason.code === 'record-not-found') return { ok: true, value: undefined }
  // A refused read proves nothing; only "not found" does.
  return read.trouble.kind === 'rejected' ? { ok: false, trouble: { kind: 'unavailable', reason: read.trouble.reason } } : read
}

function published(job: Delivery): Published {
  const { web } = settingsSchema.parse(job.access.settings)
  const { uri } = madeFor(1, job)
  return { externalId: uri, url: `${web}/profile/${job.access.externalId}/post/${chosenFor(1, job).rkey}` }
}

/** From the last part to the first, also those whose result was never saved; deleting what is gone already succeeds. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const session = signedIn(job.access, environment)
  for (const { rkey } of preparedSchema.parse(job.prepared).parts.toReversed()) {
    const there = await readRecord(rkey, job, environment)
    if (!there.ok) return there
    if (!there.value) continue
    const json = { repo: job.access.externalId, collection, rkey }
    const call = { server: session.pds, method: 'com.atproto.repo.deleteRecord', send: { json }, answer: z.unknown() }
    const deleted = await ask(call, session.environment)
    if (!deleted.ok) return deleted
    const after = await readRecord(rkey, job, environment)
    if (!after.ok) return after
    if (after.value) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'still-there' } } }
  }
  return { ok: true, value: undefined }
}
