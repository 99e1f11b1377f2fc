import { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { asJson, notUnderstood, shorten } from '../failures.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { videoRules } from './fit.ts'
import { hostsOf, signedIn } from './session.ts'
import { kindOf, placeOf, type Session, sessionOf, stepsToRepeat, videoOf } from './steps.ts'

/** The film as this kind of post takes it; the same bytes each time. */
function filmOf(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<LibraryFile>> {
  const video = videoOf(job.content)
  if (!video) throw new Error('This post has no video.')
  return environment.video(video, videoRules[kindOf(job.content)])
}

const offset = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
const begunSchema = z.object({ video_id: z.string(), upload_session_id: z.string(), start_offset: offset, end_offset: offset })
const begunWholeSchema = z.object({ video_id: z.string(), upload_url: z.string() })

/** Begins an upload. The video's id is saved before anything can be seen. */
export async function beginVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const film = await filmOf(job, environment)
  if (!film.ok) return film
  const { bytes } = film.value
  const { externalId } = job.access
  const kind = kindOf(job.content)
  if (kind === 'post') {
    const form = { upload_phase: 'start', file_size: String(bytes) }
    const begun = await ask({ ...signedIn(job.access, 'video'), path: `${externalId}/videos`, form, answer: begunSchema }, environment)
    if (!begun.ok) return begun
    const { video_id: videoId, upload_session_id: sessionId, start_offset: start, end_offset: end } = begun.value
    return { ok: true, value: { videoId, sessionId, bytes, begunAt: environment.now().toString(), start, end } }
  }
  const path = `${externalId}/${kind === 'reel' ? 'video_reels' : 'video_stories'}`
  const begun = await ask({ ...signedIn(job.access), path, form: { upload_phase: 'start' }, answer: begunWholeSchema }, environment)
  if (!begun.ok) return begun
  const { video_id: videoId, upload_url: uploadUrl } = begun.value
  // The token goes there too, so it goes nowhere but to the host that was agreed on.
  if (!uploadUrl.startsWith(`${hostsOf(job.access).upload}/`)) return unavailable('not-understood', shorten(uploadUrl))
  return { ok: true, value: { videoId, uploadUrl, bytes, begunAt: environment.now().toString() } }
}

function unavailable(code: string, detail: string): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code, detail } } }
}

const placeSchema = z.object({ start_offset: offset, end_offset: offset })
/** Sent from the wrong place, the network says from where it wants them: an earlier answer was lost. */
const wrongPlaceSchema = z
  .object({ error: z.object({ error_subcode: z.literal(1363037), error_data: placeSchema }) })
  .transform(({ error }) => error.error_data)

/** Sends the piece that the network asked for, and hears which it wants next. */
export async function sendPiece(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { start, end } = placeOf(number, job)
  const { sessionId = '' } = sessionOf(job)
  const film = await filmOf(job, environment)
  if (!film.ok) return film
  const form = new FormData()
  for (const [name, value] of Object.entries({ upload_phase: 'transfer', upload_session_id: sessionId, start_offset: String(start) })) {
    form.set(name, value)
  }
  form.set('video_file_chunk', new Blob([new Uint8Array(await film.value.read(start, end))]), 'piece.mp4')
  const path = `${job.access.externalId}/videos`
  const call = { ...signedIn(job.access, 'video'), path, form, answer: placeSchema, inRefusal: wrongPlaceSchema }
  const sent = anew(await ask(call, environment), job)
  return sent.ok ? { ok: true, value: { start: sent.value.start_offset, end: sent.value.end_offset } } : sent
}

const uploadingSchema = z.object({
  status: z.object({
    uploading_phase: z
      .object({ status: z.string().optional(), bytes_transferred: z.number().optional(), bytes_transfered: z.number().optional() })
      .optional(),
  }),
})

/** Sends all that the network does not have yet. Stopped in the middle, it goes on from there the next time. */
export async function sendWhole(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { videoId, bytes } = sessionOf(job)
  const call = { ...signedIn(job.access), path: videoId, query: { fields: 'status' }, answer: uploadingSchema }
  const read = anew(await ask(call, environment), job)
  if (!read.ok) return read
  const { status, bytes_transferred, bytes_transfered = 0 } = read.value.status.uploading_phase ?? {}
  // The guides write it with one r, the specification with two.
  const from = bytes_transferred ?? bytes_transfered
  if (status === 'complete' || from >= bytes) return { ok: true, value: { bytes } }
  const film = await filmOf(job, environment)
  return film.ok ? sendFrom(from, { film: film.value, session: sessionOf(job), job, environment }) : film
}

interface Sending {
  readonly film: LibraryFile
  readonly session: Session
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

const sentSchema = z.object({ success: z.literal(true) })
const refusedSchema = z.object({
  debug_info: z.object({ retriable: z.boolean().optional(), type: z.string(), message: z.string().catch('') }),
})

/** The upload host takes one request of its own form, and answers in one. */
async function sendFrom(from: number, { film, session: { uploadUrl = '', bytes }, job, environment }: Sending): Promise<Outcome<Json>> {
  const url = new URL(uploadUrl)
  const headers = {
    authorization: `OAuth ${signedIn(job.access).token}`,
    offset: String(from),
    file_size: String(bytes),
    'content-type': 'application/octet-stream',
    'content-length': String(bytes - from),
  }
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers,
    body: streamOf(film, from),
    signal: environment.signal,
    redirect: 'manual',
    duplex: 'half',
  }
  const situation = { host: url.host, final: false, now: environment.now() }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  if (sentSchema.safeParse(asJson(came.text)).success) return { ok: true, value: { bytes } }
  const refused = refusedSchema.safeParse(asJson(came.text)).data?.debug_info
  if (!refused) return { ok: false, trouble: notUnderstood(came, situation) }
  const detail = shorten(`${came.response.status} ${refused.type}: ${refused.message}`)
  if (refused.retriable === true || /^(PartialRequest|OffsetInvalid)/.test(refused.type)) return unavailable('upload-interrupted', detail)
  return { ok: false, trouble: { kind: 'rejected', reason: { code: 'video-refused', detail } } }
}

const sliceBytes = 1024 * 1024

/** Read as it is sent: a film may be larger than memory. */
function streamOf(film: LibraryFile, from: number): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (at >= film.bytes) return controller.close()
      const to = Math.min(at + sliceBytes, film.bytes)
      controller.enqueue(new Uint8Array(await film.read(at, to)))
      at = to
    },
  })
}

/** An upload that the network has given up is begun anew. */
export function anew<Value>(outcome: Outcome<Value>, job: Delivery): Outcome<Value> {
  if (outcome.ok || outcome.trouble.reason.code !== 'not-there') return outcome
  const reason = { ...outcome.trouble.reason, code: 'upload-gone' }
  return { ok: false, trouble: { kind: 'unavailable', reason, forget: stepsToRepeat(job) } }
}
