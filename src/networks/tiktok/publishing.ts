import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step } from '../network.ts'
import { checkCreator } from './creator.ts'
import { lookUp } from './look-up.ts'
import { postPhotos } from './photos.ts'
import { profileUrl } from './session.ts'
import { awaitAddress, confirm } from './status.ts'
import { allSteps, postIdOf, preparedSchema, sentOf, videoIn, workOf } from './steps.ts'
import { beginUpload, sendChunk, sendLastChunk } from './uploads.ts'

/**
 * A video is announced, sent in chunks and appears once the last has come: its upload address is the token under which that happens once
 * only. Photos are fetched by the network as soon as they are announced: an announcement whose answer was lost can neither be asked for
 * nor repeated, so a person decides. See the README.
 */
export const publishing: Publishing = {
  absence: { proof: 'never' },
  absenceOn: (_, prepared) => (preparedSchema.safeParse(prepared).data?.kind === 'video' ? { proof: 'token' } : { proof: 'never' }),
  prepare: (content, now) => ({ kind: videoIn(content) ? 'video' : 'photo', at: now.toString() }),
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp: (_, job, environment) => lookUp(job, environment),
  published,
  // Nothing in the API deletes: a person does it in the app.
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'creator':
      return checkCreator(job, environment)
    case 'init':
      return beginUpload(job, environment)
    case 'chunk':
      return sendChunk(work.chunk, job, environment)
    case 'part':
      return videoIn(job.content) ? sendLastChunk(job, environment) : postPhotos(job, environment)
    case 'confirm':
      return confirm(job, environment)
    case 'address':
      return awaitAddress(job, environment)
  }
}

/** What only some may see, and what lies in the inbox, has no address of its own that the network would tell. */
function published(job: Delivery): Published {
  const { publishId } = sentOf(job)
  const postId = postIdOf(job)
  const profile = profileUrl(job.access)
  if (postId === undefined) return { externalId: publishId ?? profile, url: profile }
  return { externalId: postId, url: `${profile}/${videoIn(job.content) ? 'video' : 'photo'}/${postId}` }
}
