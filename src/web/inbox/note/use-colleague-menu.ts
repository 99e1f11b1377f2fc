import { useState, type KeyboardEvent } from 'react'

import type { Member } from '#contract/teams'

import { useMe } from '../../frame/who.ts'
import { insertText } from '../../publishing/composer/insert-text.ts'
import { useColleagues } from '../use-colleagues.ts'
import { colleagueAt } from './colleague-at.ts'

const mostShown = 8

export interface ColleagueMenu {
  /** Those who fit what is typed after the `@`; nobody while none is. */
  readonly found: readonly Member[]
  readonly active: number
  readonly choose: (index: number) => void
  /** To be told whenever the cursor may have moved; undefined where something is selected. */
  readonly cursorAt: (cursor: number | undefined) => void
  readonly onKey: (event: KeyboardEvent) => void
}

/** Offers colleagues while one is being called in a text area, and writes the name that is chosen. */
export function useColleagueMenu({ areaId, text }: { areaId: string; text: string }): ColleagueMenu {
  const { memberId } = useMe()
  const { members } = useColleagues()
  const [cursor, setCursor] = useState<number>()
  const [left, setLeft] = useState<number>()
  const [marked, setMarked] = useState({ query: '', index: 0 })
  const typed = cursor === undefined ? undefined : colleagueAt(text, cursor)
  const asked = typed?.start === left ? undefined : typed
  const fits = ({ id, name }: Member) => id !== memberId && name.toLocaleLowerCase().includes(asked?.query.toLocaleLowerCase() ?? '')
  const found = asked === undefined ? [] : members.filter(fits).slice(0, mostShown)
  const active = marked.query === asked?.query ? Math.min(marked.index, Math.max(0, found.length - 1)) : 0

  function choose(index: number): void {
    const colleague = found[index]
    if (colleague === undefined || asked === undefined || cursor === undefined) return
    insertText(areaId, `@${colleague.name} `, { from: asked.start, to: cursor })
    setCursor(undefined)
  }

  function onKey(event: KeyboardEvent): void {
    if (asked === undefined || found.length === 0 || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') setLeft(asked.start)
    else if (step !== undefined) setMarked({ query: asked.query, index: (active + step + found.length) % found.length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.metaKey && !event.ctrlKey) choose(active)
    else return
    event.preventDefault()
  }

  return {
    found,
    active,
    choose,
    cursorAt: (next) => {
      setCursor(next)
      if (next === undefined || colleagueAt(text, next)?.start !== left) setLeft(undefined)
    },
    onKey,
  }
}
