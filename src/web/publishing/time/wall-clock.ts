import type { When } from '#contract/publishing'

/**
 * What a wall-clock time means in a zone. Clocks that go forward skip times, clocks that go back repeat them;
 * `after` is the same moment by the clock as it was before the change (02:30 becomes 03:30), which is what people mean.
 */
export type WallClock =
  | { readonly kind: 'once'; readonly at: Temporal.Instant }
  | { readonly kind: 'twice'; readonly first: Temporal.Instant; readonly second: Temporal.Instant }
  | { readonly kind: 'skipped'; readonly after: string }

export type Occurrence = 'first' | 'second'

/** Reads a local time such as 2026-11-24T09:30 in an IANA zone. */
export function readWallClock(local: string, timeZone: string): WallClock {
  const plain = Temporal.PlainDateTime.from(local)
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'once', at: earlier.toInstant() }
  if (earlier.toPlainDateTime().equals(plain)) return { kind: 'twice', first: earlier.toInstant(), second: later.toInstant() }
  return { kind: 'skipped', after: toLocal(later.toPlainDateTime()) }
}

/** The instant a local time stands for; undefined where it does not exist. */
export function instantOf(local: string, timeZone: string, occurrence: Occurrence = 'first'): Temporal.Instant | undefined {
  const clock = readWallClock(local, timeZone)
  if (clock.kind === 'once') return clock.at
  if (clock.kind === 'twice') return occurrence === 'first' ? clock.first : clock.second
  return undefined
}

/** What the clock on the wall shows at an instant: 2026-11-24T09:30. */
export function localOf(at: string | Temporal.Instant, timeZone: string): string {
  return toLocal(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime())
}

/** Which of two equal clock times an instant is; undefined where the time happens once. */
export function occurrenceOf(at: string, local: string, timeZone: string): Occurrence | undefined {
  const clock = readWallClock(local, timeZone)
  if (clock.kind !== 'twice') return undefined
  return clock.second.equals(Temporal.Instant.from(at)) ? 'second' : 'first'
}

/** The next half hour that is at least an hour away: the time a new post is offered. */
export function nextTime(now: Temporal.Instant, timeZone: string): string {
  const soon = now.add({ hours: 1 }).toZonedDateTimeISO(timeZone)
  return toLocal(soon.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' }).toPlainDateTime())
}

/** A plan as the API takes it. */
export function planAt(local: string, timeZone: string, occurrence?: Occurrence): When {
  return { kind: 'at', local, timeZone, ...(occurrence === undefined ? {} : { occurrence }) }
}

function toLocal(plain: Temporal.PlainDateTime): string {
  return plain.toString({ smallestUnit: 'minute' })
}
