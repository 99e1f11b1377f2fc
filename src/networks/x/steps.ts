import { z } from 'zod'

import { imagesOf } from '../media.ts'
import type { Delivery, PostImage, PostPart, Step } from '../network.ts'

/** What each step is about; its name says the same: `image 1.2`, `processing 1.2`, `alt 1.2`, `part 1`. Parts and images count from one. */
export type Work =
  | { readonly kind: 'image' | 'processing' | 'alt'; readonly part: number; readonly image: number }
  | { readonly kind: 'part'; readonly part: number }

/** All steps of a post, in order: everything invisible first, so that a bad image stops a thread before its first part is seen. */
export function allSteps(job: Delivery): readonly Step[] {
  const { parts } = job.content
  const invisible = parts.flatMap((part, index) => imageSteps(part, index + 1, job))
  return [...invisible.map((name) => ({ name, final: false })), ...parts.map((_, index) => ({ name: `part ${index + 1}`, final: true }))]
}

/** Waiting is a step only for an image that X said it must process first. */
export function imageSteps(part: PostPart, number: number, { results }: Pick<Delivery, 'results'>): readonly string[] {
  return imagesOf(part).flatMap(({ alt }, index) => {
    const place = `${number}.${index + 1}`
    const uploaded = uploadedSchema.safeParse(results[`image ${place}`]).data
    return [`image ${place}`, ...(uploaded?.processing ? [`processing ${place}`] : []), ...(alt.trim() === '' ? [] : [`alt ${place}`])]
  })
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf(step: Step): Work {
  const [, kind, part, image] = /^(image|processing|alt|part) (\d+)(?:\.(\d+))?$/.exec(step.name) ?? []
  if (kind === 'part' && image === undefined) return { kind, part: Number(part) }
  if ((kind === 'image' || kind === 'processing' || kind === 'alt') && image !== undefined) {
    return { kind, part: Number(part), image: Number(image) }
  }
  throw new Error(`X has no step “${step.name}”.`)
}

/** The moment at which everything began, for telling this post from older ones. */
export const preparedSchema = z.object({ at: z.string() })

export const uploadedSchema = z.object({ id: z.string(), processing: z.boolean() })

export const madeSchema = z.object({ id: z.string() })

export function partOf(number: number, job: Delivery): PostPart {
  const part = job.content.parts[number - 1]
  if (!part) throw new Error(`This post has no part ${number}.`)
  return part
}

export function imageOf({ part, image }: { readonly part: number; readonly image: number }, job: Delivery): PostImage {
  const found = imagesOf(partOf(part, job))[image - 1]
  if (!found) throw new Error(`Part ${part} has no image ${image}.`)
  return found
}

/** X's id of an uploaded image. */
export function mediaIdOf({ part, image }: { readonly part: number; readonly image: number }, job: Delivery): string {
  return uploadedSchema.parse(job.results[`image ${part}.${image}`]).id
}

/** X's id of a part, once it is made. */
export function madeFor(number: number, job: Delivery): string {
  return madeSchema.parse(job.results[`part ${number}`]).id
}
