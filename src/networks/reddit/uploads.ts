import { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { notUnderstood, shorten, slowDown } from '../failures.ts'
import type { Delivery, LibraryFile, LibraryImageBytes, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { imageRules, posterRules, videoRules } from './limits.ts'
import { signedIn } from './session.ts'
import { imagesIn, type SentFile, videoIn } from './steps.ts'

/** One of the pictures of a post. */
export async function uploadImage(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const image = imagesIn(job.content)[number - 1]
  if (!image) throw new Error(`This post has no image ${number}.`)
  // A picture that moves goes as it is; of all others the library makes what is shown best.
  const rules = image.animated ? imageRules : { ...imageRules, mimeTypes: ['image/jpeg', 'image/png'] }
  return uploadPicture(() => environment.image(image, rules), job, environment)
}

export function uploadPoster(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  return uploadPicture(() => environment.cover(videoIn(job.content), posterRules), job, environment)
}

async function uploadPicture(
  make: () => Promise<LibraryImageBytes>,
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const made = await fromLibrary(make)
  if (!made.ok) return made
  const { bytes, mimeType } = made.value
  return upload({ mimeType, read: async () => bytes }, job, environment)
}

export async function uploadVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const made = await environment.video(videoIn(job.content), videoRules)
  if (!made.ok) return made
  const film: LibraryFile = made.value
  return upload({ mimeType: film.mimeType, read: () => film.read(0, film.bytes) }, job, environment)
}

/** What the library cannot read now may be there later. */
async function fromLibrary<Value>(read: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

interface Sending {
  readonly mimeType: string
  readonly read: () => Promise<Uint8Array>
}

const leaseSchema = z.object({
  args: z.object({ action: z.string().min(1), fields: z.array(z.object({ name: z.string(), value: z.string() })) }),
  asset: z.object({ asset_id: z.string().min(1) }),
})
type Lease = z.infer<typeof leaseSchema>

/** Asks for a place to put the file, and puts it there. What was left half done is never seen, so an answer that was lost costs nothing. */
async function upload({ mimeType, read }: Sending, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const form = { filepath: `file.${extensions[mimeType] ?? 'bin'}`, mimetype: mimeType }
  const call = { session: signedIn(job.access), path: 'api/media/asset.json', send: { form }, answer: leaseSchema }
  const leased = await ask(call, environment)
  if (!leased.ok) return leased
  const bytes = await read()
  return put(leased.value, { mimeType, bytes, fileName: form.filepath }, environment)
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}

/** To a store that is no part of the API: it takes a form whose last field is the file, and answers 201. */
async function put(
  { args, asset }: Lease,
  { mimeType, bytes, fileName }: { readonly mimeType: string; readonly bytes: Uint8Array; readonly fileName: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const address = args.action.startsWith('//') ? `https:${args.action}` : args.action
  const key = args.fields.find(({ name }) => name === 'key')?.value
  if (!URL.canParse(address) || key === undefined)
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-understood', params: { host: 'reddit.com' } } } }
  const url = new URL(address)
  const body = new FormData()
  for (const { name, value } of args.fields) body.append(name, value)
  body.append('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName)
  const situation = { host: url.host, final: false, now: environment.now() }
  const init: RequestInit = { method: 'POST', body, redirect: 'manual', signal: environment.signal }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { status } = came.response
  const at = environment.now().toString()
  const file: SentFile = { assetId: asset.asset_id, url: `${address.replace(/\/$/, '')}/${key}`, at }
  if (status === 201 || status === 204) return { ok: true, value: file }
  if (status === 429) return { ok: false, trouble: slowDown(came, situation) }
  // A place is lent for a while and for so many bytes: what it refuses is tried again from the beginning, where it may be lent anew.
  const isTooLarge = /EntityTooLarge/.test(came.text)
  if (isTooLarge) return rejected('file-too-large', { detail: shorten(came.text) })
  return { ok: false, trouble: notUnderstood(came, situation) }
}
