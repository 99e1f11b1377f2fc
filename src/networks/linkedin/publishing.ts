import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Publishing, Reason, Step, Trouble } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask, inPath, madeUrn, status } from './api.ts'
import { bodyOf } from './body.ts'
import { addComment } from './comment.ts'
import { edit } from './edit.ts'
import { isGone, lookForPost, madeSince } from './look-up.ts'
import { mayReadPosts, settingsSchema, signedIn } from './session.ts'
import { allSteps, madeOf, makingSteps, preparedAt, urnOf, workOf } from './steps.ts'
import { awaitReady, uploadDocument, uploadImage, uploadThumb } from './uploads.ts'
import { beginVideo, finishVideo, uploadCaptions, uploadCover, uploadPiece } from './video.ts'

/**
 * LinkedIn takes no key of ours. What it does have is a memory of words: the same post by the same author is refused for a day or two, and the
 * refusal names the one that is there. A page's posts can be read besides. So after an unclear answer Hearth waits, looks where it may, and only
 * then sends again; a second copy is refused and the first one adopted.
 */
export const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 180 },
  prepare: (_, now) => ({ at: now.toString() }),
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform: async (step, job, environment) => forgetting(await perform(step, job, environment), job),
  lookUp: (_, job, environment) => lookForPost(job, environment),
  published: (job) => {
    const { urn } = madeOf(job)
    return { externalId: urn, url: `${settingsSchema.parse(job.access.settings).web}/feed/update/${urn}/` }
  },
  takeDown,
  edit,
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'image':
      return uploadImage(work.number, job, environment)
    case 'thumb':
      return uploadThumb(job, environment)
    case 'document':
      return uploadDocument(job, environment)
    case 'video':
      return beginVideo(job, environment)
    case 'piece':
      return uploadPiece(work.number, job, environment)
    case 'captions':
      return uploadCaptions(job, environment)
    case 'cover':
      return uploadCover(job, environment)
    case 'finish':
      return finishVideo(job, environment)
    case 'ready':
      return awaitReady(urnOf('video 1' in job.results ? 'video 1' : 'document 1', job), job, environment)
    case 'part':
      return createPost(job, environment)
    case 'comment':
      return addComment(job, environment)
  }
}

/** An upload that the network has thrown away is made anew, from its beginning. */
function forgetting(outcome: Outcome<Json>, job: Delivery): Outcome<Json> {
  if (outcome.ok || outcome.trouble.kind !== 'unavailable' || outcome.trouble.reason.code !== 'upload-gone') return outcome
  return { ok: false, trouble: { ...outcome.trouble, forget: makingSteps(job) } }
}

async function createPost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const call = { session: signedIn(job.access), method: 'POST', path: 'rest/posts', answer: madeUrn, final: true } as const
  const made = await ask({ ...call, json: bodyOf(job) }, environment)
  if (made.ok) return { ok: true, value: { urn: made.value, at: environment.now().toString() } }
  const { reason } = made.trouble
  return reason.code === 'duplicate' ? afterDuplicate(reason, job, environment) : made
}

/** Sooner than this after preparing no earlier attempt of ours can have been given up, so the same words are older than this post. */
const freshSeconds = 60

/**
 * The same words are there already. They are ours where an earlier attempt may have got through: where the post named is younger than this
 * delivery and nobody else's. Deleted posts are remembered too, so where posts can be read the one named must still be there.
 */
async function afterDuplicate(reason: Reason, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const urn = String(reason.params?.['urn'])
  const rejected: { readonly ok: false; readonly trouble: Trouble } = { ok: false, trouble: { kind: 'rejected', reason } }
  const isFresh = environment.now().since(preparedAt(job)).total('seconds') < freshSeconds
  if (isFresh || !madeSince(urn, preparedAt(job))) return rejected
  if ((await notTaken([{ id: urn }], environment)).length === 0) return rejected
  if (mayReadPosts(job.access)) {
    const gone = await isGone(urn, job, environment)
    if (!gone.ok) return { ok: false, trouble: { kind: 'unknown-outcome', reason: { ...reason, code: 'duplicate-unclear' } } }
    if (gone.value) return rejected
  }
  return { ok: true, value: { urn, at: environment.now().toString() } }
}

/** Says the same for a post that is gone. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!('part 1' in job.results)) return { ok: true, value: undefined }
  const path = `rest/posts/${inPath(madeOf(job).urn)}`
  const deleted = await ask({ session: signedIn(job.access), method: 'DELETE', path, answer: status(204) }, environment)
  if (deleted.ok || deleted.trouble.reason.code === 'post-not-found') return { ok: true, value: undefined }
  return deleted
}
