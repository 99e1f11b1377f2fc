import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, PostContent, Published, Publishing, Reason, Step } from '../network.ts'
import { ask } from './api.ts'
import { bodyOf, createdSchema } from './body.ts'
import { editPost, whyNotEdited } from './edit.ts'
import { lookForPart, preparedAt } from './look-up.ts'
import { settingsSchema, signedIn } from './session.ts'
import { allSteps, madeFor, mediaSteps, partOf, workOf } from './steps.ts'
import { awaitProcessing, describeImage, uploadImage } from './uploads.ts'
import { beginVideo, finishVideo, sendPiece } from './video-uploads.ts'

export const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 180 },
  prepare,
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp: async (step, job, environment) => lookForPart(workOf(step).part, job, environment),
  published,
  takeDown,
  edit: { refuses: whyNotEdited, apply: editPost },
}

/** X takes no key of ours; only the moment tells this post from older ones with the same words. */
function prepare(_content: PostContent, now: Temporal.Instant): Json {
  return { at: now.toString() }
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'image':
      return uploadImage(work, job, environment)
    case 'processing':
      return awaitProcessing(work, job, environment)
    case 'video':
      return beginVideo(work, job, environment)
    case 'piece':
      return sendPiece(work, job, environment)
    case 'finish':
      return finishVideo(work, job, environment)
    case 'alt':
      return describeImage(work, job, environment)
    case 'part':
      return createPart(work.part, job, environment)
  }
}

async function createPart(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const call = { ...signedIn(job.access), method: 'POST', path: '/2/tweets', answer: createdSchema, final: true } as const
  const created = await ask({ ...call, send: { json: bodyOf(number, job) } }, environment)
  if (created.ok) return { ok: true, value: { id: created.value.data.id } }
  const { reason } = created.trouble
  if (reason.code === 'duplicate') return afterDuplicate({ number, reason }, job, environment)
  if (reason.code !== 'image-gone') return created
  const forget = mediaSteps(partOf(number, job), number, job)
  return { ok: false, trouble: { kind: 'unavailable', reason, forget } }
}

/** Sooner than this after preparing no earlier attempt of ours can have been given up, so the same words are older than this post. */
const freshSeconds = 60
/** Later than this the profile's list shows whatever an earlier attempt left. */
const settledSeconds = 600

/**
 * X says that the same words are there already. They may be ours, from an attempt whose answer was lost: then that post is adopted. Between the two
 * times above a list that does not show it yet proves nothing, and Hearth looks again; before and after them it was somebody else's post.
 */
async function afterDuplicate(
  { number, reason }: { readonly number: number; readonly reason: Reason },
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const looked = await lookForPart(number, job, environment)
  if (looked.ok && looked.value.found) return { ok: true, value: looked.value.result }
  const age = environment.now().since(preparedAt(job)).total('seconds')
  const isClear = looked.ok && (age < freshSeconds || age > settledSeconds)
  if (isClear) return { ok: false, trouble: { kind: 'rejected', reason } }
  return { ok: false, trouble: { kind: 'unknown-outcome', reason: { ...reason, code: 'duplicate-unclear' } } }
}

function published(job: Delivery): Published {
  const { web, handle } = settingsSchema.parse(job.access.settings)
  const id = madeFor(1, job)
  return { externalId: id, url: `${web}/${handle}/status/${id}` }
}

const deletedSchema = z.object({ data: z.object({ deleted: z.boolean() }) })

/** From the last part to the first; what is gone already counts as deleted. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const made = job.content.parts.flatMap((_, index) => (`part ${index + 1}` in job.results ? [madeFor(index + 1, job)] : []))
  for (const id of made.toReversed()) {
    const call = { ...signedIn(job.access), method: 'DELETE', path: `/2/tweets/${id}`, answer: deletedSchema } as const
    const deleted = await ask(call, environment)
    if (!deleted.ok && deleted.trouble.reason.code !== 'post-not-found') return deleted
    if (deleted.ok && !deleted.value.data.deleted) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'still-there' } } }
  }
  return { ok: true, value: undefined }
}
