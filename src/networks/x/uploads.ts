import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, ImageRules, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, type Call } from './api.ts'
import { limits, rulesFor } from './rules.ts'
import { signedIn } from './session.ts'
import { imageOf, mediaIdOf, mediaSteps, partOf } from './steps.ts'

interface Place {
  readonly part: number
  readonly image: number
}

/** X advises at most 5 MB a piece and takes 8. */
const pieceBytes = 4 * 1024 * 1024

export const begunSchema = z.object({ data: z.object({ id: z.string() }) })
export const statusSchema = z.object({
  data: z.object({
    id: z.string(),
    processing_info: z.object({ state: z.string().optional(), check_after_secs: z.number().optional() }).optional(),
  }),
})

/** Announces the image, sends it in pieces and says that all have come. What was left half done expires on X by itself. */
export async function uploadImage(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const image = await readImage(place, job, environment)
  if (!image.ok) return image
  const { bytes, mimeType } = image.value
  const session = signedIn(job.access)
  const json = {
    media_type: mimeType,
    total_bytes: bytes.length,
    media_category: imageOf(place, job).animated ? 'tweet_gif' : 'tweet_image',
  }
  const begun = await askMedia(
    { ...session, method: 'POST', path: '/2/media/upload/initialize', send: { json }, answer: begunSchema },
    environment,
  )
  if (!begun.ok) return begun
  const { id } = begun.value.data
  for (let start = 0, index = 0; start < bytes.length; start += pieceBytes, index += 1) {
    const send = { form: pieceForm(bytes.subarray(start, start + pieceBytes), index) }
    const sent = await askMedia(
      { ...session, method: 'POST', path: `/2/media/upload/${id}/append`, send, answer: z.unknown() },
      environment,
    )
    if (!sent.ok) return sent
  }
  const done = await askMedia({ ...session, method: 'POST', path: `/2/media/upload/${id}/finalize`, answer: statusSchema }, environment)
  if (!done.ok) return done
  const state = done.value.data.processing_info?.state ?? 'succeeded'
  return state === 'failed' ? imageRefused() : { ok: true, value: { id, processing: state !== 'succeeded' } }
}

export function pieceForm(piece: Uint8Array, index: number): FormData {
  const form = new FormData()
  form.set('segment_index', String(index))
  form.set('media', new Blob([new Uint8Array(piece)], { type: 'application/octet-stream' }), 'image')
  return form
}

/** What moves goes as it is or not at all. */
const gifRules: ImageRules = {
  maxPerPart: 1,
  maxBytes: limits.gifBytes,
  maxSide: limits.gifWidth,
  mimeTypes: ['image/gif'],
  maxAltLength: limits.altLength,
}

type ReadImage = Awaited<ReturnType<NetworkEnvironment['image']>>

async function readImage(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<ReadImage>> {
  const picture = imageOf(place, job)
  try {
    return { ok: true, value: await environment.image(picture, picture.animated ? gifRules : rulesFor(job.access.limits).images) }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

/** Is it ready? Until then X says when to ask again. */
export async function awaitProcessing(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const query = { command: 'STATUS', media_id: mediaIdOf(place, job) }
  const call = { ...signedIn(job.access), method: 'GET', path: '/2/media/upload', query, answer: statusSchema } as const
  const asked = forgetting(await askMedia(call, environment), stepsAt(place, job))
  if (!asked.ok) return asked
  const { state = 'succeeded', check_after_secs: seconds = 1 } = asked.value.data.processing_info ?? {}
  if (state === 'succeeded') return { ok: true, value: true }
  if (state === 'failed') return imageRefused()
  const until = environment.now().add({ seconds: Math.min(Math.max(Math.ceil(seconds), 1), 60) })
  return { ok: false, trouble: { kind: 'slow-down', until, processing: true, reason: { code: 'being-processed' } } }
}

/** Says what an image shows. */
export async function describeImage(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const alt = imageOf(place, job).alt.toWellFormed()
  const json = { id: mediaIdOf(place, job), metadata: { alt_text: { text: alt } } }
  const call = { ...signedIn(job.access), method: 'POST', path: '/2/media/metadata', send: { json }, answer: z.unknown() } as const
  const described = forgetting(await askMedia(call, environment), stepsAt(place, job))
  return described.ok ? { ok: true, value: true } : described
}

function stepsAt({ part, image }: Place, job: Delivery): readonly string[] {
  return mediaSteps(partOf(part, job), part, job).filter((name) => name.split(' ')[1]?.startsWith(`${part}.${image}`))
}

/** A refusal of an upload is about the image. */
export async function askMedia<Answer>(call: Call<Answer>, environment: NetworkEnvironment): Promise<Outcome<Answer>> {
  const asked = await ask(call, environment)
  if (asked.ok || asked.trouble.kind !== 'rejected' || asked.trouble.reason.code !== 'refused') return asked
  return { ok: false, trouble: { ...asked.trouble, reason: { ...asked.trouble.reason, code: 'image-refused' } } }
}

/** An upload that X has thrown away is made anew. */
export function forgetting<Value>(outcome: Outcome<Value>, forget: readonly string[]): Outcome<Value> {
  if (outcome.ok || !['image-gone', 'post-not-found'].includes(outcome.trouble.reason.code)) return outcome
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...outcome.trouble.reason, code: 'image-gone' }, forget } }
}

export function imageRefused(): { readonly ok: false; readonly trouble: Trouble } {
  return rejected('image-refused')
}
