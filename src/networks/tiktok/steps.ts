import { z } from 'zod'

import { imagesOf, videosOf } from '../media.ts'
import type { Delivery, PostContent, PostImage, PostPart, PostVideo, Step } from '../network.ts'
import { isDraft, privacyIn } from './choices.ts'

/** What each step is about; its name says the same. Parts and chunks count from one, and there is one part only. */
export type Work =
  | { readonly kind: 'chunk'; readonly chunk: number }
  | { readonly kind: 'creator' | 'init' | 'part' | 'confirm' | 'address' }

const [creator, init, part, confirm, address] = ['creator', 'init 1', 'part 1', 'confirm 1', 'address 1'] as const

/**
 * Of a video nothing can be seen until its last byte has arrived, so that sending the last chunk is the final step. Photos are fetched by
 * the network itself: there beginning is all it takes. What comes afterwards only waits for what becomes of it.
 */
export function allSteps(job: Pick<Delivery, 'content' | 'results'>): readonly Step[] {
  const { settings } = job.content
  const before = isDraft(settings) ? [] : [creator]
  const sent = videoIn(job.content) ? uploadSteps(job) : []
  const after = isDraft(settings) || privacyIn(settings) !== 'PUBLIC_TO_EVERYONE' ? [confirm] : [confirm, address]
  return [...before, ...sent, part, ...after].map((name) => ({ name, final: name === part }))
}

/** How many chunks there are is known once the upload has begun; the last of them is the final step. */
function uploadSteps({ results }: Pick<Delivery, 'results'>): readonly string[] {
  const begun = begunSchema.safeParse(results[init]).data
  return [init, ...Array.from({ length: (begun?.chunks ?? 1) - 1 }, (_, index) => `chunk 1.${index + 1}`)]
}

/** The steps whose results are worthless once the network has given up what they made. */
export function stepsToRepeat(job: Pick<Delivery, 'content' | 'results'>): readonly string[] {
  return videoIn(job.content) ? [...uploadSteps(job), part] : [part]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, chunk] = /^(creator|init|chunk|part|confirm|address)(?: 1(?:\.(\d+))?)?$/.exec(name) ?? []
  if (kind === 'chunk' && chunk) return { kind, chunk: Number(chunk) }
  if (kind === 'creator' || kind === 'init' || kind === 'part' || kind === 'confirm' || kind === 'address') return { kind }
  throw new Error(`TikTok has no step “${name}”.`)
}

export function partOf({ parts }: PostContent): PostPart {
  const [first] = parts
  if (!first) throw new Error('This post has no part.')
  return first
}

/** The post's video; a post without one shows photos. */
export function videoIn(content: PostContent): PostVideo | undefined {
  return videosOf(partOf(content))[0]
}

export function photosIn(content: PostContent): readonly PostImage[] {
  return imagesOf(partOf(content))
}

/** What was chosen before the first attempt. */
export const preparedSchema = z.object({ kind: z.enum(['video', 'photo']), at: z.string() })

/** `publishId` is what the network knows the post by until it has an id; `uploadUrl` is good for an hour. */
export const begunSchema = z.object({
  publishId: z.string(),
  uploadUrl: z.url(),
  at: z.string(),
  bytes: z.int(),
  chunkBytes: z.int(),
  chunks: z.int(),
})
export type Begun = z.infer<typeof begunSchema>

export function begunOf(job: Delivery): Begun {
  return begunSchema.parse(job.results[init])
}

/** A photo post that was found by its words has no `publishId`. */
export const sentSchema = z.object({ publishId: z.string().optional(), postId: z.string().optional(), at: z.string() })
export type Sent = z.infer<typeof sentSchema>

export function sentOf(job: Delivery): Sent {
  return sentSchema.parse(job.results[part])
}

export const confirmedSchema = z.object({ postId: z.string().optional() })

/** The post's own id, as far as the network has told it. */
export function postIdOf(job: Delivery): string | undefined {
  const [early, late] = [confirm, address].map((name) => confirmedSchema.safeParse(job.results[name]).data?.postId)
  return sentOf(job).postId ?? early ?? late
}
