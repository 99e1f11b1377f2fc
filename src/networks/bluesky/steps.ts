import { z } from 'zod'

import { imagesOf, videosOf } from '../media.ts'
import type { Delivery, PostPart, PostVideo, Step } from '../network.ts'
import { blobSchema, strongRefSchema } from './api.ts'
import { findEntities } from './entities.ts'
import { quoteIn } from './quoted.ts'

/** What each step is about; its name says the same: `image 1.2`, `video 1`, `ready 1`, `captions 1.2`, `thumb 1`, `mentions 1`, `quote 1`, `part 1`. Parts and images count from one. */
export type Work =
  | { readonly kind: 'image' | 'captions'; readonly part: number; readonly image: number }
  | { readonly kind: 'video' | 'ready' | 'thumb' | 'mentions' | 'quote' | 'part'; readonly part: number }

/** All steps of a post, in order: everything invisible first, so that a bad image stops a thread before its first part is seen. */
export function allSteps({ content, results }: Pick<Delivery, 'content' | 'results'>): readonly Step[] {
  const preparing = content.parts.flatMap((part, index) => preparingSteps(part, index + 1, results))
  return [
    ...(quoteIn(content.settings) === '' ? [] : [{ name: quoteStep, final: false }]),
    ...preparing.map((name) => ({ name, final: false })),
    ...content.parts.map((_, index) => ({ name: partStep(index + 1), final: true })),
  ]
}

function preparingSteps(part: PostPart, number: number, results: Delivery['results']): readonly string[] {
  return [...uploadSteps(part, number, results), ...(mentionedHandles(part).length > 0 ? [`mentions ${number}`] : [])]
}

/** The uploads that one part's record points to. A film that a video service prepares is waited for. */
export function uploadSteps(part: PostPart, number: number, results: Delivery['results']): readonly string[] {
  const [video] = videosOf(part)
  if (video) {
    const waiting = filmJobSchema.safeParse(results[`video ${number}`]).success ? [`ready ${number}`] : []
    return [`video ${number}`, ...waiting, ...captionsOf(video).map((_, index) => `captions ${number}.${index + 1}`)]
  }
  if (part.media.length > 0) return imagesOf(part).map((_, index) => `image ${number}.${index + 1}`)
  return part.link?.thumb ? [`thumb ${number}`] : []
}

/** The captions files that the network takes, at most as many as it takes. */
export function captionsOf({ captions = [] }: PostVideo): NonNullable<PostVideo['captions']> {
  return captions.filter(({ mimeType }) => mimeType === 'text/vtt').slice(0, 20)
}

/** The first part shows the quoted post. */
const quoteStep = 'quote 1'

/** The quoted post, for the part that shows it. */
export function quotedBy(part: number, job: Delivery) {
  return part === 1 && quoteIn(job.content.settings) !== '' ? strongRefSchema.parse(job.results[quoteStep]) : undefined
}

function partStep(number: number): string {
  return `part ${number}`
}

export function mentionedHandles(part: PostPart): readonly string[] {
  const handles = findEntities(part.text).flatMap(({ kind, value }) => (kind === 'mention' ? [value.toLowerCase()] : []))
  return [...new Set(handles)]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf(step: Step): Work {
  const [, kind, part, image] = /^(image|captions|video|ready|thumb|mentions|quote|part) (\d+)(?:\.(\d+))?$/.exec(step.name) ?? []
  if ((kind === 'image' || kind === 'captions') && image) return { kind, part: Number(part), image: Number(image) }
  const single = singleSchema.safeParse(kind).data
  if (single !== undefined) return { kind: single, part: Number(part) }
  throw new Error(`Bluesky has no step “${step.name}”.`)
}

const singleSchema = z.enum(['video', 'ready', 'thumb', 'mentions', 'quote', 'part'])

export const preparedSchema = z.object({ parts: z.array(z.object({ rkey: z.string(), createdAt: z.string() })) })

const uploadedSchema = z.object({ blob: blobSchema, width: z.int(), height: z.int() })
export const uploadedCaptionsSchema = z.object({ blob: blobSchema, language: z.string() })
export type UploadedCaptions = z.infer<typeof uploadedCaptionsSchema>

export type Uploaded = z.infer<typeof uploadedSchema>

/** A film that a video service is preparing. */
export const filmJobSchema = z.object({ job: z.string(), service: z.url(), width: z.int(), height: z.int() })

/** What a part's record shows: its images, its one film, or the picture of its card. */
export function shownBy(part: number, job: Delivery): readonly Uploaded[] {
  const shown = uploadSteps(partOf(part, job), part, job.results).filter((name) => /^(image|video|thumb) /.test(name))
  return shown.map((name) => {
    const film = filmJobSchema.safeParse(job.results[name]).data
    if (!film) return uploadedSchema.parse(job.results[name])
    return uploadedSchema.parse({ ...film, ...z.object({ blob: blobSchema }).parse(job.results[`ready ${part}`]) })
  })
}

export const mentionsSchema = z.record(z.string(), z.string())

/** Key and creation time chosen for a part, counted from one. */
export function chosenFor(part: number, job: Delivery): { readonly rkey: string; readonly createdAt: string } {
  const chosen = preparedSchema.parse(job.prepared).parts[part - 1]
  if (!chosen) throw new Error(`Nothing was prepared for part ${part}.`)
  return chosen
}

export function partOf(number: number, job: Delivery): PostPart {
  const part = job.content.parts[number - 1]
  if (!part) throw new Error(`This post has no part ${number}.`)
  return part
}

/** The record made for a part, once its step is done. */
export function madeFor(part: number, job: Delivery) {
  return strongRefSchema.parse(job.results[partStep(part)])
}
