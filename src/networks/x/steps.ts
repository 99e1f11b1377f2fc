import { z } from 'zod'

import type { Delivery, PostImage, PostPart, Step } from '../network.ts'

/** What each step is about; its name says the same: `image 1.2`, `alt 1.2`, `video 1.1`, `piece 1.1.3`, `finish 1.1`, `processing 1.1`, `part 1`. All count from one. */
export type Work =
  | { readonly kind: 'image' | 'processing' | 'alt'; readonly part: number; readonly image: number }
  | { readonly kind: 'video' | 'finish'; readonly part: number; readonly media: number }
  | ({ readonly kind: 'piece' } & PiecePlace)
  | { readonly kind: 'part'; readonly part: number }

export interface PiecePlace {
  readonly part: number
  readonly media: number
  readonly piece: number
}

/** All steps of a post, in order: everything invisible first, so that a bad image stops a thread before its first part is seen. */
export function allSteps(job: Delivery): readonly Step[] {
  const { parts } = job.content
  const invisible = parts.flatMap((part, index) => mediaSteps(part, index + 1, job))
  return [...invisible.map((name) => ({ name, final: false })), ...parts.map((_, index) => ({ name: `part ${index + 1}`, final: true }))]
}

export function mediaSteps(part: PostPart, number: number, job: Pick<Delivery, 'results'>): readonly string[] {
  return part.media.flatMap((item, index) => {
    const place = `${number}.${index + 1}`
    if (item.kind === 'video') return videoSteps(place, job)
    return item.kind === 'image' ? imageSteps(item, place, job) : []
  })
}

/** Waiting is a step only for what X said it must process first. */
function imageSteps({ alt }: PostImage, place: string, { results }: Pick<Delivery, 'results'>): readonly string[] {
  const uploaded = uploadedSchema.safeParse(results[`image ${place}`]).data
  return [`image ${place}`, ...(uploaded?.processing ? [`processing ${place}`] : []), ...(alt.trim() === '' ? [] : [`alt ${place}`])]
}

/** How many pieces there are is known once the upload has begun. */
function videoSteps(place: string, { results }: Pick<Delivery, 'results'>): readonly string[] {
  const begun = videoSchema.safeParse(results[`video ${place}`]).data
  if (!begun) return [`video ${place}`]
  const finished = finishedSchema.safeParse(results[`finish ${place}`]).data
  return [
    `video ${place}`,
    ...Array.from({ length: begun.pieces }, (_, index) => `piece ${place}.${index + 1}`),
    `finish ${place}`,
    ...(finished?.processing ? [`processing ${place}`] : []),
  ]
}

export function pieceName({ part, media, piece }: PiecePlace): string {
  return `piece ${part}.${media}.${piece}`
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf(step: Step): Work {
  const [, kind, ...numbers] = /^(image|processing|alt|video|piece|finish|part) (\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(step.name) ?? []
  const [part = 0, media = 0, piece = 0] = numbers.map(Number)
  if (kind === 'part') return { kind, part }
  if (kind === 'image' || kind === 'processing' || kind === 'alt') return { kind, part, image: media }
  if (kind === 'video' || kind === 'finish') return { kind, part, media }
  if (kind === 'piece') return { kind, part, media, piece }
  throw new Error(`X has no step “${step.name}”.`)
}

/** The moment at which everything began, for telling this post from older ones. */
export const preparedSchema = z.object({ at: z.string() })

export const uploadedSchema = z.object({ id: z.string(), processing: z.boolean() })

/** An upload of a film that has begun, and in how many pieces it goes. */
export const videoSchema = z.object({ id: z.string(), pieces: z.int() })

export const finishedSchema = z.object({ processing: z.boolean() })

export const madeSchema = z.object({ id: z.string() })

export function partOf(number: number, job: Delivery): PostPart {
  const part = job.content.parts[number - 1]
  if (!part) throw new Error(`This post has no part ${number}.`)
  return part
}

export function imageOf({ part, image }: { readonly part: number; readonly image: number }, job: Delivery): PostImage {
  const found = partOf(part, job).media[image - 1]
  if (found?.kind !== 'image') throw new Error(`Part ${part} has no image ${image}.`)
  return found
}

/** X's id of an uploaded image or film. */
export function mediaIdOf({ part, image }: { readonly part: number; readonly image: number }, job: Delivery): string {
  const place = `${part}.${image}`
  return z.object({ id: z.string() }).parse(job.results[`image ${place}`] ?? job.results[`video ${place}`]).id
}

/** X's id of a part, once it is made. */
export function madeFor(number: number, job: Delivery): string {
  return madeSchema.parse(job.results[`part ${number}`]).id
}
