import { z } from 'zod'

import type { Delivery, PostContent, PostPart, Step } from '../network.ts'
import { answeredBy } from './answered.ts'
import { type Place, type Settings, settingsSchema } from './session.ts'
import { threadIn, threadNameIn } from './wording.ts'

/** Parts count from one. */
type Work = { readonly kind: 'place' | 'files' } | { readonly kind: 'part' | 'crosspost'; readonly part: number }

/**
 * A bot notes first where the channel's list ends: what it sends comes after. Files of later parts are made before the first is seen, so that what the
 * library cannot give stops the post before it begins.
 */
export function allSteps({ content: { parts, settings, answers }, access }: Pick<Delivery, 'content' | 'access'>): readonly Step[] {
  const numbers = parts.map((_, index) => index + 1)
  const names = [
    ...(settingsSchema.parse(access.settings).way === 'bot' ? ['place'] : []),
    ...(parts.slice(1).some(({ media, link }) => media.length > 0 || link?.thumb) ? ['files'] : []),
    ...numbers.map((part) => `part ${part}`),
    ...(settings['crosspost'] === true && !answers ? numbers.map((part) => `crosspost ${part}`) : []),
  ]
  return names.map((name) => ({ name, final: name.startsWith('part ') }))
}

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): Work {
  const [, kind, part] = /^(place|files|part|crosspost)(?: (\d+))?$/.exec(name) ?? []
  if (kind === 'place' || kind === 'files') return { kind }
  if (kind === 'part' || kind === 'crosspost') return { kind, part: Number(part) }
  throw new Error(`Discord has no step “${name}”.`)
}

export function partOf({ parts }: Pick<PostContent, 'parts'>, part: number): PostPart {
  const found = parts[part - 1]
  if (!found) throw new Error(`This post has no part ${part}.`)
  return found
}

/** One nonce for each part, by which the network knows a second copy for some minutes. */
export const preparedSchema = z.object({ nonces: z.array(z.string()), thread: z.boolean() })

export function nonceOf({ prepared }: Pick<Delivery, 'prepared'>, part: number): string {
  return z.string().parse(preparedSchema.parse(prepared).nonces[part - 1])
}

const madeSchema = z.object({ channel: z.string(), id: z.string() })

/** undefined while the part is not out. */
export function madePart({ results }: Pick<Delivery, 'results'>, part: number): Place | undefined {
  const made = results[`part ${part}`]
  return made === undefined ? undefined : madeSchema.parse(made)
}

/** Every part that is out, in order. */
export function madeParts(job: Delivery): readonly Place[] {
  return Object.keys(job.results)
    .flatMap((name) => /^part (\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other)
    .flatMap((part) => madePart(job, part) ?? [])
}

const notedSchema = z.object({ after: z.string() })

/** The newest id that was in the channel before anything of this delivery. */
export function notedIn({ results }: Pick<Delivery, 'results'>): string {
  return notedSchema.parse(results['place']).after
}

/** Where a part goes: into the channel or a thread there, or into a thread that it begins itself, in a forum or wherever a webhook leads to one. */
export type Target = { readonly channel: string } | { readonly begins: string }

export function targetOf(part: number, job: Delivery, session: Settings): Target {
  const answered = answeredBy(job.content)
  if (answered) return { channel: answered.channel }
  const thread = threadIn(job.content.settings)
  if (thread !== undefined) return { channel: thread }
  const first = part > 1 ? madePart(job, 1) : undefined
  if (first) return { channel: first.channel }
  const name = threadNameIn(job.content.settings)
  const begins = name !== '' && (session.way === 'webhook' || session.forum)
  return begins ? { begins: name } : { channel: session.channel }
}
