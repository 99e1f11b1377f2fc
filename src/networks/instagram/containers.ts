import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, NetworkEnvironment, Outcome, PostContent, PostImage, PostMedia, PostVideo, Trouble } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { unlessRefused } from '../unless-refused.ts'
import { ask, type Call, version } from './api.ts'
import { fromContainer } from './failures.ts'
import { coverRules, rulesForImage, rulesForVideo } from './fit.ts'
import { collaboratorsOf, madeFrom, mediaOf, settingNames, taggedIn } from './kinds.ts'
import { isReal, signedIn } from './session.ts'
import { type Container, containerOf, partOf, stepsToRepeat, tokenOf } from './steps.ts'

const madeSchema = z.object({ id: z.string() })

type Form = NonNullable<Call<unknown>['form']>

/** Has the network fetch one file into a container: the post itself where it is the only one, else an item of the carousel. */
export async function makeContainer(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { content } = job
  const media = mediaOf(partOf(content))
  const item = media[number - 1]
  if (!item) throw new Error(`This post has no image or video ${number}.`)
  const made = madeFrom(content)
  const link = await linkTo(item, { index: number - 1, job, environment })
  if (!link.ok) return link
  const address: Form = item.kind === 'video' ? { video_url: link.value } : { image_url: link.value }
  if (made === 'story') return make({ ...address, media_type: 'STORIES' }, job, environment)
  const file: Form = item.kind === 'video' ? address : { ...address, ...altOf(item) }
  const tags = number === firstTaggable(content) ? tagsOn(item, content) : {}
  if (made === 'carousel') {
    const kind: Form = item.kind === 'video' ? { media_type: 'VIDEO' } : {}
    return make({ ...file, ...kind, ...tags, is_carousel_item: 'true' }, job, environment)
  }
  if (item.kind === 'image') return make({ ...file, ...tags, ...captionOf(content) }, job, environment)
  const cover = await coverOf(item, { job, environment })
  if (!cover.ok) return cover
  const shared = content.settings[settingNames.shared] === false ? 'false' : 'true'
  const reel: Form = { ...file, media_type: 'REELS', share_to_feed: shared, ...cover.value, ...tags, ...captionOf(content) }
  return make(reel, job, environment)
}

export async function makeCarousel(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { media } = partOf(job.content)
  const children = media.map((_, index) => containerOf(index + 1, job).id)
  return make({ media_type: 'CAROUSEL', children: children.join(','), ...captionOf(job.content) }, job, environment)
}

/** The caption and whom the post is shared with, which only what becomes the post itself has. */
function captionOf(content: PostContent): Form {
  const { text } = partOf(content)
  const collaborators = collaboratorsOf(content)
  return {
    ...(text.trim() === '' ? {} : { caption: text }),
    ...(collaborators.length === 0 ? {} : { collaborators: JSON.stringify(collaborators) }),
  }
}

/** The API takes descriptions of pictures only, and none in a story. */
function altOf({ alt }: PostImage): Form {
  return alt.trim() === '' ? {} : { alt_text: alt.trim() }
}

/** Tags stand on the first picture, or on the reel. Which file that is, counted from one; 0 where a carousel has films only. */
function firstTaggable(content: PostContent): number {
  const image = partOf(content).media.findIndex(({ kind }) => kind === 'image')
  return image >= 0 || madeFrom(content) === 'carousel' ? image + 1 : 1
}

/** On a picture tags need a place: side by side in its middle. A reel has none. */
function tagsOn({ kind }: PostMedia, content: PostContent): Form {
  const names = taggedIn(content)
  if (names.length === 0) return {}
  const tags = names.map((username, index) => (kind === 'image' ? { username, x: (index + 1) / (names.length + 1), y: 0.5 } : { username }))
  return { user_tags: JSON.stringify(tags) }
}

interface Lending {
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

/** A moment of the film, in milliseconds, or a picture of one's own; the network chooses where nothing was. */
async function coverOf({ cover }: PostVideo, lending: Lending): Promise<Outcome<Form>> {
  if (!cover) return { ok: true, value: {} }
  if ('at' in cover) return { ok: true, value: { thumb_offset: String(Math.round(cover.at * 1000)) } }
  const link = await reachable(lending.environment.imageLink(cover.picture, coverRules).then(asOutcome), lending)
  return link.ok ? { ok: true, value: { cover_url: link.value } } : link
}

function asOutcome(value: string): Outcome<string> {
  return { ok: true, value }
}

async function make(form: Form, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const call = { ...signedIn(job.access), path: `${version}/${job.access.externalId}/media`, form, answer: madeSchema }
  const made = await ask(call, environment)
  if (made.ok) return { ok: true, value: { id: made.value.id, madeAt: environment.now().toString() } }
  return { ok: false, trouble: anew(made.trouble, job) }
}

/** An address under which the network can fetch the file as this post shows it. */
function linkTo(item: PostImage | PostVideo, { index, ...lending }: Lending & { readonly index: number }): Promise<Outcome<string>> {
  const { content } = lending.job
  const media = mediaOf(partOf(content))
  const { environment } = lending
  const asked =
    item.kind === 'video'
      ? environment.videoLink(item, rulesForVideo(media, index, content.settings))
      : environment.imageLink(item, rulesForImage(media, index, content.settings)).then(asOutcome)
  return reachable(asked, lending)
}

/** Refused where the network surely cannot reach it. */
async function reachable(asked: Promise<Outcome<string>>, { job }: Lending): Promise<Outcome<string>> {
  const link = await asked.catch((error: unknown) => ({ ok: false, trouble: notAvailable(error) }) as const)
  if (!link.ok || !isReal({ api: signedIn(job.access).host }) || isReachableFromOutside(link.value)) return link
  return {
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'image-out-of-reach', params: { address: new URL(link.value).origin } } },
  }
}

function notAvailable(error: unknown): Trouble {
  return { kind: 'unavailable', reason: { code: 'image-not-available', detail: shorten(String(error)) } }
}

const statusSchema = z.object({
  status_code: z.enum(['IN_PROGRESS', 'FINISHED', 'PUBLISHED', 'ERROR', 'EXPIRED']),
  status: z.string().catch(''),
})
type Status = z.infer<typeof statusSchema>

/** How the container that becomes the post stands, by the network's word; a refusal proves nothing. */
export function readStatus(job: Delivery, fields: string, environment: NetworkEnvironment): Promise<Outcome<Status>> {
  return statusOf(tokenOf(job), fields, { job, environment })
}

async function statusOf({ id }: Container, fields: string, { job, environment }: Lending): Promise<Outcome<Status>> {
  const read = await ask({ ...signedIn(job.access), path: `${version}/${id}`, query: { fields }, answer: statusSchema }, environment)
  return read.ok ? read : unlessRefused(read.trouble)
}

const newestSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** Waits until every item of a carousel has been processed: films take their time, and what is wrong with one is said only then. */
export async function waitForItems(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { media } = partOf(job.content)
  for (const index of media.keys()) {
    const waited = await waitFor(containerOf(index + 1, job), { job, environment })
    if (!waited.ok) return waited
  }
  return { ok: true, value: {} }
}

async function waitFor(container: Container, { job, environment }: Lending): Promise<Outcome<void>> {
  const read = await statusOf(container, 'status_code,status', { job, environment })
  if (!read.ok) return read
  const { status_code, status } = read.value
  if (status_code === 'IN_PROGRESS') return { ok: false, trouble: stillProcessing(container, { job, environment }) }
  if (status_code === 'ERROR' || status_code === 'EXPIRED') return { ok: false, trouble: endedBadly(status, job, environment) }
  return { ok: true, value: undefined }
}

/** Where the network lists what the post becomes. */
export function listFor(job: Delivery): string {
  return `${version}/${job.access.externalId}/${madeFrom(job.content) === 'story' ? 'stories' : 'media'}`
}

/**
 * Waits until the container is ready to be published, and notes the newest posts before it: should the answer to publishing be lost,
 * the post is among those above them.
 */
export async function waitUntilReady(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const waited = await waitFor(tokenOf(job), { job, environment })
  if (!waited.ok) return waited
  const query = { fields: 'id', limit: '5' }
  const listed = await ask({ ...signedIn(job.access), path: listFor(job), query, answer: newestSchema }, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  return { ok: true, value: { at: environment.now().toString(), newest: listed.value.data.map(({ id }) => id) } }
}

/** The network advises to ask once a minute; a picture is usually done in seconds, so the first questions come sooner. */
function stillProcessing({ madeAt }: Container, { job, environment: { now } }: Lending): Trouble {
  const waited = now().since(Temporal.Instant.from(madeAt)).total('seconds')
  const longest = partOf(job.content).media.some(({ kind }) => kind === 'video') ? longestFilm : longestProcessing
  if (waited > longest) return anew({ kind: 'unavailable', reason: { code: 'container-gone' } }, job)
  const seconds = waited < 20 ? 2 : waited < 60 ? 10 : 60
  return { kind: 'slow-down', processing: true, until: now().add({ seconds }), reason: { code: 'being-processed' } }
}

/** In seconds. The network advises to give up after five minutes. */
const longestProcessing = 600
/** A reel of a quarter of an hour takes longer. */
const longestFilm = 2400

/** A container that failed or ran out was not published and cannot be any more: new ones are made, unless the network said that they would fail too. */
export function endedBadly(status: string, job: Delivery, environment: NetworkEnvironment): Trouble {
  const { host } = new URL(signedIn(job.access).host)
  return anew(fromContainer(status, { host, now: environment.now() }), job)
}

function anew(trouble: Trouble, job: Delivery): Trouble {
  if (trouble.kind !== 'unavailable' || trouble.reason.code !== 'container-gone') return trouble
  return { ...trouble, forget: stepsToRepeat(job.content) }
}
