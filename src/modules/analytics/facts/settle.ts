import type { FactTable } from '../tables.ts'

/** What a metric of a subject was said to be, and as of when. Instants are milliseconds since 1970. */
export interface Told {
  readonly at: number
  readonly fetchedAt: number
  readonly value: number
}

/** The facts of one instant: what was said last of it, and what they add up to, by the day on which that counts. */
export interface Point extends Told {
  readonly recorded: ReadonlyMap<string, number>
}

export interface Change extends Told {
  readonly change: number
  readonly day: string
  readonly kind: FactTable['kind']
}

interface Counting {
  /** On which day a change counts that was seen then. */
  readonly dayOf: (at: number) => string
  /** On which day it counts what had gathered before anybody looked, where the first look was then. */
  readonly firstDayOf: (at: number) => string
}

/**
 * Which facts are to be written when `told` becomes known beside `points`, in order of time: whatever the order in which things become known,
 * the sums of changes are those that they would be had they come in order. Pure.
 *
 * A value that only confirms the one before writes nothing, and where it came too late it is taken for a confirmation: `silentUntil` is the last instant
 * up to which the latest value is known to have stood.
 */
export function settle(
  points: readonly Point[],
  told: readonly Told[],
  { silentUntil, ...counting }: Counting & { silentUntil?: number },
): Change[] {
  const merged = new Map<number, Told>(points.map((point) => [point.at, point]))
  const last = points.at(-1)
  for (const each of told.toSorted((a, b) => a.fetchedAt - b.fetchedAt)) {
    const there = merged.get(each.at)
    const isConfirmed = !there && last && silentUntil !== undefined && each.at > last.at && each.at <= silentUntil
    if (!isConfirmed && (!there || each.fetchedAt >= there.fetchedAt)) merged.set(each.at, each)
  }
  const recorded = new Map(points.map((point) => [point.at, point.recorded]))
  const youngest = last?.at ?? -Infinity
  const changes: Change[] = []
  let before: number | undefined
  for (const point of [...merged.values()].toSorted((a, b) => a.at - b.at)) {
    const day = before === undefined ? counting.firstDayOf(point.at) : counting.dayOf(point.at)
    const known = recorded.get(point.at)
    const wanted = new Map([[day, point.value - (before ?? 0)]])
    const kind = known ? 'correction' : point.at < youngest ? 'late' : 'new'
    for (const [on, change] of differences(wanted, known)) changes.push({ ...point, day: on, change, kind })
    // Known for the first time: that it is 0 is news.
    if (before === undefined && !known && point.value === 0) changes.push({ ...point, day, change: 0, kind })
    before = point.value
  }
  return changes
}

function* differences(wanted: ReadonlyMap<string, number>, known: ReadonlyMap<string, number> = new Map()): Generator<[string, number]> {
  for (const day of new Set([...known.keys(), ...wanted.keys()])) {
    const change = (wanted.get(day) ?? 0) - (known.get(day) ?? 0)
    if (change !== 0) yield [day, change]
  }
}
