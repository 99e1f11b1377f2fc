import { z } from 'zod'

import type { Delivery, PostContent, PostPart, PostVideo, Step } from '../network.ts'
import { captionsOf, firstComment, hasThumbnail, playlistIn, videoOf } from './sent.ts'

/** What each step is about; its name says the same. A post has one part and one video; captions count from one. */
export type Work =
  | { readonly kind: 'session' | 'upload' | 'part' | 'thumbnail' | 'playlist' | 'processed' | 'comment' }
  | { readonly kind: 'captions'; readonly number: number }

export const [session, upload, part] = ['session 1', 'upload 1', 'part 1'] as const
const [thumbnail, playlist, processed, comment] = ['thumbnail 1', 'playlist 1', 'processed 1', 'comment 1'] as const

/** The last piece of the film makes the video. Whatever comes after hangs on it, and can neither send it again nor keep it from being out. */
export function allSteps({ content, results }: Pick<Delivery, 'content' | 'results'>): readonly Step[] {
  const begun = sessionSchema.safeParse(results[session]).data
  const pieces = begun && lastPieceOf(begun.bytes) > 0 ? [upload] : []
  return [session, ...pieces, part, ...laterSteps(content)].map((name) => ({ name, final: name === part }))
}

function laterSteps(content: PostContent): readonly string[] {
  const video = videoIn(content)
  const { settings } = content
  return [
    ...(hasThumbnail(video, settings) ? [thumbnail] : []),
    ...captionsOf(video).map((_, index) => `captions 1.${index + 1}`),
    ...(playlistIn(settings) === '' ? [] : [playlist]),
    processed,
    ...(firstComment(settings) === '' ? [] : [comment]),
  ]
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, number] = /^(session|upload|part|thumbnail|captions|playlist|processed|comment) 1(?:\.(\d+))?$/.exec(name) ?? []
  if (kind === 'captions' && number !== undefined) return { kind, number: Number(number) }
  if (
    kind === 'session' ||
    kind === 'upload' ||
    kind === 'part' ||
    kind === 'thumbnail' ||
    kind === 'playlist' ||
    kind === 'processed' ||
    kind === 'comment'
  ) {
    return { kind }
  }
  throw new Error(`YouTube has no step “${name}”.`)
}

/** Pieces are multiples of this, the last one excepted. */
export const unit = 256 * 1024

/** Where the piece begins that ends the film: small, so that the step that makes the video is quick. */
export function lastPieceOf(bytes: number): number {
  return Math.floor(Math.max(bytes - 1, 0) / unit) * unit
}

export function partOf({ parts }: PostContent): PostPart {
  const [first] = parts
  if (!first) throw new Error('This post has no part.')
  return first
}

export function videoIn(content: PostContent): PostVideo {
  const video = videoOf(content)
  if (!video) throw new Error('This post has no video.')
  return video
}

/** The moment at which everything began. */
export const preparedSchema = z.object({ at: z.string() })

/** The address of the upload: one video is made of it and never a second, so it is the token. */
export const sessionSchema = z.object({ uri: z.string(), bytes: z.number(), mimeType: z.string() })

export function sessionOf({ results }: Pick<Delivery, 'results'>): z.infer<typeof sessionSchema> {
  return sessionSchema.parse(results[session])
}

/** `visibility`: as YouTube says it is, where it said so. `at`: when it was known to be there. */
const madeSchema = z.object({ id: z.string(), visibility: z.string().optional(), at: z.string() })

export function madeOf({ results }: Pick<Delivery, 'results'>): z.infer<typeof madeSchema> {
  return madeSchema.parse(results[part])
}
