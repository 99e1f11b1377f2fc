import { z } from 'zod'

import type { Delivery, Step } from '../network.ts'

const [part, settled] = ['part 1', 'settled 1'] as const

/** Google takes the post in one request and looks at it afterwards. */
export const allSteps: readonly Step[] = [
  { name: part, final: true },
  { name: settled, final: false },
]

export function isMaking({ name }: Step): boolean {
  return name === part
}

/** What was chosen before the first attempt. */
export const preparedSchema = z.object({ at: z.string() })

const madeSchema = z.object({ name: z.string(), url: z.string().optional(), at: z.string() })
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
