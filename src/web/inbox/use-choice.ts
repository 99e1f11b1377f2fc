import { useState } from 'react'

import type { ThreadSummary } from '#contract/inbox'

/** Threads chosen to do something with together. */
export interface Choice {
  readonly chosen: readonly ThreadSummary[]
  readonly has: (id: string) => boolean
  readonly toggle: (id: string) => void
  /** From the last one chosen to this one, in the order shown. */
  readonly extendTo: (id: string) => void
  readonly all: () => void
  readonly clear: () => void
}

/** As many as the API takes at once. */
const most = 200

/** What is chosen of the threads shown; what is no longer shown is no longer chosen. */
export function useChoice(shown: readonly ThreadSummary[]): Choice {
  const [ids, setIds] = useState<readonly string[]>([])
  const choose = (next: readonly string[]) => setIds([...new Set(next)].slice(0, most))
  const has = (id: string) => ids.includes(id)
  return {
    chosen: ids.length === 0 ? [] : shown.filter(({ id }) => has(id)),
    has,
    toggle: (id) => choose(has(id) ? ids.filter((each) => each !== id) : [...ids, id]),
    extendTo: (id) => {
      const order = shown.map((thread) => thread.id)
      const [from, to] = [order.indexOf(ids.at(-1) ?? id), order.indexOf(id)]
      const start = from < 0 ? to : from
      choose([...ids, ...order.slice(Math.min(start, to), Math.max(start, to) + 1)])
    },
    all: () => choose(shown.map(({ id }) => id)),
    clear: () => setIds([]),
  }
}
