import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step } from '../network.ts'
import { ask } from './api.ts'
import { addComment } from './comment.ts'
import { edit } from './edit.ts'
import { addCaptions, addToPlaylist, awaitProcessing, gently, setThumbnail } from './later.ts'
import { asResult, lookForVideo } from './look-up.ts'
import { isShort } from './sent.ts'
import { settingsSchema, signedIn } from './session.ts'
import { allSteps, madeOf, part, workOf } from './steps.ts'
import { sendLastPiece, sendPieces, startSession } from './uploads.ts'

/**
 * The address of an upload is the token: one video comes of it and never a second. It is saved before the last piece leaves, and asked
 * after an unclear answer; one that YouTube has forgotten makes nothing any more.
 */
export const publishing: Publishing = {
  absence: { proof: 'token' },
  prepare: (_content, now) => ({ at: now.toString() }),
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp: async (_step, job, environment) => lookForVideo(job, environment),
  published,
  takeDown,
  edit,
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'session':
      return startSession(job, environment)
    case 'upload':
      return sendPieces(job, environment)
    case 'part':
      return makeVideo(job, environment)
    case 'thumbnail':
      return gently(await setThumbnail(job, environment), job, environment)
    case 'captions':
      return gently(await addCaptions(work.number, job, environment), job, environment)
    case 'playlist':
      return gently(await addToPlaylist(job, environment), job, environment)
    case 'processed':
      return awaitProcessing(job, environment)
    case 'comment':
      return gently(await addComment(job, environment), job, environment)
  }
}

async function makeVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const made = await sendLastPiece(job, environment)
  return made.ok ? { ok: true, value: asResult(made.value, environment.now()) } : made
}

function published(job: Delivery): Published {
  const { web } = settingsSchema.parse(job.access.settings)
  const { id } = madeOf(job)
  return { externalId: id, url: isShort(job.content.settings) ? `${web}/shorts/${id}` : `${web}/watch?v=${id}` }
}

/** What is gone already counts as deleted; comments, captions and places in lists go with the video. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!(part in job.results)) return { ok: true, value: undefined }
  const query = { id: madeOf(job).id }
  const call = { ...signedIn(job.access), method: 'DELETE', path: '/youtube/v3/videos', query, answer: z.unknown() } as const
  const deleted = await ask(call, environment)
  return deleted.ok || deleted.trouble.reason.code === 'video-gone' ? { ok: true, value: undefined } : deleted
}
