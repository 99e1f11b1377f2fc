import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import { imagesOf } from '../media.ts'
import type { Delivery, Focus, NetworkEnvironment, Outcome, PostImage, Trouble } from '../network.ts'
import { ask, type Asked, idSchema } from './api.ts'
import { rulesFor } from './rules.ts'
import { signedIn } from './session.ts'
import { partOf, readyStep, uploadedSchema, type Uploaded } from './steps.ts'
import { tokenTrouble } from './token-trouble.ts'

interface Which {
  readonly part: number
  readonly image: number
}

/** Uploads one picture with its description and what must stay in sight. */
export async function uploadImage({ part, image }: Which, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const picture = imagesOf(partOf(part, job))[image - 1]
  if (!picture) throw new Error('This step names an image the post does not have.')
  const form = await asForm(picture, job, environment)
  if (!form.ok) return form
  const uploaded = await send(form.value, job, environment)
  const at = environment.now().toString()
  if (uploaded.ok) return { ok: true, value: { id: uploaded.value.id, ready: uploaded.response.status !== 202, at } }
  return { ok: false, trouble: await aboutImage(uploaded, job, environment) }
}

async function asForm(picture: PostImage, { access }: Delivery, environment: NetworkEnvironment): Promise<Outcome<FormData>> {
  try {
    const { bytes, mimeType } = await environment.image(picture, rulesFor(access.limits).images)
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), `image.${mimeType.split('/')[1] ?? 'bin'}`)
    const alt = picture.alt.trim().toWellFormed()
    if (alt !== '') form.set('description', alt)
    if (picture.focus) form.set('focus', asFocus(picture.focus))
    return { ok: true, value: form }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
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
export async function awaitImage({ part, image }: Which, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const name = `image ${part}.${image}`
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
  return asked.status === 404 ? asked : { ok: false, trouble: await aboutImage(asked, job, environment) }
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

async function aboutImage(
  asked: Extract<Asked<unknown>, { ok: false }>,
  { access }: Delivery,
  environment: NetworkEnvironment,
): Promise<Trouble> {
  const trouble = (await tokenTrouble(asked, access, environment)) ?? asked.trouble
  return trouble.kind === 'rejected' ? { kind: 'rejected', reason: { ...trouble.reason, code: 'image-refused' } } : trouble
}
