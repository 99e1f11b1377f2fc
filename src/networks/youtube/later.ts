import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Call } from '../google-call.ts'
import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { thumbnailRules } from './rules.ts'
import { captionsOf, playlistIn, visibilityIn } from './sent.ts'
import { signedIn } from './session.ts'
import { madeOf, videoIn } from './steps.ts'
import { notAvailable } from './uploads.ts'

/** How long what hangs on a video is tried for after the video is out. */
const patience = { minutes: 10 }

/**
 * The video is out: whatever goes wrong here neither sends it again nor keeps it from being called published. What may pass is tried
 * again for some minutes; then it is left, with the reason kept in the result.
 */
export function gently(outcome: Outcome<Json>, job: Delivery, environment: NetworkEnvironment): Outcome<Json> {
  if (outcome.ok) return outcome
  const { trouble } = outcome
  const until = Temporal.Instant.from(madeOf(job).at).add(patience)
  const mayPass = Temporal.Instant.compare(environment.now(), until) < 0 && isPassing(trouble, until)
  if (!mayPass) return { ok: true, value: leftOut(trouble.reason) }
  // A token that ran out is renewed, and the same asked again with the new one. Where the grant is gone too, the account says so.
  return trouble.kind === 'slow-down' || trouble.reason.code === 'token-expired'
    ? outcome
    : { ok: false, trouble: { kind: 'unavailable', reason: trouble.reason } }
}

function isPassing(trouble: Trouble, until: Temporal.Instant): boolean {
  if (trouble.kind === 'slow-down') return Temporal.Instant.compare(trouble.until, until) < 0
  return trouble.kind !== 'rejected'
}

/** A picture of one's own in place of a moment that YouTube chooses. */
export async function setThumbnail(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const cover = await coverOf(job, environment)
  if (!cover.ok) return cover
  const { bytes, mimeType } = cover.value
  const query = { videoId: madeOf(job).id, uploadType: 'media' }
  const call = { ...signedIn(job.access), method: 'POST', path: '/upload/youtube/v3/thumbnails/set', query, answer: z.unknown() } as const
  return done(await ask({ ...call, send: { bytes, type: mimeType } }, environment))
}

type Cover = Awaited<ReturnType<NetworkEnvironment['cover']>>

async function coverOf({ content }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Cover>> {
  try {
    return { ok: true, value: await environment.cover(videoIn(content), thumbnailRules) }
  } catch (error) {
    return notAvailable(error)
  }
}

/** One file of captions. A track that is there already was made by an earlier try. */
export async function addCaptions(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const captions = captionsOf(videoIn(job.content))[number - 1]
  if (!captions) throw new Error(`The video has no captions ${number}.`)
  const file = await captionsFile(captions.mediaId, environment)
  if (!file.ok) return file
  const snippet = { videoId: madeOf(job).id, language: captions.language, name: '', isDraft: false }
  const query = { part: 'snippet', uploadType: 'multipart' }
  const call = { ...signedIn(job.access), method: 'POST', path: '/upload/youtube/v3/captions', query, answer: z.unknown() } as const
  const added = await ask({ ...call, send: related({ snippet }, file.value) }, environment)
  return !added.ok && added.trouble.reason.code === 'captions-exist' ? { ok: true, value: true } : done(added)
}

async function captionsFile(mediaId: string, environment: NetworkEnvironment): Promise<Outcome<Uint8Array>> {
  try {
    const file = await environment.file(mediaId)
    return { ok: true, value: await file.read(0, file.bytes) }
  } catch (error) {
    return notAvailable(error)
  }
}

/** `multipart/related` (RFC 2387): what is said of the file, and the file. The boundary is no line of captions. */
function related(json: Json, file: Uint8Array): NonNullable<Call<unknown>['send']> {
  const boundary = '--hearth--captions--'
  const head = `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(json)}\r\n--${boundary}\r\nContent-Type: application/octet-stream\r\n\r\n`
  const bytes = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { bytes, type: `multipart/related; boundary="${boundary}"` }
}

const itemsSchema = z.object({ items: z.array(z.object({ id: z.string() })) })

/** A list takes the same video several times, so it is looked first whether an earlier try put it in. */
export async function addToPlaylist(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { id: videoId } = madeOf(job)
  const playlistId = playlistIn(job.content.settings)
  const call = { ...signedIn(job.access), path: '/youtube/v3/playlistItems' }
  const query = { part: 'id', playlistId, videoId, maxResults: '1' }
  const there = await ask({ ...call, method: 'GET', query, answer: itemsSchema }, environment)
  if (!there.ok || there.value.items.length > 0) return done(there)
  const json = { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } } }
  return done(await ask({ ...call, method: 'POST', query: { part: 'snippet' }, send: { json }, answer: z.unknown() }, environment))
}

const statusSchema = z.object({
  items: z.array(
    z.object({
      status: z.object({
        uploadStatus: z.string().optional(),
        privacyStatus: z.string().optional(),
        failureReason: z.string().optional(),
        rejectionReason: z.string().optional(),
      }),
    }),
  ),
})

/** After so long YouTube goes on alone. */
const longestWait = { hours: 2 }

/** Is it ready to be watched, and as visible as it should be? A film that YouTube cannot or will not show is not out. */
export async function awaitProcessing(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const query = { part: 'status,processingDetails', id: madeOf(job).id }
  const call = { ...signedIn(job.access), method: 'GET', path: '/youtube/v3/videos', query, answer: statusSchema } as const
  const read = await ask(call, environment)
  if (!read.ok) return gently(read, job, environment)
  const [video] = read.value.items
  if (!video) return { ok: true, value: leftOut({ code: 'video-gone' }) }
  const { uploadStatus, failureReason, rejectionReason, privacyStatus } = video.status
  if (uploadStatus === 'failed') return refusal('film-failed', failureReason)
  if (uploadStatus === 'rejected') return refusal(rejectionReason === 'duplicate' ? 'film-duplicate' : 'film-rejected', rejectionReason)
  if (uploadStatus === 'uploaded' && isWaiting(job, environment)) return notYet(job, environment)
  const isKeptPrivate = privacyStatus === 'private' && visibilityIn(job.content.settings) !== 'private'
  return { ok: true, value: { state: uploadStatus ?? 'unknown', ...(isKeptPrivate ? leftOut({ code: 'kept-private' }) : {}) } }
}

function refusal(code: string, why = 'unknown'): Outcome<never> {
  return { ok: false, trouble: { kind: 'rejected', undone: true, reason: { code, params: { why }, detail: why } } }
}

function isWaiting(job: Delivery, environment: NetworkEnvironment): boolean {
  return Temporal.Instant.compare(environment.now(), Temporal.Instant.from(madeOf(job).at).add(longestWait)) < 0
}

/** Asked again after five seconds at first, later more seldom. */
function notYet(job: Delivery, environment: NetworkEnvironment): Outcome<never> {
  const now = environment.now()
  const age = now.since(Temporal.Instant.from(madeOf(job).at)).total('seconds')
  const until = now.add({ seconds: age < 60 ? 5 : age < 600 ? 30 : 120 })
  return { ok: false, trouble: { kind: 'slow-down', until, processing: true, reason: { code: 'being-processed' } } }
}

function done(outcome: Outcome<unknown>): Outcome<Json> {
  return outcome.ok ? { ok: true, value: true } : outcome
}
