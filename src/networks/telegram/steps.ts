import { z } from 'zod'

import type { Delivery, PostContent, PostPart, Step } from '../network.ts'
import { heardGroup } from './known.ts'
import { plain } from './wording.ts'

/** What each step is about; its name says the same. Parts count from one. */
export type Work = { readonly kind: 'files' | 'ready' | 'pin' | 'thread' | 'comment' } | { readonly kind: 'part'; readonly part: number }

/**
 * Nothing can be handed over beforehand: a part is one request with its files in it. So that a file that is missing stops the post
 * before anything is seen, all are looked for in the library first. The comment is final as well, for nobody could tell whether it is there.
 */
export function allSteps({ access, content: { parts, settings } }: Pick<Delivery, 'access' | 'content'>): readonly Step[] {
  const names = [
    ...(heardGroup(access) ? ['ready'] : []),
    ...(parts.some(({ media }) => media.length > 0) ? ['files'] : []),
    ...parts.map((_, index) => `part ${index + 1}`),
    ...(settings['pin'] === true ? ['pin'] : []),
    ...(firstComment({ settings }) === '' ? [] : ['thread 1', 'comment 1']),
  ]
  return names.map((name) => ({ name, final: /^(?:part|comment) /.test(name) }))
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, part] = /^(files|ready|pin|thread|comment|part)(?: (\d+))?$/.exec(name) ?? []
  if (kind === 'part' && part) return { kind, part: Number(part) }
  if (kind === 'files' || kind === 'ready' || kind === 'pin' || kind === 'thread' || kind === 'comment') return { kind }
  throw new Error(`Telegram has no step “${name}”.`)
}

export function partOf({ parts }: Pick<PostContent, 'parts'>, part: number): PostPart {
  const found = parts[part - 1]
  if (!found) throw new Error(`This post has no part ${part}.`)
  return found
}

/** '' where none is wanted. */
export function firstComment({ settings }: Pick<PostContent, 'settings'>): string {
  const { first_comment: words } = settings
  return typeof words === 'string' ? plain(words) : ''
}

/** When it was prepared: what is older than this is not what is looked for. */
const preparedSchema = z.object({ at: z.string() })

export function preparedAt({ prepared }: Delivery): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at)
}

const readySchema = z.object({ newest: z.int().default(0) })

/** The last that the bot was told of before anything was sent. */
export function newestBefore({ results }: Delivery): number {
  return readySchema.parse(results['ready'] ?? {}).newest
}

/** The messages that a part became, several of an album, and when they were known to be there. */
const madeSchema = z.object({ ids: z.array(z.int()).min(1), at: z.string() })

/** undefined while the part is not out. */
export function madeOf(job: Delivery, part: number): readonly number[] | undefined {
  const made = job.results[`part ${part}`]
  return made === undefined ? undefined : madeSchema.parse(made).ids
}

/** When the last part was known to be out. */
export function outSince({ content: { parts }, results }: Delivery): Temporal.Instant {
  return Temporal.Instant.from(madeSchema.parse(results[`part ${parts.length}`]).at)
}

/** Of a part that is out. */
export function firstOf(job: Delivery, part: number): number {
  const [first] = madeOf(job, part) ?? []
  if (first === undefined) throw new Error(`Part ${part} is not out.`)
  return first
}

/** Where the post's comments are: its copy in the discussion group. */
export const threadSchema = z.object({ message: z.int() })
