import type { KeptPost } from '../contract.ts'
import type { KeptRow } from './kept-rows.ts'

type Turning = Pick<KeptRow, 'wish' | 'ends_after' | 'ends_on' | 'out' | 'planned' | 'times' | 'said_at' | 'created_at'>

interface Slot {
  readonly at: Temporal.Instant
  readonly timeZone: string
  /** How many days of the calendar lie at least between two times of the same post. */
  readonly leastDays: number
}

/** Which kept posts may go out then, the first whose turn it is first. Pure. */
export function inTurn<Kept extends Turning>(kept: readonly Kept[], slot: Slot): Kept[] {
  return kept.filter((each) => mayGoOut(each, slot)).toSorted(byTurn)
}

/** What has never been said comes first, the newest of it first; then what was said longest ago. */
export function byTurn(one: Turning, other: Turning): number {
  const [said, otherSaid] = [lastSaid(one), lastSaid(other)]
  if (said !== undefined && otherSaid !== undefined) return said - otherSaid
  if (said !== undefined) return 1
  if (otherSaid !== undefined) return -1
  return other.created_at.getTime() - one.created_at.getTime()
}

/** Whether it still takes turns on this day of the brand's calendar, or what ended it. Pure. */
export function standingOfKept(
  { wish, ends_after, ends_on, out }: Turning,
  today: Temporal.PlainDate,
): Pick<KeptPost, 'state' | 'endedBy'> {
  if (wish === 'ended') return { state: 'ended', endedBy: 'person' }
  if (ends_after !== null && out >= ends_after) return { state: 'ended', endedBy: 'count' }
  if (ends_on !== null && isAfter(today, ends_on)) return { state: 'ended', endedBy: 'date' }
  return { state: wish }
}

function mayGoOut(kept: Turning, { at, timeZone, leastDays }: Slot): boolean {
  const day = dayOf(at, timeZone)
  if (kept.wish !== 'active') return false
  if (kept.ends_after !== null && kept.out + kept.planned >= kept.ends_after) return false
  if (kept.ends_on !== null && isAfter(day, kept.ends_on)) return false
  return saidTimes(kept).every((time) => Math.abs(day.until(dayOf(time.toTemporalInstant(), timeZone)).days) >= leastDays)
}

function saidTimes({ times, said_at }: Turning): readonly Date[] {
  return said_at === null ? times : [...times, said_at]
}

function lastSaid(kept: Turning): number | undefined {
  const times = saidTimes(kept).map((time) => time.getTime())
  return times.length === 0 ? undefined : Math.max(...times)
}

function dayOf(at: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return at.toZonedDateTimeISO(timeZone).toPlainDate()
}

function isAfter(day: Temporal.PlainDate, last: string): boolean {
  return Temporal.PlainDate.compare(day, Temporal.PlainDate.from(last)) > 0
}
