import type { NativePost, Note, PostSummary } from '#contract/publishing'

import { localOf } from '../time/wall-clock.ts'

/** A line of the list: a post of ours, or one published elsewhere. */
export type Entry =
  | { readonly kind: 'post'; readonly at: string | undefined; readonly post: PostSummary }
  | { readonly kind: 'native'; readonly at: string; readonly native: NativePost }

export interface Day {
  /** 2026-11-24, by the brand's clock. */
  readonly day: string
  readonly notes: readonly Note[]
  readonly entries: readonly Entry[]
}

export function entryOf(post: PostSummary): Entry {
  return { kind: 'post', at: post.publishedAt ?? post.planned?.at, post }
}

/** Everything in order of time. */
export function entriesOf(posts: readonly PostSummary[], native: readonly NativePost[]): readonly Entry[] {
  const others = native.map((each): Entry => ({ kind: 'native', at: each.publishedAt, native: each }))
  return [...posts.map(entryOf), ...others].toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? ''))
}

/** Day by day, the notes of a day before its posts; days without either are left out. */
export function daysOf(entries: readonly Entry[], notes: readonly Note[], timeZone: string): readonly Day[] {
  const byDay = Map.groupBy(entries, ({ at }) => (at === undefined ? '' : localOf(at, timeZone).slice(0, 10)))
  const notesByDay = Map.groupBy(notes, ({ day }) => day)
  const days = [...new Set([...byDay.keys(), ...notesByDay.keys()])].toSorted()
  return days.map((day) => ({ day, notes: notesByDay.get(day) ?? [], entries: byDay.get(day) ?? [] }))
}
