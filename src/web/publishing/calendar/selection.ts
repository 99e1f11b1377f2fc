import { useCallback, useMemo, useState } from 'react'

import type { PostSummary } from '#contract/publishing'

/** Posts chosen to do something with together. */
export interface Selection {
  /** A click chooses instead of opening. */
  readonly on: boolean
  readonly ids: ReadonlySet<string>
  readonly start: () => void
  readonly stop: () => void
  readonly toggle: (id: string) => void
  /** From the last one chosen to this one, in the order shown. */
  readonly extendTo: (id: string) => void
  readonly choose: (ids: readonly string[]) => void
}

/** Keys held while clicking. */
export interface Modifiers {
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** As many as the API takes at once. */
export const mostChosen = 200

/** Only what is not out and not on its way can be moved or deleted, so nothing else can be chosen. */
export function canBeChosen({ state, partly }: Pick<PostSummary, 'state' | 'partly'>): boolean {
  return (state === 'scheduled' || state === 'attention' || state === 'cancelled') && partly === undefined
}

/** What is chosen of the posts shown; what is no longer shown is no longer chosen. */
export function useSelection(shown: readonly PostSummary[]): Selection {
  const [on, setOn] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const order = useMemo(() => shown.filter(canBeChosen).map(({ id }) => id), [shown])
  const ids = useMemo(() => new Set(chosen.filter((id) => order.includes(id))), [chosen, order])
  const choose = useCallback((next: readonly string[]) => {
    setOn(true)
    setChosen(next.slice(0, mostChosen))
  }, [])
  return {
    on,
    ids,
    start: () => setOn(true),
    stop: () => {
      setOn(false)
      setChosen([])
    },
    toggle: (id) => order.includes(id) && choose(ids.has(id) ? chosen.filter((each) => each !== id) : [...chosen, id]),
    extendTo: (id) => {
      const [from, to] = [order.indexOf(chosen.at(-1) ?? id), order.indexOf(id)]
      if (to < 0) return
      const between = order.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)
      choose([...new Set([...chosen, ...between, id])])
    },
    choose,
  }
}

/** What a click on a post means; true where it was about choosing. */
export function chooseByClick(selection: Selection, { id, event }: { id: string; event: Modifiers }): boolean {
  if (event.shiftKey) {
    selection.extendTo(id)
    return true
  }
  if (!selection.on && !event.ctrlKey && !event.metaKey) return false
  selection.toggle(id)
  return true
}
