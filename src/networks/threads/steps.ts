import { z } from 'zod'

import type { Delivery, PostContent, PostPart, Step } from '../network.ts'

/** What each step is about; its name says the same. Parts and files count from one. */
export type Work =
  | { readonly kind: 'quota' | 'quote' | 'permalink' }
  | { readonly kind: 'item'; readonly part: number; readonly number: number }
  | { readonly kind: 'items' | 'container' | 'ready' | 'part'; readonly part: number }

/**
 * Everything that can be made before the first part is seen comes first: items of carousels, and for a lone file of a later part an
 * item that nobody will see, so that a file the network refuses stops the thread before it begins. Then part after part: each answers
 * the one before, so its container can be made only when that is out.
 */
export function allSteps({ parts, settings }: PostContent): readonly Step[] {
  const numbers = parts.map((_, index) => index + 1)
  const names = [
    'quota',
    ...(quoteIn(settings) === '' ? [] : ['quote']),
    ...numbers.flatMap((part) => itemsOf({ parts }, part)),
    ...numbers.flatMap((part) => (itemsOf({ parts }, part).length > 0 ? [`items ${part}`] : [])),
    ...numbers.flatMap((part) => [`container ${part}`, `ready ${part}`, `part ${part}`]),
    'permalink 1',
  ]
  return names.map((name) => ({ name, final: name.startsWith('part ') }))
}

function itemsOf({ parts }: Pick<PostContent, 'parts'>, part: number): readonly string[] {
  const { media } = partOf({ parts }, part)
  return isCarousel({ media }) || part > 1 ? media.map((_, index) => `item ${part}.${index + 1}`) : []
}

export function isCarousel({ media }: Pick<PostPart, 'media'>): boolean {
  return media.length > 1
}

/** The steps of a part whose results are worthless once the network has given up what they made. */
export function stepsToRepeat(content: PostContent, part: number): readonly string[] {
  const items = itemsOf(content, part)
  return [...items, ...(items.length > 0 ? [`items ${part}`] : []), `container ${part}`, `ready ${part}`]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, part, number] = /^(quota|quote|permalink|item|items|container|ready|part)(?: (\d+)(?:\.(\d+))?)?$/.exec(name) ?? []
  if (kind === 'quota' || kind === 'quote' || kind === 'permalink') return { kind }
  if (kind === 'item' && number) return { kind, part: Number(part), number: Number(number) }
  if (kind === 'items' || kind === 'container' || kind === 'ready' || kind === 'part') return { kind, part: Number(part) }
  throw new Error(`Threads has no step “${name}”.`)
}

export function partOf({ parts }: Pick<PostContent, 'parts'>, part: number): PostPart {
  const found = parts[part - 1]
  if (!found) throw new Error(`This post has no part ${part}.`)
  return found
}

/** The post to quote, as the author wrote it. */
export function quoteIn(settings: PostContent['settings']): string {
  const { quote } = settings
  return typeof quote === 'string' ? quote.trim() : ''
}

/** `madeAt` tells how long the network has had to work on it. */
const containerSchema = z.object({ id: z.string(), madeAt: z.string() })
export type Container = z.infer<typeof containerSchema>

/** All items of a part, in order. */
export function itemContainersOf(job: Delivery, part: number): readonly Container[] {
  return itemsOf(job.content, part).map((name) => containerSchema.parse(job.results[name]))
}

/** The container that becomes the part: the token by which the network knows it again. */
export function tokenOf(job: Delivery, part: number): Container {
  return containerSchema.parse(job.results[`container ${part}`])
}

/** `newest`: ids of the newest posts, or answers, of the profile as they were before this one. */
const readySchema = z.object({ at: z.string(), newest: z.array(z.string()) })

export function readinessOf(job: Delivery, part: number): z.infer<typeof readySchema> {
  return readySchema.parse(job.results[`ready ${part}`])
}

/** Neither is known of a post that is surely out but was never seen in the profile's list. */
export const publishedSchema = z.object({ id: z.string().optional(), permalink: z.string().optional() })

/** undefined while the part is not out. */
export function publishedPart(job: Delivery, part: number): z.infer<typeof publishedSchema> | undefined {
  const made = job.results[`part ${part}`]
  return made === undefined ? undefined : publishedSchema.parse(made)
}

export function publishedOf(job: Delivery): z.infer<typeof publishedSchema> {
  return { ...publishedSchema.parse(job.results['permalink 1'] ?? {}), ...publishedPart(job, 1) }
}
