import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Reason } from './network.ts'

const limitsSchema = z.object({ insights: z.literal(true) })

/** What `Connecting.lacks` says where reading numbers is a right of its own: what was connected before Hearth asked for it lacks it as well. */
export function lacksInsights(limits: Json): readonly Reason[] {
  return limitsSchema.safeParse(limits).success ? [] : [{ code: 'insights-not-allowed' }]
}
