import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, LibraryImage, LibraryImageBytes, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { photoRules } from './fit.ts'
import { signedIn } from './session.ts'
import { imageOf, photosOf, photoSteps } from './steps.ts'

const madeSchema = z.object({ id: z.string() })

/** Hands one image over, unpublished: nobody sees it before the post does. */
export async function handOver(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const image = imageOf(number, job)
  const read = await readImage(image, environment)
  if (!read.ok) return read
  const form = new FormData()
  form.set('published', 'false')
  const alt = image.alt.trim()
  if (alt !== '') form.set('alt_text_custom', alt)
  form.set('source', asFile(read.value), read.value.mimeType === 'image/png' ? 'photo.png' : 'photo.jpg')
  const call = { ...signedIn(job.access), path: `${job.access.externalId}/photos`, form, answer: madeSchema }
  const made = await ask(call, environment)
  if (!made.ok && made.trouble.kind === 'rejected') await letPhotosGo(job, environment)
  if (made.ok || made.trouble.reason.code !== 'refused') return made
  return { ok: false, trouble: { ...made.trouble, reason: { ...made.trouble.reason, code: 'image-refused' } } }
}

export function asFile({ bytes, mimeType }: Pick<LibraryImageBytes, 'bytes' | 'mimeType'>): Blob {
  return new Blob([new Uint8Array(bytes)], { type: mimeType })
}

async function readImage(image: LibraryImage, environment: NetworkEnvironment): Promise<Outcome<LibraryImageBytes>> {
  try {
    return { ok: true, value: await environment.image(image, photoRules) }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

/** Deletes what was handed over for a post that the network refused. The network does so by itself after a day, so nothing that goes wrong here matters. */
export async function letPhotosGo(job: Delivery, environment: NetworkEnvironment): Promise<void> {
  for (const id of photosOf(job)) await ask({ ...signedIn(job.access), path: id, method: 'DELETE', answer: z.unknown() }, environment)
}

/** Has the network given up a photo, after a day or because an earlier try was refused? Only its clear word counts. */
export async function arePhotosGone(job: Delivery, environment: NetworkEnvironment): Promise<boolean> {
  if (photoSteps(job.content).length === 0) return false
  for (const id of photosOf(job)) {
    const read = await ask({ ...signedIn(job.access), path: id, query: { fields: 'id' }, answer: madeSchema }, environment)
    if (!read.ok && read.trouble.reason.code === 'not-there') return true
  }
  return false
}
