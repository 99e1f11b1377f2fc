import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import { documentsOf, imagesOf } from '../media.ts'
import type { Delivery, ImageRules, LibraryImage, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, body } from './api.ts'
import { imageRules, pictureRules } from './limits.ts'
import { send } from './put.ts'
import { signedIn } from './session.ts'
import { partOf } from './steps.ts'

const begunSchema = z.object({
  value: z.object({ uploadUrl: z.url(), image: z.string().optional(), document: z.string().optional() }),
})

/** One of the pictures of a post. */
export async function uploadImage(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const image = imagesOf(partOf(job.content))[number - 1]
  if (!image) throw new Error(`This post has no image ${number}.`)
  // A picture that moves goes as it is; of all others the library makes what is shown best.
  const rules = image.animated ? imageRules : { ...imageRules, mimeTypes: pictureRules.mimeTypes }
  return uploadPicture(image, { rules, job, environment })
}

/** The picture of a link card. */
export async function uploadThumb(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const thumb = partOf(job.content).link?.thumb
  if (!thumb) throw new Error('This post’s link has no picture.')
  return uploadPicture(thumb, { rules: pictureRules, job, environment })
}

interface Place {
  readonly rules: ImageRules
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

async function uploadPicture(image: LibraryImage, { rules, job, environment }: Place): Promise<Outcome<Json>> {
  const read = await fromLibrary(() => environment.image(image, rules))
  return read.ok ? upload('image', read.value.bytes, { job, environment }) : read
}

export async function uploadDocument(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const [document] = documentsOf(partOf(job.content))
  if (!document) throw new Error('This post has no document.')
  const read = await fromLibrary(async () => {
    const file = await environment.file(document.mediaId)
    return file.read(0, file.bytes)
  })
  return read.ok ? upload('document', read.value, { job, environment }) : read
}

/** Announces the file and sends it. What was left half done is never seen and runs out by itself. */
async function upload(
  kind: 'image' | 'document',
  bytes: Uint8Array,
  { job, environment }: { readonly job: Delivery; readonly environment: NetworkEnvironment },
): Promise<Outcome<Json>> {
  const session = signedIn(job.access)
  const json = { initializeUploadRequest: { owner: job.access.externalId } }
  const query = { action: 'initializeUpload' }
  const begun = await ask({ session, method: 'POST', path: `rest/${kind}s`, query, json, answer: body(begunSchema) }, environment)
  if (!begun.ok) return begun
  const { uploadUrl: url, [kind]: urn } = begun.value.value
  if (urn === undefined)
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-understood', params: { host: new URL(session.api).host } } } }
  const sent = await send({ session, url, bytes, signed: true }, environment)
  return sent.ok ? { ok: true, value: { urn } } : sent
}

/** What the library cannot read now may be there later. */
export async function fromLibrary<Value>(read: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

const stateSchema = z.object({
  status: z.enum(['WAITING_UPLOAD', 'PROCESSING', 'PROCESSING_FAILED', 'AVAILABLE']),
  processingFailureReason: z.string().optional(),
})

/** Is the film or document ready to be shown? A post of one that is not would be refused. */
export async function awaitReady(urn: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const kind = urn.startsWith('urn:li:video:') ? 'videos' : 'documents'
  const call = { session: signedIn(job.access), path: `rest/${kind}/${encodeURIComponent(urn)}`, answer: body(stateSchema) }
  const read = await ask(call, environment)
  if (!read.ok) return read
  const { status, processingFailureReason: detail } = read.value
  if (status === 'AVAILABLE') return { ok: true, value: true }
  if (status === 'WAITING_UPLOAD') return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'upload-gone' } } }
  if (status === 'PROCESSING_FAILED') {
    return { ok: false, trouble: { kind: 'rejected', reason: { code: 'media-refused', ...(detail ? { detail: shorten(detail) } : {}) } } }
  }
  const until = environment.now().add({ seconds: 10 })
  return { ok: false, trouble: { kind: 'slow-down', until, processing: true, reason: { code: 'being-processed' } } }
}
