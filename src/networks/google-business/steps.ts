import { z } from 'zod'

import type { Delivery, Step } from '../network.ts'

const [before, part, settled] = ['before 1', 'part 1', 'settled 1'] as const

/** What says the same already is noted first. Google takes the post in one request and looks at it afterwards. */
export const allSteps: readonly Step[] = [
  { name: before, final: false },
  { name: part, final: true },
  { name: settled, final: false },
]

/** Reads a step's name back; a name that is none of ours is a fault of the caller. */
export function workOf({ name }: Step): 'before' | 'part' | 'settled' {
  if (name === before) return 'before'
  if (name === part) return 'part'
  if (name === settled) return 'settled'
  throw new Error(`Google Business Profile has no step “${name}”.`)
}

/** What was chosen before the first attempt. */
export const preparedSchema = z.object({ at: z.string() })

/** Ids of posts that said the same before this one was sent. */
export function sameBefore({ results }: Pick<Delivery, 'results'>): readonly string[] {
  return z.object({ same: z.array(z.string()) }).safeParse(results[before]).data?.same ?? []
}

const madeSchema = z.object({ name: z.string(), url: z.string().exactOptional(), at: z.string() })
type Made = z.infer<typeof madeSchema>

export function madeOf({ results }: Pick<Delivery, 'results'>): Made {
  return madeSchema.parse(results[part])
}

/** As a result is kept after the post was changed. */
export function withMade(made: Made): Readonly<Record<string, Made>> {
  return { [part]: made }
}

/** Google tells the address of a post once it is live, at times before. */
export function urlOf({ results }: Pick<Delivery, 'results'>): string | undefined {
  return z.object({ url: z.string().optional() }).safeParse(results[settled]).data?.url ?? madeOf({ results }).url
}
