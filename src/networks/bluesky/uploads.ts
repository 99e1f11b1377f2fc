import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import { imagesOf, videosOf } from '../media.ts'
import type { Delivery, ImageRules, LibraryFile, LibraryImage, NetworkEnvironment, Outcome, PostVideo } from '../network.ts'
import { ask, blobSchema } from './api.ts'
import { resolveHandle } from './identity.ts'
import { limits, rules } from './rules.ts'
import { settingsSchema, signedIn } from './session.ts'
import { captionsOf, mentionedHandles, partOf } from './steps.ts'

export async function uploadImage(
  { part, image }: { readonly part: number; readonly image: number },
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  return upload(imagesOf(partOf(part, job))[image - 1], { rules: rules.images, job, environment })
}

export async function uploadThumb(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const thumbRules = { ...rules.images, maxBytes: limits.thumbBytes }
  return upload(partOf(part, job).link?.thumb, { rules: thumbRules, job, environment })
}

export async function uploadCaptions(
  { part, image: number }: { readonly part: number; readonly image: number },
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const captions = captionsOf(videoOf(part, job))[number - 1]
  if (!captions) throw new Error('This step names captions the video does not have.')
  const file = { ...(await environment.file(captions.mediaId)), mimeType: captions.mimeType }
  const sent = await uploadFile(file, { job, environment, refused: 'captions-refused' })
  return sent.ok ? { ok: true, value: { blob: sent.value.blob, language: captions.language } } : sent
}

export function videoOf(part: number, job: Delivery): PostVideo {
  const [video] = videosOf(partOf(part, job))
  if (!video) throw new Error('This step names a video the post does not have.')
  return video
}

interface Sending {
  readonly job: Delivery
  readonly environment: NetworkEnvironment
  readonly refused: string
}

/** The whole file at once, as a server takes it. */
export async function uploadFile(
  file: LibraryFile,
  { job, environment, refused }: Sending,
): Promise<Outcome<z.infer<typeof uploadSchema>>> {
  const session = signedIn(job.access, environment)
  const send = { bytes: new Uint8Array(await file.read(0, file.bytes)), mimeType: file.mimeType }
  const call = { server: session.pds, method: 'com.atproto.repo.uploadBlob', send, answer: uploadSchema }
  const uploaded = await ask(call, session.environment)
  if (uploaded.ok || uploaded.trouble.kind !== 'rejected') return uploaded
  return { ok: false, trouble: { kind: 'rejected', reason: { ...uploaded.trouble.reason, code: refused } } }
}

const uploadSchema = z.object({ blob: blobSchema })

interface Upload {
  readonly rules: ImageRules
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

async function upload(picture: LibraryImage | undefined, { rules: imageRules, job, environment }: Upload): Promise<Outcome<Json>> {
  const image = await readImage(picture, imageRules, environment)
  if (!image.ok) return image
  const { bytes, mimeType, width, height } = image.value
  const session = signedIn(job.access, environment)
  const send = { bytes: new Uint8Array(bytes), mimeType }
  const uploaded = await ask(
    { server: session.pds, method: 'com.atproto.repo.uploadBlob', send, answer: uploadSchema },
    session.environment,
  )
  if (uploaded.ok) return { ok: true, value: { blob: uploaded.value.blob, width, height } }
  if (uploaded.trouble.kind !== 'rejected') return uploaded
  return { ok: false, trouble: { kind: 'rejected', reason: { ...uploaded.trouble.reason, code: 'image-refused' } } }
}

type ReadImage = Awaited<ReturnType<NetworkEnvironment['image']>>

async function readImage(
  picture: LibraryImage | undefined,
  imageRules: ImageRules,
  environment: NetworkEnvironment,
): Promise<Outcome<ReadImage>> {
  if (picture === undefined) throw new Error('This step names an image the post does not have.')
  try {
    return { ok: true, value: await environment.image(picture, imageRules) }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

/** DIDs of those mentioned, by handle. Who cannot be found stays plain text, as in the Bluesky app. */
export async function resolveMentions(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { pds } = settingsSchema.parse(job.access.settings)
  const found: Record<string, string> = {}
  for (const handle of mentionedHandles(partOf(part, job))) {
    const did = await resolveHandle(handle, pds, environment)
    if (!did.ok) return did
    if (did.value !== undefined) found[handle] = did.value
  }
  return { ok: true, value: found }
}
