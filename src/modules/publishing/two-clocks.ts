import { type Clock, steadyClock } from '#kit/clock'
import type { Outcome } from '#networks/network'

/** While a network is asked: the time for it to reckon by, and what it says of time by the clock that judges what is due. */
export interface TwoClocks extends Clock {
  /** A pause that it asks for is as long there. */
  byTheDatabase<Value>(outcome: Outcome<Value>): Outcome<Value>
}

/**
 * This process's clock and the database's, which has just told `startedAt`. They may differ, and the process's may be set while the network answers: both run
 * on from here by one that nobody can set.
 */
export function twoClocks(startedAt: Temporal.Instant, clock: Clock): TwoClocks {
  const steady = steadyClock(clock)
  const apart = steady.now().until(startedAt)
  return {
    now: () => steady.now(),
    byTheDatabase: (outcome) => {
      if (outcome.ok || outcome.trouble.kind !== 'slow-down') return outcome
      return { ok: false, trouble: { ...outcome.trouble, until: outcome.trouble.until.add(apart) } }
    },
  }
}
