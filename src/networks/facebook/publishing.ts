import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step, Trouble } from '../network.ts'
import { ask, type Call } from './api.ts'
import { writeComment } from './comments.ts'
import { confirm } from './confirm.ts'
import { edit } from './edit.ts'
import { addCaptions, setCover } from './extras.ts'
import { findPost, lookUp, newestPosts, saysTheSame } from './look-up.ts'
import { arePhotosGone, handOver, letPhotosGo } from './photos.ts'
import { hostsOf, signedIn } from './session.ts'
import {
  confirmedIn,
  kindOf,
  nextStep,
  partOf,
  photosOf,
  preparedAt,
  publishedIn,
  sessionIn,
  sessionOf,
  stepsToRepeat,
  videoOf,
  workOf,
} from './steps.ts'
import { readVideoState } from './video-state.ts'
import { anew, beginVideo, sendPiece, sendWhole } from './videos.ts'

/**
 * A text is published by one call, for which the network knows no key: absence has to settle. Photos are handed over unseen first,
 * and a photo becomes one post only. A video is known by an id that is saved before anybody can see it, and whose state says whether it was published.
 */
export const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 300 },
  absenceOn: (_, prepared) => (preparedSchema.parse(prepared).video ? { proof: 'token' } : publishing.absence),
  prepare: (content, now) => ({ at: now.toString(), video: videoOf(content) !== undefined }),
  nextStep,
  perform,
  lookUp: (_, job, environment) => lookUp(job, environment),
  published,
  takeDown,
  edit,
}

const preparedSchema = z.object({ video: z.boolean() })

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'photo':
      return handOver(work.number, job, environment)
    case 'session':
      return beginVideo(job, environment)
    case 'chunk':
      return sendPiece(work.number, job, environment)
    case 'upload':
      return sendWhole(job, environment)
    case 'part':
      return videoOf(job.content) ? publishVideo(job, environment) : publish(job, environment)
    case 'confirm':
      return confirm(job, environment)
    case 'cover':
      return setCover(job, environment)
    case 'captions':
      return addCaptions(work.number, job, environment)
    case 'comment':
      return writeComment(job, environment)
  }
}

const postSchema = z.object({ id: z.string() })
const storySchema = z.object({ post_id: z.string() }).transform(({ post_id: id }) => ({ id }))

async function publish(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const made = await ask(kindOf(job.content) === 'story' ? storyCall(job) : postCall(job), environment)
  if (made.ok) return made
  const { kind, reason } = made.trouble
  if (reason.code === 'duplicate') return { ok: false, trouble: await behindDuplicate(made.trouble, job, environment) }
  if (kind !== 'rejected' || photosOf(job).length === 0) return made
  if (await arePhotosGone(job, environment)) {
    return { ok: false, trouble: { kind: 'unavailable', reason: { ...reason, code: 'photos-gone' }, forget: stepsToRepeat(job) } }
  }
  await letPhotosGo(job, environment)
  return made
}

function postCall(job: Delivery): Call<Json> {
  const { text, link } = partOf(job.content)
  const photos = photosOf(job)
  const form = {
    ...(text.trim() === '' ? {} : { message: text }),
    ...(link && photos.length === 0 ? { link: link.url } : {}),
    ...(photos.length === 0 ? {} : { attached_media: JSON.stringify(photos.map((id) => ({ media_fbid: id }))) }),
  }
  return { ...signedIn(job.access), path: `${job.access.externalId}/feed`, form, answer: postSchema, final: true }
}

function storyCall(job: Delivery): Call<Json> {
  const [photo = ''] = photosOf(job)
  const path = `${job.access.externalId}/photo_stories`
  return { ...signedIn(job.access), path, form: { photo_id: photo }, answer: storySchema, final: true }
}

/** In minutes. */
const longestLag = 15

/**
 * The network refuses what says the same as the post before it, or shows the same photos. Either an earlier attempt of ours arrived
 * after all, and its post is there to be adopted, or somebody else said it: then that post is there. While neither is in the list, it lags.
 */
async function behindDuplicate(trouble: Trouble, job: Delivery, environment: NetworkEnvironment): Promise<Trouble> {
  const again = (code: string): Trouble => ({ kind: 'unknown-outcome', reason: { ...trouble.reason, code } })
  if (kindOf(job.content) === 'story') return again('published-before')
  const listed = await newestPosts(job, {}, environment)
  if (!listed.ok) return again('published-before')
  if (await findPost(listed.value, job, environment)) return again('published-before')
  const waited = environment.now().since(preparedAt(job)).total('minutes')
  if (listed.value.some((post) => saysTheSame(post, job)) || waited > longestLag) return trouble
  return again('not-listed-yet')
}

const doneSchema = z.object({ success: z.literal(true) })

/** Says that all has come and that it may be shown. A video is one post, however often this is said. */
async function publishVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { videoId } = sessionOf(job)
  const done = await ask(finishCall(job), environment)
  if (done.ok) return { ok: true, value: { id: videoId } }
  if (done.trouble.kind !== 'rejected') return done
  const read = await readVideoState(videoId, job, environment)
  if (!read.ok) return anew(read.trouble.reason.code === 'not-there' ? read : done, job)
  return read.value.is === 'waiting' ? done : { ok: true, value: { id: videoId } }
}

function finishCall(job: Delivery): Call<Json> {
  const { externalId } = job.access
  const { videoId, sessionId = '' } = sessionOf(job)
  const { text } = partOf(job.content)
  const kind = kindOf(job.content)
  const words: Readonly<Record<string, string>> = text.trim() === '' || kind === 'story' ? {} : { description: text }
  const common = { answer: doneSchema, final: true }
  if (kind === 'post') {
    const form = { upload_phase: 'finish', upload_session_id: sessionId, ...words }
    return { ...signedIn(job.access, 'video'), path: `${externalId}/videos`, form, ...common }
  }
  const state: Readonly<Record<string, string>> = kind === 'reel' ? { video_state: 'PUBLISHED' } : {}
  const form = { upload_phase: 'finish', video_id: videoId, ...state, ...words }
  return { ...signedIn(job.access), path: `${externalId}/${kind === 'reel' ? 'video_reels' : 'video_stories'}`, form, ...common }
}

function published(job: Delivery): Published {
  const { id, url } = confirmedIn(job) ?? publishedIn(job) ?? { id: sessionIn(job)?.videoId ?? '' }
  const { web } = hostsOf(job.access)
  const elsewhere = kindOf(job.content) === 'story' ? `${web}/${job.access.externalId}` : `${web}/${id}`
  return { externalId: id, url: url ?? elsewhere }
}

/** What is gone already is no trouble. A video takes its post with it, and the photo of a story the story. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  for (const id of idsToDelete(job)) {
    const deleted = await ask({ ...signedIn(job.access), path: id, method: 'DELETE', answer: doneSchema }, environment)
    if (!deleted.ok && deleted.trouble.reason.code !== 'not-there') return deleted
  }
  return { ok: true, value: undefined }
}

function idsToDelete(job: Delivery): readonly string[] {
  const session = sessionIn(job)
  if (session) return [session.videoId]
  const made = publishedIn(job)
  return made && kindOf(job.content) === 'post' ? [made.id] : photosOf(job)
}
