import { z } from 'zod'

import { imagesOf, videosOf } from '../media.ts'
import type { Delivery, PostContent, PostImage, PostPart, PostVideo, Step } from '../network.ts'
import type { Kind } from './fit.ts'

/** What each step is about; its name says the same. Images, pieces and captions count from one; there is one part only. */
export type Work =
  | { readonly kind: 'photo' | 'chunk' | 'captions'; readonly number: number }
  | { readonly kind: 'session' | 'upload' | 'part' | 'confirm' | 'cover' | 'comment' }

const [session, upload, part, confirm, cover, comment] = ['session 1', 'upload 1', 'part 1', 'confirm 1', 'cover 1', 'comment 1'] as const

/** The first whose result is missing. */
export function nextStep(job: Delivery): Step | undefined {
  for (const name of allSteps(job)) if (!(name in job.results)) return { name, final: name === part }
  return undefined
}

/** Everything invisible comes first. What comes after the part can go wrong without any harm to it. */
function* allSteps(job: Delivery): Generator<string> {
  const { content } = job
  const video = videoOf(content)
  if (video) yield* videoSteps(job)
  else yield* photoSteps(content)
  yield part
  if (video) yield confirm
  if (video && kindOf(content) !== 'story') {
    if (video.cover) yield cover
    for (const index of (video.captions ?? []).keys()) yield `captions 1.${index + 1}`
  }
  if (firstComment(content) !== '') yield comment
}

/** A reel or story is sent in one go, a video of the feed in pieces as long as the network wants them. */
function* videoSteps(job: Delivery): Generator<string> {
  yield session
  if (kindOf(job.content) !== 'post') return yield upload
  for (let number = 1; ; number += 1) {
    const place = placeSchema.safeParse(job.results[number === 1 ? session : `chunk 1.${number - 1}`]).data
    if (!place || place.start >= place.end) return
    yield `chunk 1.${number}`
  }
}

export function photoSteps(content: PostContent): readonly string[] {
  return imagesOf(partOf(content)).map((_, index) => `photo 1.${index + 1}`)
}

/** The steps whose results are worthless once the network has given up what they made. */
export function stepsToRepeat({ content, results }: Delivery): readonly string[] {
  const again = videoOf(content) ? Object.keys(results).filter((name) => /^(session|upload|chunk) /.test(name)) : photoSteps(content)
  return [...again]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Pick<Step, 'name'>): Work {
  const [, kind, number] = /^(photo|chunk|captions|session|upload|part|confirm|cover|comment) 1(?:\.(\d+))?$/.exec(name) ?? []
  if (number !== undefined && (kind === 'photo' || kind === 'chunk' || kind === 'captions')) return { kind, number: Number(number) }
  if (kind === 'session' || kind === 'upload' || kind === 'part' || kind === 'confirm' || kind === 'cover' || kind === 'comment')
    return { kind }
  throw new Error(`Facebook has no step “${name}”.`)
}

export function kindOf({ settings: { kind } }: Pick<PostContent, 'settings'>): Kind {
  return kind === 'reel' || kind === 'story' ? kind : 'post'
}

export function partOf({ parts }: PostContent): PostPart {
  const [first] = parts
  if (!first) throw new Error('This post has no part.')
  return first
}

export function videoOf(content: PostContent): PostVideo | undefined {
  return videosOf(partOf(content))[0]
}

/** Of the images, counted from one. */
export function imageOf(number: number, { content }: Delivery): PostImage {
  const image = imagesOf(partOf(content))[number - 1]
  if (!image) throw new Error(`This post has no image ${number}.`)
  return image
}

/** '' where none is wanted. A story has no comments. */
export function firstComment(content: PostContent): string {
  const { first_comment: words } = content.settings
  return typeof words === 'string' && kindOf(content) !== 'story' ? words.trim() : ''
}

const photoSchema = z.object({ id: z.string() })

/** Ids of the photos that were handed over, in order; those whose step has not been done are left out. */
export function photosOf({ content, results }: Delivery): readonly string[] {
  return photoSteps(content).flatMap((name) => photoSchema.safeParse(results[name]).data?.id ?? [])
}

/** From where to where the network wants the next bytes; equal when it has them all. */
export const placeSchema = z.object({ start: z.int(), end: z.int() })

/** The video is the token: the network knows by its id whether it was published. */
const sessionSchema = z.object({
  videoId: z.string(),
  sessionId: z.string().optional(),
  uploadUrl: z.string().optional(),
  bytes: z.int(),
  begunAt: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

export function sessionOf({ results }: Delivery): Session {
  return sessionSchema.parse(results[session])
}

export function sessionIn({ results }: Delivery): Session | undefined {
  return sessionSchema.safeParse(results[session]).data
}

/** Where the bytes of piece `number` begin and end. */
export function placeOf(number: number, { results }: Delivery): z.infer<typeof placeSchema> {
  return placeSchema.parse(results[number === 1 ? session : `chunk 1.${number - 1}`])
}

export const publishedSchema = z.object({ id: z.string(), url: z.string().exactOptional() })
export type Published = z.infer<typeof publishedSchema>

/** undefined while nothing is known to be out. */
export function publishedIn({ results }: Delivery): Published | undefined {
  return publishedSchema.safeParse(results[part]).data
}

/** What the network made of a video; undefined while it has not said. */
export function confirmedIn({ results }: Delivery): Published | undefined {
  return publishedSchema.safeParse(results[confirm]).data
}

const preparedSchema = z.object({ at: z.string() })

/** When it was prepared, which is before the first attempt. */
export function preparedAt({ prepared }: Delivery): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at)
}
