import { z } from 'zod'

import { imagesOf } from '../media.ts'
import type { Delivery, PostContent, PostPart, Step } from '../network.ts'
import { blobSchema, strongRefSchema } from './api.ts'
import { findEntities } from './entities.ts'

/** What each step is about; its name says the same: `image 1.2`, `thumb 1`, `mentions 1`, `part 1`. Parts and images count from one. */
export type Work =
  | { readonly kind: 'image'; readonly part: number; readonly image: number }
  | { readonly kind: 'thumb' | 'mentions' | 'part'; readonly part: number }

/** All steps of a post, in order: everything invisible first, so that a bad image stops a thread before its first part is seen. */
export function allSteps(content: PostContent): readonly Step[] {
  const preparing = content.parts.flatMap((part, index) => preparingSteps(part, index + 1))
  return [
    ...preparing.map((name) => ({ name, final: false })),
    ...content.parts.map((_, index) => ({ name: partStep(index + 1), final: true })),
  ]
}

function preparingSteps(part: PostPart, number: number): readonly string[] {
  return [...uploadSteps(part, number), ...(mentionedHandles(part).length > 0 ? [`mentions ${number}`] : [])]
}

/** The uploads that one part's record points to. */
export function uploadSteps(part: PostPart, number: number): readonly string[] {
  if (part.media.length > 0) return imagesOf(part).map((_, index) => `image ${number}.${index + 1}`)
  return part.link?.thumb ? [`thumb ${number}`] : []
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
  const [, kind, part, image] = /^(image|thumb|mentions|part) (\d+)(?:\.(\d+))?$/.exec(step.name) ?? []
  if (kind === 'image' && image) return { kind, part: Number(part), image: Number(image) }
  if (kind === 'thumb' || kind === 'mentions' || kind === 'part') return { kind, part: Number(part) }
  throw new Error(`Bluesky has no step “${step.name}”.`)
}

export const preparedSchema = z.object({ parts: z.array(z.object({ rkey: z.string(), createdAt: z.string() })) })

export const uploadedSchema = z.object({ blob: blobSchema, width: z.int(), height: z.int() })
export type Uploaded = z.infer<typeof uploadedSchema>

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
