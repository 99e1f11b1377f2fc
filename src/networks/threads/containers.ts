import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, NetworkEnvironment, Outcome, PostMedia, PostPart, Trouble } from '../network.ts'
import { isReachableFromOutside } from '../public-address.ts'
import { unlessRefused as askedAgain } from '../unless-refused.ts'
import { answeredBy } from './answered.ts'
import { ask, type Call, version } from './api.ts'
import { fromContainer } from './failures.ts'
import { imageRules, videoRules } from './limits.ts'
import { isReal, signedIn } from './session.ts'
import { type Container, isCarousel, itemContainersOf, partOf, publishedPart, stepsToRepeat, tokenOf } from './steps.ts'

type Form = NonNullable<Call<unknown>['form']>

/** Has the network fetch one file into a container of its own: an item of a carousel, or the trial of a file that a later part will show. */
export async function makeItem(
  { part, number }: { part: number; number: number },
  job: Delivery,
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const item = partOf(job.content, part).media[number - 1]
  if (!item) throw new Error(`Part ${part} has no file ${number}.`)
  const file = await fileForm(item, { job, environment })
  return file.ok ? make({ ...file.value, is_carousel_item: 'true' }, { part, job, environment }) : file
}

/** The container that becomes the part; from the second on it answers the one before. */
export async function makeContainer(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const whole = partOf(job.content, part)
  const { text, media } = whole
  const [only] = media
  const saying: Form = { ...(text.trim() === '' ? {} : { text }), ...standing(part, job) }
  if (!only) return make({ media_type: 'TEXT', ...saying, ...attached(whole) }, { part, job, environment })
  const spoiler: Form = job.content.settings['spoiler'] === true ? { is_spoiler_media: 'true' } : {}
  if (isCarousel({ media })) {
    const children = itemContainersOf(job, part)
    const made = await make(
      { media_type: 'CAROUSEL', children: children.map(({ id }) => id).join(','), ...saying, ...spoiler },
      { part, job, environment },
    )
    return made.ok ? made : { ok: false, trouble: orExpired(made.trouble, { children, part, job, environment }) }
  }
  const file = await fileForm(only, { job, environment })
  return file.ok ? make({ ...file.value, ...saying, ...spoiler }, { part, job, environment }) : file
}

/** Where the part stands: what it answers, or, for the first of a post of its own, who may answer it, what it quotes and what it is about. */
function standing(part: number, job: Delivery): Form {
  const answered = answeredBy(job.content)
  if (answered !== undefined) return { reply_to_id: answered }
  const { reply_control: audience, topic_tag: topic } = job.content.settings
  if (part > 1) return { reply_to_id: z.string().parse(publishedPart(job, part - 1)?.id) }
  const quote = z.object({ id: z.string() }).safeParse(job.results['quote']).data
  return {
    ...(typeof audience === 'string' && audience !== '' && audience !== 'everyone' ? { reply_control: audience } : {}),
    ...(typeof topic === 'string' && topic.trim() !== '' ? { topic_tag: topic.trim().replace(/^#/, '') } : {}),
    ...(quote ? { quote_post_id: quote.id } : {}),
  }
}

const letters = ['a', 'b', 'c', 'd']

function attached({ link, poll }: Pick<PostPart, 'link' | 'poll'>): Form {
  if (poll) {
    const options = poll.options.map((option, index) => [`option_${letters[index] ?? index}`, option.trim()] as const)
    return { poll_attachment: JSON.stringify(Object.fromEntries(options)) }
  }
  return link ? { link_attachment: link.url } : {}
}

interface Making {
  readonly part: number
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

const madeSchema = z.object({ id: z.string() })

async function make(form: Form, { job, environment }: Making): Promise<Outcome<Json>> {
  const made = await ask({ ...signedIn(job.access), path: `${version}/me/threads`, form, answer: madeSchema }, environment)
  return made.ok ? { ok: true, value: { id: made.value.id, madeAt: environment.now().toString() } } : made
}

/** An item that is not known: just made, or long expired. */
function orExpired(trouble: Trouble, { children, part, job, environment }: Making & { readonly children: readonly Container[] }): Trouble {
  if (trouble.reason.code !== 'not-found-yet') return trouble
  const oldest = environment.now().subtract({ hours: 23 })
  const expired = children.some(({ madeAt }) => Temporal.Instant.compare(Temporal.Instant.from(madeAt), oldest) < 0)
  return expired ? anew({ kind: 'unavailable', reason: { ...trouble.reason, code: 'container-gone' } }, job, part) : trouble
}

type Lending = Pick<Making, 'job' | 'environment'>

/** One file with its description, under an address where the network can fetch it. */
async function fileForm(item: PostMedia, lending: Lending): Promise<Outcome<Form>> {
  if (item.kind === 'document') throw new Error('Threads takes no documents.')
  const link = await linkTo(item, lending)
  if (!link.ok) return link
  const alt = item.alt.trim()
  const file = item.kind === 'image' ? { media_type: 'IMAGE', image_url: link.value } : { media_type: 'VIDEO', video_url: link.value }
  return { ok: true, value: { ...file, ...(alt === '' ? {} : { alt_text: alt }) } }
}

async function linkTo(item: Exclude<PostMedia, { kind: 'document' }>, { job, environment }: Lending): Promise<Outcome<string>> {
  const asked = item.kind === 'image' ? imageLink(item, environment) : environment.videoLink(item, videoRules)
  const link = await asked.catch((error: unknown) => ({ ok: false, trouble: notAvailable(error) }) as const)
  if (!link.ok || !isReal(signedIn(job.access).host) || isReachableFromOutside(link.value)) return link
  return {
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'media-out-of-reach', params: { address: new URL(link.value).origin } } },
  }
}

async function imageLink(item: Extract<PostMedia, { kind: 'image' }>, environment: NetworkEnvironment): Promise<Outcome<string>> {
  return { ok: true, value: await environment.imageLink(item, imageRules) }
}

function notAvailable(error: unknown): Trouble {
  return { kind: 'unavailable', reason: { code: 'image-not-available', detail: shorten(String(error)) } }
}

const statusSchema = z.object({
  status: z.enum(['IN_PROGRESS', 'FINISHED', 'PUBLISHED', 'ERROR', 'EXPIRED']),
  error_message: z.string().catch(''),
})
type Status = z.infer<typeof statusSchema>

/** How a container stands, by the network's word; a refusal proves nothing. */
export async function readStatus({ id }: Container, fields: string, { job, environment }: Lending): Promise<Outcome<Status>> {
  const read = await ask({ ...signedIn(job.access), path: `${version}/${id}`, query: { fields }, answer: statusSchema }, environment)
  return read.ok ? read : unlessRefused(read.trouble)
}

/** What was not found yet counts as refused. */
export function unlessRefused(trouble: Trouble): { readonly ok: false; readonly trouble: Trouble } {
  const { reason } = trouble
  return askedAgain(reason.code === 'not-found-yet' ? { kind: 'rejected', reason } : trouble)
}

/** Waits until every item of the part has been processed. */
export async function waitForItems(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  for (const item of itemContainersOf(job, part)) {
    const waited = await waitFor(item, { part, job, environment })
    if (!waited.ok) return waited
  }
  return { ok: true, value: {} }
}

async function waitFor(container: Container, making: Making): Promise<Outcome<void>> {
  const read = await readStatus(container, 'status,error_message', making)
  if (!read.ok) return read
  const { status, error_message: message } = read.value
  if (status === 'IN_PROGRESS') return { ok: false, trouble: stillProcessing(container, making) }
  if (status === 'ERROR' || status === 'EXPIRED') return { ok: false, trouble: endedBadly(message, making.part, making.job) }
  return { ok: true, value: undefined }
}

const newestSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** Where the network lists what a part becomes: the profile's posts, or its answers. */
export function listFor(part: number, { content }: Pick<Delivery, 'content'>): string {
  return `${version}/me/${part === 1 && !content.answers ? 'threads' : 'replies'}`
}

/**
 * Waits until the container is ready to be published, and notes the newest posts before it: should the answer to publishing be lost,
 * the post is among those above them.
 */
export async function waitUntilReady(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const waited = await waitFor(tokenOf(job, part), { part, job, environment })
  if (!waited.ok) return waited
  const query = { fields: 'id', limit: '5' }
  const listed = await ask({ ...signedIn(job.access), path: listFor(part, job), query, answer: newestSchema }, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  return { ok: true, value: { at: environment.now().toString(), newest: listed.value.data.map(({ id }) => id) } }
}

/** The network advises to ask once a minute; a picture is usually done in seconds, so the first questions come sooner. */
function stillProcessing({ madeAt }: Container, { part, job, environment }: Making): Trouble {
  const waited = environment.now().since(Temporal.Instant.from(madeAt)).total('seconds')
  if (waited > longestProcessing) return anew({ kind: 'unavailable', reason: { code: 'container-gone' } }, job, part)
  const seconds = waited < 20 ? 2 : waited < 60 ? 10 : 60
  return { kind: 'slow-down', processing: true, until: environment.now().add({ seconds }), reason: { code: 'being-processed' } }
}

/** In seconds. The network advises to give up after five minutes; films of five minutes may need longer. */
const longestProcessing = 900

/** A container that failed or ran out was not published and cannot be any more: new ones are made, unless the network said that they would fail too. */
export function endedBadly(message: string, part: number, job: Delivery): Trouble {
  return anew(fromContainer(message, new URL(signedIn(job.access).host).host), job, part)
}

function anew(trouble: Trouble, job: Delivery, part: number): Trouble {
  if (trouble.kind !== 'unavailable' || trouble.reason.code !== 'container-gone') return trouble
  return { ...trouble, forget: stepsToRepeat(job.content, part) }
}
