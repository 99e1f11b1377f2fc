import { z } from 'zod'

import { imagesOf, videosOf } from '../media.ts'
import type { Delivery, PostContent, PostImage, PostVideo, Step } from '../network.ts'
import { kindOf, partOf } from './kinds.ts'

/** What each step is about; its name says the same. Pictures count from one, and there is one part only. */
export type Work =
  | { readonly kind: 'image'; readonly number: number }
  | { readonly kind: 'community' | 'video' | 'poster' | 'part' | 'appeared' }

const [community, video, poster, part, appeared] = ['community', 'video', 'poster', 'part 1', 'appeared 1'] as const

/**
 * What the community asks is read before anything is sent. Files lie unseen until they are submitted. A picture or a film is made into a post
 * afterwards, and its id is told over a channel of its own, which nothing here listens to: the account's list shows it.
 */
export function allSteps(content: PostContent): readonly Step[] {
  const kind = kindOf(content)
  const files = kind === 'video' ? [video, poster] : imagesIn(content).map((_, index) => imageStep(index + 1))
  const after = kind === 'image' || kind === 'video' ? [appeared] : []
  return [community, ...(kind === 'poll' ? [] : files), part, ...after].map((name) => ({ name, final: name === part }))
}

export function imageStep(number: number): string {
  return `image ${number}`
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, number] = /^(community|image|video|poster|part|appeared)(?: (\d+))?$/.exec(name) ?? []
  if (kind === 'image') return { kind, number: Number(number) }
  if (kind === 'community' || kind === 'video' || kind === 'poster' || kind === 'part' || kind === 'appeared') return { kind }
  throw new Error(`Reddit has no step “${name}”.`)
}

export function imagesIn(content: PostContent): readonly PostImage[] {
  return imagesOf(partOf(content))
}

export function videoIn(content: PostContent): PostVideo {
  const [film] = videosOf(partOf(content))
  if (!film) throw new Error('This post has no video.')
  return film
}

/** What was chosen before the first attempt: with title and community, since when the post may stand there. */
export const preparedSchema = z.object({ at: z.string(), kind: z.string() })

export function preparedAt({ prepared }: Pick<Delivery, 'prepared'>): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at)
}

const checkedSchema = z.object({ standing: z.array(z.string()) })

/** The account's posts that said the same before anything was sent. */
export function standingBefore({ results }: Pick<Delivery, 'results'>): ReadonlySet<string> {
  return new Set(checkedSchema.safeParse(results[community]).data?.standing)
}

/** `at`: when it had arrived. */
const fileSchema = z.object({ assetId: z.string(), url: z.url(), at: z.string() })
export type SentFile = z.infer<typeof fileSchema>

export function fileOf({ results }: Pick<Delivery, 'results'>, step: string): SentFile {
  return fileSchema.parse(results[step])
}

/** `name` is the post's id as the network writes it: `t3_1abcde`. Without it the post is still being made. */
const madeSchema = z.object({ name: z.string().optional(), at: z.string() })
export type Made = z.infer<typeof madeSchema>

export function madeOf({ results }: Pick<Delivery, 'results'>): Made | undefined {
  return madeSchema.safeParse(results[part]).data
}

const appearedSchema = z.object({ name: z.string() })

/** The post's id, as far as the network has told it. */
export function nameOf(job: Pick<Delivery, 'results'>): string | undefined {
  return madeOf(job)?.name ?? appearedSchema.safeParse(job.results[appeared]).data?.name
}
