import type { ThreadSummary } from '#contract/inbox'

/** As the API answers a page of threads: `next` where there are more. */
export interface ThreadPage {
  threads: ThreadSummary[]
  next?: string | undefined
}

export interface Taking {
  /** Threads that something happened to. */
  readonly told: ReadonlySet<string>
  /** Those of them that are in the list now, as they are. */
  readonly found: readonly ThreadSummary[]
  /** What is due first stands first; else whoever spoke last. */
  readonly byDue: boolean
  /** How many threads a page is asked for. */
  readonly perPage: number
}

/** So many more than were asked for may gather in a list before it is asked for anew. */
const mostMore = 100

/**
 * A list once it is known what became of some threads: what no longer belongs in it is gone, the others stand in their places. `stale`: it
 * should be asked for anew, because where its last page ends is no longer known or it has become long.
 */
export function takeIn(pages: readonly ThreadPage[], { told, found, byDue, perPage }: Taking): { pages: ThreadPage[]; stale: boolean } {
  const end = pages.at(-1)
  const last = end?.threads.at(-1)
  const goesOn = end?.next !== undefined
  const kept = pages.map((page) => ({ ...page, threads: page.threads.filter(({ id }) => !told.has(id)) }))
  for (const thread of found) {
    const page =
      kept.find(({ threads }) => threads.some((other) => comesBefore(thread, other, byDue))) ?? (goesOn ? undefined : kept.at(-1))
    const at = page?.threads.findIndex((other) => comesBefore(thread, other, byDue)) ?? -1
    page?.threads.splice(at < 0 ? page.threads.length : at, 0, thread)
  }
  const length = kept.reduce((sum, { threads }) => sum + threads.length, 0)
  const lostItsEnd = goesOn && (last === undefined || told.has(last.id))
  return { pages: kept, stale: lostItsEnd || length > pages.length * perPage + mostMore }
}

/** The order of the server's lists. */
function comesBefore(one: ThreadSummary, other: ThreadSummary, byDue: boolean): boolean {
  const [due, otherDue] = [one.due?.at ?? never, other.due?.at ?? never]
  if (byDue && due !== otherDue) return due < otherDue
  if (one.lastAt !== other.lastAt) return one.lastAt > other.lastAt
  return one.id > other.id
}

/** After every instant in text. */
const never = '~'
