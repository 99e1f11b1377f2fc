import { z } from 'zod'

import { documentsOf, imagesOf, videosOf } from '../media.ts'
import type { Delivery, PostContent, PostPart, Step } from '../network.ts'

/** What each step is about; its name says the same. Pictures and pieces of a film count from one, and there is one part only. */
export type Work =
  | { readonly kind: 'image' | 'piece'; readonly number: number }
  | { readonly kind: 'thumb' | 'document' | 'video' | 'captions' | 'cover' | 'finish' | 'ready' | 'part' | 'comment' }

export const [part, comment] = ['part 1', 'comment 1'] as const

/** Everything invisible comes first. The comment is last, where nothing that goes wrong can matter to the post. */
export function allSteps(job: Pick<Delivery, 'content' | 'results'>): readonly Step[] {
  const after = commentOf(job.content) === '' ? [] : [comment]
  return [...makingSteps(job), part, ...after].map((name) => ({ name, final: name === part }))
}

/** The steps whose results are worthless once the network has lost what they made. */
export function makingSteps({ content, results }: Pick<Delivery, 'content' | 'results'>): readonly string[] {
  const shown = partOf(content)
  const [film] = videosOf(shown)
  if (film) return filmSteps({ content, results })
  if (documentsOf(shown).length > 0) return ['document 1', 'ready 1']
  const images = imagesOf(shown).map((_, index) => `image 1.${index + 1}`)
  return images.length === 0 && shown.link?.thumb && !shown.poll ? ['thumb 1'] : images
}

/** How many pieces a film has is said when its upload begins. */
function filmSteps({ content, results }: Pick<Delivery, 'content' | 'results'>): readonly string[] {
  const [film] = videosOf(partOf(content))
  const begun = filmSchema.safeParse(results['video 1']).data
  const pieces = (begun?.pieces ?? []).map((_, index) => `piece 1.${index + 1}`)
  const beside = [
    ...(begun?.captionsUrl === undefined ? [] : ['captions 1']),
    ...(film?.cover && begun?.coverUrl !== undefined ? ['cover 1'] : []),
  ]
  return ['video 1', ...pieces, ...beside, 'finish 1', 'ready 1']
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, number] = /^(\w+) 1(?:\.(\d+))?$/.exec(name) ?? []
  const known = workSchema.safeParse(kind).data
  if ((kind === 'image' || kind === 'piece') && number !== undefined) return { kind, number: Number(number) }
  if (known !== undefined && number === undefined) return { kind: known }
  throw new Error(`LinkedIn has no step “${name}”.`)
}

const workSchema = z.enum(['thumb', 'document', 'video', 'captions', 'cover', 'finish', 'ready', 'part', 'comment'])

export function partOf({ parts }: PostContent): PostPart {
  const [first] = parts
  if (!first) throw new Error('This post has no part.')
  return first
}

export function commentOf({ settings }: Pick<PostContent, 'settings'>): string {
  const written = settings['first_comment']
  return typeof written === 'string' ? written.trim() : ''
}

/** The moment at which everything began, for telling this post from older ones. */
const preparedSchema = z.object({ at: z.string() })

export function preparedAt({ prepared }: Pick<Delivery, 'prepared'>): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at)
}

export const uploadedSchema = z.object({ urn: z.string() })

/** The network's name of what a step uploaded. */
export function urnOf(name: string, job: Pick<Delivery, 'results'>): string {
  return uploadedSchema.parse(job.results[name]).urn
}

/** `pieces` are the ranges the network asks for, in order, the last byte included. */
export const filmSchema = z.object({
  urn: z.string(),
  uploadToken: z.string(),
  pieces: z.array(z.object({ url: z.string(), first: z.int(), last: z.int() })).min(1),
  captionsUrl: z.string().exactOptional(),
  coverUrl: z.string().exactOptional(),
})

export function filmOf(job: Pick<Delivery, 'results'>): z.infer<typeof filmSchema> {
  return filmSchema.parse(job.results['video 1'])
}

/** `at` is when the network had taken it, by our clock. */
export const madeSchema = z.object({ urn: z.string(), at: z.string() })

export function madeOf(job: Pick<Delivery, 'results'>): z.infer<typeof madeSchema> {
  return madeSchema.parse(job.results[part])
}
