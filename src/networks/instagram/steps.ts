import { z } from 'zod'

import type { Delivery, PostContent, PostPart, Step } from '../network.ts'
import { firstComment } from './kinds.ts'

/** What each step is about; its name says the same. Parts and images count from one, and there is one part only. */
export type Work =
  | { readonly kind: 'container'; readonly image: number }
  | { readonly kind: 'quota' | 'items' | 'carousel' | 'ready' | 'part' | 'permalink' | 'comment' }

const [items, carousel, ready, part, permalink, comment] = [
  'items 1',
  'carousel 1',
  'ready 1',
  'part 1',
  'permalink 1',
  'comment 1',
] as const

/** Everything invisible comes first. The address is read and the first comment written last, where nothing that goes wrong can matter any more. */
export function allSteps(content: PostContent): readonly Step[] {
  const after = firstComment(content) === '' ? [permalink] : [permalink, comment]
  return ['quota', ...makingSteps(content), ready, part, ...after].map((name) => ({ name, final: name === part }))
}

/** Pictures are ready in seconds, and a carousel of them says itself that it has to wait; films take their time and may fail. */
function makingSteps(content: PostContent): readonly string[] {
  const { media } = partOf(content)
  const files = media.map((_, index) => `container 1.${index + 1}`)
  if (files.length < 2) return files
  return media.some(({ kind }) => kind === 'video') ? [...files, items, carousel] : [...files, carousel]
}

/** The steps whose results are worthless once the network has given up what they made. */
export function stepsToRepeat(content: PostContent): readonly string[] {
  return [...makingSteps(content), ready]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, image] = /^(quota|container|items|carousel|ready|part|permalink|comment)(?: 1(?:\.(\d+))?)?$/.exec(name) ?? []
  if (kind === 'container' && image) return { kind, image: Number(image) }
  if (isPlain(kind)) return { kind }
  throw new Error(`Instagram has no step “${name}”.`)
}

type Plain = Exclude<Work, { kind: 'container' }>['kind']
const plainKinds: readonly string[] = ['quota', 'items', 'carousel', 'ready', 'part', 'permalink', 'comment'] satisfies readonly Plain[]

function isPlain(kind: string | undefined): kind is Plain {
  return kind !== undefined && plainKinds.includes(kind)
}

export function partOf({ parts }: PostContent): PostPart {
  const [first] = parts
  if (!first) throw new Error('This post has no part.')
  return first
}

/** `madeAt` tells how long the network has had to work on it. */
const containerSchema = z.object({ id: z.string(), madeAt: z.string() })
export type Container = z.infer<typeof containerSchema>

/** The container of one image or video, counted from one. */
export function containerOf(image: number, job: Delivery): Container {
  return containerSchema.parse(job.results[`container 1.${image}`])
}

/** The container that becomes the post: the token by which the network knows it again. */
export function tokenOf(job: Delivery): Container {
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
