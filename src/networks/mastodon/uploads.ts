import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, Focus, NetworkEnvironment, Outcome, PostImage, PostVideo, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, type Asked, idSchema } from './api.ts'
import { rulesFor } from './rules.ts'
import { signedIn } from './session.ts'
import { partOf, readyStep, uploadedSchema, uploadSteps, type Uploaded } from './steps.ts'
import { tokenTrouble } from './token-trouble.ts'

interface Which {
  readonly part: number
  /** Among the media of the part, from one. */
  readonly place: number
}

/** Uploads one picture or film with its description and what must stay in sight. */
export async function uploadFile({ part, place }: Which, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const item = partOf(part, job).media[place - 1]
  if (!item || item.kind === 'document') throw new Error('This step names something the post does not have.')
  const form = await asForm(item, job, environment)
  if (!form.ok) return form
  const uploaded = await send(form.value, job, environment)
  const at = environment.now().toString()
  if (uploaded.ok) return { ok: true, value: { id: uploaded.value.id, ready: uploaded.response.status !== 202, at } }
  return { ok: false, trouble: await aboutFile(uploaded, job, environment) }
}

async function asForm(item: PostImage | PostVideo, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<FormData>> {
  try {
    const form = new FormData()
    const filled =
      item.kind === 'video' ? await addVideo(form, { item, job, environment }) : await addImage(form, { item, job, environment })
    if (!filled.ok) return filled
    const alt = item.alt.trim().toWellFormed()
    if (alt !== '') form.set('description', alt)
    if (item.focus) form.set('focus', asFocus(item.focus))
    return { ok: true, value: form }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

interface Adding<Item> {
  readonly item: Item
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

async function addImage(form: FormData, { item, job, environment }: Adding<PostImage>): Promise<Outcome<void>> {
  const { images } = rulesFor(job.access.limits)
  const moves = item.animated && images.mimeTypes.includes('image/gif')
  const rules = moves ? { ...images, maxSide: largestSide, mimeTypes: ['image/gif'] } : images
  const { bytes, mimeType } = await environment.image(item, rules)
  form.set('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), `image.${endingOf(mimeType)}`)
  return { ok: true, value: undefined }
}

/** What moves is not made smaller: the longest side of a GIF. */
const largestSide = 65_535

/** A server's films are small enough to be sent in one piece. */
async function addVideo(form: FormData, { item, job, environment }: Adding<PostVideo>): Promise<Outcome<void>> {
  const rules = rulesFor(job.access.limits)
  const videos = rules.videosFor?.(job.content.settings)
  if (!videos) return rejected('no-video')
  const made = await environment.video(item, videos)
  if (!made.ok) return made
  const { mimeType, bytes } = made.value
  const whole = await made.value.read(0, bytes)
  form.set('file', new Blob([new Uint8Array(whole)], { type: mimeType }), `video.${endingOf(mimeType)}`)
  if (item.cover) {
    const still = await environment.cover(item, rules.images)
    form.set('thumbnail', new Blob([new Uint8Array(still.bytes)], { type: still.mimeType }), 'cover.jpg')
  }
  return { ok: true, value: undefined }
}

function endingOf(mimeType: string): string {
  return mimeType === 'video/quicktime' ? 'mov' : (mimeType.split('/')[1] ?? 'bin')
}

/** Ours are shares from the top left; theirs lie between -1 and 1, from the middle to the right and up. */
function asFocus({ x, y }: Focus): string {
  return `${within(x * 2 - 1)},${within(1 - y * 2)}`
}

function within(value: number): string {
  return Math.min(Math.max(value, -1), 1).toFixed(3)
}

type Upload = Asked<z.infer<typeof idSchema>>

/** Servers before Mastodon 3.1.3 know only the first version. */
async function send(form: FormData, { access }: Delivery, environment: NetworkEnvironment): Promise<Upload> {
  const { server, token } = signedIn(access)
  const at = (path: string) => ask({ server, method: 'POST', path, token, send: { form }, answer: idSchema, good: [200, 202] }, environment)
  const present = await at('/api/v2/media')
  return !present.ok && (present.status === 404 || present.status === 405) ? at('/api/v1/media') : present
}

/** Is the server done with the file? */
export async function awaitFile({ part, place }: Which, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const name = uploadSteps(partOf(part, job), part)[place - 1] ?? ''
  const { id } = uploadedSchema.parse(job.results[name])
  const state = await stateOf(id, job, environment)
  if (state.ok) return { ok: true, value: { id } }
  if (state.trouble.reason.code !== 'not-there') return state
  return { ok: false, trouble: gone(state.trouble, [name, readyStep(name)]) }
}

/** `slow-down` while the server works on a file; `not-there` where it has thrown it away or made it part of a post. */
export async function stateOf(id: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { server, token } = signedIn(job.access)
  const asked = await ask(
    { server, path: `/api/v1/media/${encodeURIComponent(id)}`, token, answer: z.unknown(), good: [200, 206] },
    environment,
  )
  if (asked.ok && asked.response.status === 206) return { ok: false, trouble: beingProcessed(environment.now()) }
  if (asked.ok) return { ok: true, value: undefined }
  return asked.status === 404 ? asked : { ok: false, trouble: await aboutFile(asked, job, environment) }
}

const processingSeconds = 3

function beingProcessed(now: Temporal.Instant): Trouble {
  return { kind: 'slow-down', until: now.add({ seconds: processingSeconds }), processing: true, reason: { code: 'being-processed' } }
}

/** What the server has lost is uploaded again. */
export function gone({ reason }: Trouble, forget: readonly string[]): Trouble {
  return { kind: 'unavailable', reason: { ...reason, code: 'image-gone' }, forget }
}

/** Files without a post are thrown away after a day. */
const keptHours = 20

export function isOld({ at }: Uploaded, now: Temporal.Instant): boolean {
  return now.since(Temporal.Instant.from(at)).total('hours') > keptHours
}

async function aboutFile(
  asked: Extract<Asked<unknown>, { ok: false }>,
  { access }: Delivery,
  environment: NetworkEnvironment,
): Promise<Trouble> {
  const trouble = (await tokenTrouble(asked, access, environment)) ?? asked.trouble
  return trouble.kind === 'rejected' ? { kind: 'rejected', reason: { ...trouble.reason, code: 'image-refused' } } : trouble
}
