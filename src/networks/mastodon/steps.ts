import { z } from 'zod'

import type { Delivery, PostPart, Step } from '../network.ts'
import { idSchema } from './api.ts'
import { quoteIn } from './wording.ts'

/** What each step is about; its name says the same: `quote`, `image 1.2`, `video 1.1`, `ready 1.2`, `part 1`. Parts and their media count from one. */
export type Work =
  | { readonly kind: 'image' | 'video' | 'ready'; readonly part: number; readonly place: number }
  | { readonly kind: 'quote' }
  | { readonly kind: 'part'; readonly part: number }

/** All steps of a post, in order: everything invisible first, so that a bad image stops a thread before its first part is seen. */
export function allSteps(job: Pick<Delivery, 'content' | 'results'>): readonly Step[] {
  const uploading = job.content.parts.flatMap((part, index) =>
    uploadSteps(part, index + 1).flatMap((name) => [name, ...waiting(name, job)]),
  )
  const preparing = [...(quoteIn(job.content.settings) === '' ? [] : [quoteStep]), ...uploading]
  return [
    ...preparing.map((name) => ({ name, final: false })),
    ...job.content.parts.map((_, index) => ({ name: partStep(index + 1), final: true })),
  ]
}

/** Finding the post that the first part quotes. */
export const quoteStep = 'quote'

export function uploadSteps(part: PostPart, number: number): readonly string[] {
  return part.media.map(({ kind }, index) => `${kind === 'video' ? 'video' : 'image'} ${number}.${index + 1}`)
}

/** Only a file the server has not finished working on is asked for again. */
function waiting(upload: string, { results }: Pick<Delivery, 'results'>): readonly string[] {
  const uploaded = uploadedSchema.safeParse(results[upload])
  return uploaded.success && !uploaded.data.ready ? [readyStep(upload)] : []
}

export function readyStep(upload: string): string {
  return upload.replace(/^(image|video)/, 'ready')
}

function partStep(number: number): string {
  return `part ${number}`
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  if (name === quoteStep) return { kind: 'quote' }
  const [, kind, part, place] = /^(image|video|ready|part) (\d+)(?:\.(\d+))?$/.exec(name) ?? []
  if ((kind === 'image' || kind === 'video' || kind === 'ready') && place) return { kind, part: Number(part), place: Number(place) }
  if (kind === 'part') return { kind, part: Number(part) }
  throw new Error(`Mastodon has no step “${name}”.`)
}

/** Only parts are looked up. */
export function partNumberOf(step: Step): number {
  const work = workOf(step)
  if (work.kind !== 'part') throw new Error(`“${step.name}” makes nothing visible.`)
  return work.part
}

/** Keys are kept for an hour; some minutes of it are left to requests under way. */
export const keySeconds = 3000

export const preparedSchema = z.object({
  /** When the keys were chosen, and after which everything of this post was made. */
  at: z.string(),
  /** One Idempotency-Key for each part. */
  keys: z.array(z.string()),
})

export const uploadedSchema = z.object({ id: z.string(), ready: z.boolean(), at: z.string() })
export type Uploaded = z.infer<typeof uploadedSchema>

/** The post that is quoted, by the server's number for it; undefined where none is, or it was not looked for yet. */
export function quotedFor(number: number, { results }: Delivery): string | undefined {
  return number === 1 ? idSchema.safeParse(results[quoteStep]).data?.id : undefined
}

export const madeSchema = z.object({ id: z.string(), url: z.string() })
export type Made = z.infer<typeof madeSchema>

export function keyFor(part: number, { prepared }: Delivery): string {
  const key = preparedSchema.parse(prepared).keys[part - 1]
  if (key === undefined) throw new Error(`Nothing was prepared for part ${part}.`)
  return key
}

export function partOf(number: number, { content }: Delivery): PostPart {
  const part = content.parts[number - 1]
  if (!part) throw new Error(`This post has no part ${number}.`)
  return part
}

/** The files uploaded for a part, in order. */
export function uploadedFor(number: number, job: Delivery): readonly Uploaded[] {
  return uploadSteps(partOf(number, job), number).map((name) => uploadedSchema.parse(job.results[name]))
}

/** The post made for a part; undefined before its step is done. */
export function madeFor(number: number, { results }: Delivery): Made | undefined {
  const made = results[partStep(number)]
  return made === undefined ? undefined : madeSchema.parse(made)
}
