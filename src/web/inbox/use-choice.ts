import { useCallback, useEffect, useRef, useState } from 'react'

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

/** What is chosen of the threads shown; what is no longer shown is no longer chosen. What chooses stays the same function, so that rows need not be drawn again. */
export function useChoice(shown: readonly ThreadSummary[]): Choice {
  const [ids, setIds] = useState<readonly string[]>([])
  const order = useRef<readonly string[]>([])
  useEffect(() => {
    order.current = shown.map(({ id }) => id)
  }, [shown])
  const toggle = useCallback(
    (id: string) => setIds((before) => (before.includes(id) ? before.filter((each) => each !== id) : atMost([...before, id]))),
    [],
  )
  const extendTo = useCallback(
    (id: string) => setIds((before) => atMost([...before, ...between(order.current, before.at(-1) ?? id, id)])),
    [],
  )
  const has = (id: string) => ids.includes(id)
  return {
    chosen: ids.length === 0 ? [] : shown.filter(({ id }) => has(id)),
    has,
    toggle,
    extendTo,
    all: () => setIds(atMost(shown.map(({ id }) => id))),
    clear: () => setIds([]),
  }
}

function atMost(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].slice(0, most)
}

/** Both with what is between them, whichever comes first; the second alone where the first is not shown. */
function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [first, last] = [order.indexOf(from), order.indexOf(to)]
  const start = first < 0 ? last : first
  return order.slice(Math.min(start, last), Math.max(start, last) + 1)
}
