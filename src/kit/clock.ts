/** The time, passed in so that tests can move it. Leases use the database's clock instead: machines disagree. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** The time of a clock as it is now, carried on by one that nobody can set: for what takes a while and must not be misled by a clock that jumps meanwhile. */
export function steadyClock(clock: Clock): Clock {
  const [start, began] = [clock.now(), performance.now()]
  return { now: () => start.add({ milliseconds: Math.round(performance.now() - began) }) }
}

/** A clock that a test moves by hand. */
export function testClock(start: string): Clock & { set(instant: string): void; advance(duration: Temporal.DurationLike): void } {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant)
    },
    advance: (duration) => {
      now = now.add(duration)
    },
  }
}
