import { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { type Answer, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { isDraft } from './choices.ts'
import { videoRules } from './fit.ts'
import { limitsIn } from './limits.ts'
import { videoInfo } from './post-info.ts'
import { signedIn } from './session.ts'
import { readStatus } from './status.ts'
import { type Begun, begunOf, stepsToRepeat, videoIn } from './steps.ts'

/**
 * 6 MiB: above the least of 5 MB however MB is meant, and small enough for a slow line to send the last one, which takes in what is left
 * over, within one request's time. The largest video makes 636 of at most 1,000.
 */
const chunkBytes = 6 * 1024 * 1024

const begunAnswer = z.object({ publish_id: z.string().min(1), upload_url: z.url() })

/** Announces the video. Nobody sees anything of it before all its bytes have come, so an answer that was lost costs nothing: it is announced anew. */
export async function beginUpload(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const file = await fileFor(job, environment)
  if (!file.ok) return file
  const { bytes } = file.value
  const chunk = bytes < 2 * chunkBytes ? bytes : chunkBytes
  const chunks = Math.floor(bytes / chunk)
  const { settings } = job.content
  const source = { source_info: { source: 'FILE_UPLOAD', video_size: bytes, chunk_size: chunk, total_chunk_count: chunks } }
  const draft = isDraft(settings)
  const json = draft ? source : { post_info: videoInfo(job), ...source }
  const path = `post/publish/${draft ? 'inbox/' : ''}video/init/`
  const begun = await ask({ ...signedIn(job.access), path, send: { json }, answer: begunAnswer }, environment)
  if (!begun.ok) return begun
  const { publish_id: publishId, upload_url: uploadUrl } = begun.value
  return { ok: true, value: { publishId, uploadUrl, at: environment.now().toString(), bytes, chunkBytes: chunk, chunks } satisfies Begun }
}

async function fileFor(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<LibraryFile>> {
  const video = videoIn(job.content)
  if (!video) throw new Error('This post has no video.')
  return environment.video(video, videoRules(job.content.settings, limitsIn(job.access.limits).maxSeconds))
}

/** One of the chunks before the last, counted from one. The network takes them in order, and one twice is no harm. */
export async function sendChunk(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const sent = await put(number, job, environment)
  if (!('status' in sent)) return sent
  return sent.status === 206 || sent.status === 201 ? { ok: true, value: true } : lostTrack(sent.trouble, job)
}

/** The last chunk makes the video appear. Sent twice under one upload address it is still one post. */
export async function sendLastChunk(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { publishId, chunks } = begunOf(job)
  const sent = await put(chunks, job, environment)
  if (!('status' in sent)) return sent
  const value = { publishId, at: environment.now().toString() }
  if (sent.status === 201) return { ok: true, value }
  if (sent.trouble.kind !== 'rejected') return { ok: false, trouble: sent.trouble }
  // An earlier attempt may have landed late, and what is said to a second one is not documented: how the post stands decides.
  const read = await readStatus(publishId, job, environment)
  if (read.ok && !read.value.isWaitingForBytes) return { ok: true, value }
  return lostTrack(sent.trouble, job)
}

/** The upload ran out, or the network wants another piece than the next: only beginning anew helps. */
function lostTrack(trouble: Trouble, job: Delivery): { readonly ok: false; readonly trouble: Trouble } {
  const { reason } = trouble
  if (trouble.kind !== 'rejected' || !/^(?:403|404|410|416) /.test(reason.detail ?? '')) return { ok: false, trouble }
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...reason, code: 'upload-over' }, forget: stepsToRepeat(job) } }
}

type Sending = { readonly ok: false; readonly trouble: Trouble } | { readonly status: number; readonly trouble: Trouble }

/** An upload is good for an hour; its end is not waited for. */
const longest = { minutes: 58 }

async function put(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Sending> {
  const begun = begunOf(job)
  const over: Sending = { ok: false, trouble: { kind: 'unavailable', reason: { code: 'upload-over' }, forget: stepsToRepeat(job) } }
  if (Temporal.Instant.compare(environment.now(), Temporal.Instant.from(begun.at).add(longest)) > 0) return over
  const file = await fileFor(job, environment)
  if (!file.ok) return file
  if (file.value.bytes !== begun.bytes) return over
  const from = (number - 1) * begun.chunkBytes
  const to = number === begun.chunks ? begun.bytes : number * begun.chunkBytes
  const url = new URL(begun.uploadUrl)
  const situation: Situation = { host: url.host, final: number === begun.chunks, now: environment.now() }
  const init: RequestInit = {
    method: 'PUT',
    headers: {
      'content-type': file.value.mimeType,
      'content-length': String(to - from),
      'content-range': `bytes ${from}-${to - 1}/${begun.bytes}`,
    },
    body: new Uint8Array(await file.value.read(from, to)),
    redirect: 'manual',
    signal: environment.signal,
  }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  return { status: came.response.status, trouble: fromUploadHost(came, situation) }
}

/** The host for videos answers with a status and no code. */
function fromUploadHost(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  if (status === 429) return slowDown(answer, situation)
  if (status < 400 || status >= 500) return notUnderstood(answer, situation)
  const detail = shorten(`${status} ${answer.text.slice(0, 500)}`)
  return { kind: 'rejected', reason: { code: 'video-refused', params: { host: situation.host }, detail } }
}
