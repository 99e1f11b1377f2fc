import { z } from 'zod'

import type { InsightMetric } from './network-insights.ts'
import { nowAt } from './stand-in-time.ts'
import type { Crowd, StandInWorld } from './stand-in.ts'

/** Something that many people did, whom nobody knows by name: `on` a post or a profile. */
export const CrowdDeed = z.object({ on: z.string(), what: z.string(), times: z.int(), at: z.string() })
type CrowdDeed = z.infer<typeof CrowdDeed>

interface Server {
  readonly world: Pick<StandInWorld, 'now' | 'changed'>
  readonly state: { readonly crowd: CrowdDeed[] }
}

/** `knows`: what this network counts of it. @throws Error with a sentence where it does not count that. */
export function addCrowd(server: Server, { on, figures, at }: Crowd, knows: readonly InsightMetric[]): void {
  const written = at?.toString({ smallestUnit: 'millisecond' }) ?? nowAt(server)
  for (const [what, times] of Object.entries(figures)) {
    if (!knows.some((metric) => metric === what)) throw new Error(`Nobody counts ${what} of this here.`)
    server.state.crowd.push({ on, what, times, at: written })
  }
  server.world.changed()
}

/** From the first instant on, and before the second. */
export interface Span {
  readonly from?: Temporal.Instant
  readonly to?: Temporal.Instant
}

/** How often the crowd did this, in all or within a span. */
export function crowdOf({ crowd }: Server['state'], on: string, what: InsightMetric, span: Span = {}): number {
  return crowd.reduce((sum, deed) => (deed.on === on && deed.what === what && isWithin(deed.at, span) ? sum + deed.times : sum), 0)
}

export function isWithin(at: string, { from, to }: Span): boolean {
  const instant = Date.parse(at)
  return (from === undefined || instant >= from.epochMilliseconds) && (to === undefined || instant < to.epochMilliseconds)
}
