import type { PostSummary } from '#contract/publishing'

import { instantOf, localOf, readWallClock, type Occurrence } from '../time/wall-clock.ts'

export interface Shift {
  readonly days: number
  readonly hours: number
}

/** Where a plan lies after the shift, by the clock on the brand's wall: a post at nine stays at nine over a change of clocks. */
export type Shifted =
  | { readonly kind: 'moves'; readonly local: string; readonly occurrence?: Occurrence; readonly at: string }
  | { readonly kind: 'past' | 'unplanned' }

/** A time that the clocks skip becomes the one after the change, one that happens twice its first round. */
export function shiftPlan(
  { planned }: Pick<PostSummary, 'planned'>,
  { days, hours }: Shift,
  { timeZone, now }: { timeZone: string; now: Temporal.Instant },
): Shifted {
  if (planned === undefined) return { kind: 'unplanned' }
  const wanted = Temporal.PlainDateTime.from(localOf(planned.at, timeZone))
    .add({ days })
    .add({ hours })
    .toString({ smallestUnit: 'minute' })
  const clock = readWallClock(wanted, timeZone)
  const local = clock.kind === 'skipped' ? clock.after : wanted
  const at = instantOf(local, timeZone)
  if (at === undefined || Temporal.Instant.compare(at, now) <= 0) return { kind: 'past' }
  return { kind: 'moves', local, at: at.toString(), ...(clock.kind === 'twice' ? { occurrence: 'first' } : {}) }
}
