import { z } from 'zod'

import type { Clock } from '#kit/clock'

/** The sandbox's own time: it may stand, in the past too, or run beside the machine's; it only ever goes forward. */
export interface SandboxClock extends Clock {
  /** Stops the time at this instant. @throws RangeError where it lies behind; before anybody has touched the clock it may lie anywhere. */
  set(instant: Temporal.Instant): void
  /** Moves forward; hours and what is shorter. */
  advance(duration: Temporal.DurationLike): void
  /** From here on time passes as it does on the machine. */
  run(): void
}

export const SavedClock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('untouched') }),
  z.object({ kind: z.literal('standing'), at: z.string() }),
  z.object({ kind: z.literal('running'), aheadMs: z.number() }),
])
export type SavedClock = z.infer<typeof SavedClock>

interface Around {
  /** The machine's time. */
  readonly now: () => Temporal.Instant
  readonly changed: () => void
}

export function openClock(saved: SavedClock, { now, changed }: Around): SandboxClock & { saved(): SavedClock } {
  let kept = saved
  /** The machine's clock may be set back; this one is not. */
  let latest: Temporal.Instant | undefined
  const read = () => {
    const at = readClock(kept, now())
    if (!latest || Temporal.Instant.compare(at, latest) > 0) latest = at
    return latest
  }
  const keep = (next: SavedClock) => {
    kept = next
    changed()
  }
  return {
    now: read,
    saved: () => kept,
    set: (instant) => {
      if (kept.kind === 'untouched') latest = instant
      else if (Temporal.Instant.compare(instant, read()) < 0) throw new RangeError('The sandbox’s time only goes forward.')
      keep({ kind: 'standing', at: instant.toString() })
    },
    advance: (duration) => {
      const at = read().add(duration)
      if (Temporal.Instant.compare(at, read()) < 0) throw new RangeError('The sandbox’s time only goes forward.')
      keep(kept.kind === 'standing' ? { kind: 'standing', at: at.toString() } : runningFrom(at, now()))
    },
    run: () => keep(runningFrom(read(), now())),
  }
}

function readClock(kept: SavedClock, machine: Temporal.Instant): Temporal.Instant {
  if (kept.kind === 'standing') return Temporal.Instant.from(kept.at)
  return kept.kind === 'running' ? machine.add({ milliseconds: kept.aheadMs }) : machine
}

function runningFrom(at: Temporal.Instant, machine: Temporal.Instant): SavedClock {
  return { kind: 'running', aheadMs: at.epochMilliseconds - machine.epochMilliseconds }
}
