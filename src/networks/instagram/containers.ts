import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import { imagesOf } from '../media.ts'
import type { Delivery, ImageRules, LibraryImage, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { ask, type Call, version } from './api.ts'
import { fromContainer } from './failures.ts'
import { rulesForImage } from './fit.ts'
import { isReal, signedIn } from './session.ts'
import { containerOf, partOf, stepsToRepeat, tokenOf } from './steps.ts'

const madeSchema = z.object({ id: z.string() })

/** Has the network fetch one image into a container: the post itself where it is the only one, else an item of the carousel. */
export async function makeContainer(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const part = partOf(job.content)
  const images = imagesOf(part)
  const image = images[number - 1]
  if (!image) throw new Error(`This post has no image ${number}.`)
  const link = await linkTo(image, { rules: rulesForImage(images, number - 1), job, environment })
  if (!link.ok) return link
  const alt = image.alt.trim()
  const form = {
    image_url: link.value,
    ...(alt === '' ? {} : { alt_text: alt }),
    ...(images.length > 1 ? { is_carousel_item: 'true' } : captionOf(part.text)),
  }
  return make(form, job, environment)
}

export async function makeCarousel(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { text, media } = partOf(job.content)
  const children = media.map((_, index) => containerOf(index + 1, job).id)
  return make({ media_type: 'CAROUSEL', children: children.join(','), ...captionOf(text) }, job, environment)
}

function captionOf(text: string): { readonly caption?: string } {
  return text.trim() === '' ? {} : { caption: text }
}

async function make(form: NonNullable<Call<unknown>['form']>, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const call = { ...signedIn(job.access), path: `${version}/${job.access.externalId}/media`, form, answer: madeSchema }
  const made = await ask(call, environment)
  if (made.ok) return { ok: true, value: { id: made.value.id, madeAt: environment.now().toString() } }
  return { ok: false, trouble: anew(made.trouble, job) }
}

interface Linking {
  readonly rules: ImageRules
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

/** An address under which the network can fetch the image; refused where it surely cannot. */
async function linkTo(image: LibraryImage, { rules, job, environment }: Linking): Promise<Outcome<string>> {
  const link = await environment.imageLink(image, rules).catch((error: unknown) => ({ failed: String(error) }))
  if (typeof link === 'object') {
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail: shorten(link.failed) } } }
  }
  if (!isReal({ api: signedIn(job.access).host }) || isReachableFromOutside(link)) return { ok: true, value: link }
  return { ok: false, trouble: { kind: 'rejected', reason: { code: 'image-out-of-reach', params: { address: new URL(link).origin } } } }
}

const statusSchema = z.object({
  status_code: z.enum(['IN_PROGRESS', 'FINISHED', 'PUBLISHED', 'ERROR', 'EXPIRED']),
  status: z.string().catch(''),
})
type Status = z.infer<typeof statusSchema>

/** How the container that becomes the post stands, by the network's word; a refusal proves nothing. */
export async function readStatus(job: Delivery, fields: string, environment: NetworkEnvironment): Promise<Outcome<Status>> {
  const { id } = tokenOf(job)
  const read = await ask({ ...signedIn(job.access), path: `${version}/${id}`, query: { fields }, answer: statusSchema }, environment)
  return read.ok ? read : unlessRefused(read.trouble)
}

/** A question that was refused is asked again: at times the network does not know what it has just made. */
export function unlessRefused(trouble: Trouble): { readonly ok: false; readonly trouble: Trouble } {
  if (trouble.kind !== 'rejected') return { ok: false, trouble }
  return { ok: false, trouble: { kind: 'unavailable', reason: { ...trouble.reason, code: 'status-unknown' } } }
}

const newestSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/**
 * Waits until the container is ready to be published, and notes the newest posts before it: should the answer to publishing be lost,
 * the post is among those above them.
 */
export async function waitUntilReady(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const read = await readStatus(job, 'status_code,status', environment)
  if (!read.ok) return read
  const { status_code, status } = read.value
  if (status_code === 'IN_PROGRESS') return { ok: false, trouble: stillProcessing(job, environment) }
  if (status_code === 'ERROR' || status_code === 'EXPIRED') return { ok: false, trouble: endedBadly(status, job, environment) }
  const query = { fields: 'id', limit: '5' }
  const call = { ...signedIn(job.access), path: `${version}/${job.access.externalId}/media`, query, answer: newestSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  return { ok: true, value: { at: environment.now().toString(), newest: listed.value.data.map(({ id }) => id) } }
}

/** The network advises to ask once a minute; a picture is usually done in seconds, so the first questions come sooner. */
function stillProcessing(job: Delivery, { now }: NetworkEnvironment): Trouble {
  const waited = now()
    .since(Temporal.Instant.from(tokenOf(job).madeAt))
    .total('seconds')
  if (waited > longestProcessing) return anew({ kind: 'unavailable', reason: { code: 'container-gone' } }, job)
  const seconds = waited < 20 ? 2 : waited < 60 ? 10 : 60
  return { kind: 'slow-down', processing: true, until: now().add({ seconds }), reason: { code: 'being-processed' } }
}

/** In seconds. The network advises to give up after five minutes. */
const longestProcessing = 600

/** A container that failed or ran out was not published and cannot be any more: new ones are made, unless the network said that they would fail too. */
export function endedBadly(status: string, job: Delivery, environment: NetworkEnvironment): Trouble {
  const { host } = new URL(signedIn(job.access).host)
  return anew(fromContainer(status, { host, now: environment.now() }), job)
}

function anew(trouble: Trouble, job: Delivery): Trouble {
  if (trouble.kind !== 'unavailable' || trouble.reason.code !== 'container-gone') return trouble
  return { ...trouble, forget: stepsToRepeat(job.content) }
}
