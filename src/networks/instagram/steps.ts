import { z } from 'zod'

import type { Delivery, PostContent, PostPart, Step } from '../network.ts'

/** What each step is about; its name says the same. Parts and images count from one, and there is one part only. */
export type Work =
  | { readonly kind: 'container'; readonly image: number }
  | { readonly kind: 'quota' | 'carousel' | 'ready' | 'part' | 'permalink' }

const [carousel, ready, part, permalink] = ['carousel 1', 'ready 1', 'part 1', 'permalink 1'] as const

/** Everything invisible comes first. The address is read last, where nothing that goes wrong can matter any more. */
export function allSteps(content: PostContent): readonly Step[] {
  return ['quota', ...makingSteps(content), ready, part, permalink].map((name) => ({ name, final: name === part }))
}

function makingSteps(content: PostContent): readonly string[] {
  const images = partOf(content).media.map((_, index) => `container 1.${index + 1}`)
  return images.length > 1 ? [...images, carousel] : images
}

/** The steps whose results are worthless once the network has given up what they made. */
export function stepsToRepeat(content: PostContent): readonly string[] {
  return [...makingSteps(content), ready]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, image] = /^(quota|container|carousel|ready|part|permalink)(?: 1(?:\.(\d+))?)?$/.exec(name) ?? []
  if (kind === 'container' && image) return { kind, image: Number(image) }
  if (kind === 'quota' || kind === 'carousel' || kind === 'ready' || kind === 'part' || kind === 'permalink') return { kind }
  throw new Error(`Instagram has no step “${name}”.`)
}

export function partOf({ parts }: PostContent): PostPart {
  const [first] = parts
  if (!first) throw new Error('This post has no part.')
  return first
}

/** `madeAt` tells how long the network has had to work on it. */
export const containerSchema = z.object({ id: z.string(), madeAt: z.string() })

/** The container of one image, counted from one. */
export function containerOf(image: number, job: Delivery): z.infer<typeof containerSchema> {
  return containerSchema.parse(job.results[`container 1.${image}`])
}

/** The container that becomes the post: the token by which the network knows it again. */
export function tokenOf(job: Delivery): z.infer<typeof containerSchema> {
  return partOf(job.content).media.length > 1 ? containerSchema.parse(job.results[carousel]) : containerOf(1, job)
}

/** `newest`: ids of the newest posts on the profile, newest first, as they were before this one. */
export const readySchema = z.object({ at: z.string(), newest: z.array(z.string()) })

export function readinessOf(job: Delivery): z.infer<typeof readySchema> {
  return readySchema.parse(job.results[ready])
}

/** Neither is known of a post that is surely out but was never seen in the profile's list. */
export const publishedSchema = z.object({ id: z.string().optional(), permalink: z.string().optional() })

export function publishedOf(job: Delivery): z.infer<typeof publishedSchema> {
  const made = publishedSchema.parse(job.results[part])
  const seen = publishedSchema.parse(job.results[permalink] ?? {})
  return { ...seen, ...made }
}
