import type { PostSummary } from '#contract/publishing'

import { instantOf, localOf, occurrenceOf, readWallClock, type Occurrence } from '../time/wall-clock.ts'

/**
 * The grid is drawn in wall-clock time, as if the brand's zone were UTC: a day always has 24 rows, a card always lies at the time people
 * read on their clocks, and where a drop landed is a local time that we resolve ourselves. No library has an opinion on daylight saving.
 */
export interface CalendarCard {
  readonly id: string
  readonly start: string
  readonly editable: boolean
  readonly post: PostSummary
  /** Set where the clock shows this time twice that day. */
  readonly occurrence?: Occurrence
}

/** Where a post lies: by its publication once it is out, else by its plan; undefined for a draft without a time. */
export function placePost(post: PostSummary, timeZone: string, mayMove: boolean): CalendarCard | undefined {
  const at = post.publishedAt ?? post.planned?.at
  if (at === undefined) return undefined
  const local = localOf(at, timeZone)
  const occurrence = occurrenceOf(at, local, timeZone)
  return {
    id: post.id,
    start: `${local}:00Z`,
    editable: mayMove && post.state === 'scheduled',
    post,
    ...(occurrence === undefined ? {} : { occurrence }),
  }
}

/** What a drop on the grid means. */
export type Drop =
  | { readonly kind: 'same' }
  | { readonly kind: 'past' }
  | { readonly kind: 'skipped'; readonly wanted: string; readonly local: string }
  | { readonly kind: 'twice'; readonly local: string; readonly occurrence: Occurrence }
  | { readonly kind: 'plain'; readonly local: string }

/**
 * Reads the grid's date as a local time in the brand's zone. A time that does not exist becomes the one after the change,
 * one that happens twice its first round that is still to come.
 */
export function readDrop(dropped: Date, before: string | undefined, world: { timeZone: string; now: Temporal.Instant }): Drop {
  const wanted = localOfGrid(dropped)
  if (wanted === before) return { kind: 'same' }
  const clock = readWallClock(wanted, world.timeZone)
  const local = clock.kind === 'skipped' ? clock.after : wanted
  const toCome = (occurrence: Occurrence) => {
    const at = instantOf(local, world.timeZone, occurrence)
    return at !== undefined && Temporal.Instant.compare(at, world.now) > 0
  }
  const occurrence = (['first', 'second'] as const).find(toCome)
  if (occurrence === undefined) return { kind: 'past' }
  if (clock.kind === 'skipped') return { kind: 'skipped', wanted, local }
  return clock.kind === 'twice' ? { kind: 'twice', local, occurrence } : { kind: 'plain', local }
}

/** The local time under a point of the grid: 2026-11-24T09:30. */
export function localOfGrid(date: Date): string {
  return date.toISOString().slice(0, 16)
}

/** A day of the month view has no time of its own: a moved post keeps its time, a new one is offered nine o'clock. */
export function keepTime(day: string, before: string | undefined): string {
  return `${day.slice(0, 10)}T${before?.slice(11, 16) ?? '09:00'}`
}
