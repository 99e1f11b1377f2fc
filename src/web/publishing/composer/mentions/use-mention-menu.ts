import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'

import type { FoundMentions } from '#contract/connections'

import { api } from '../../../api.ts'
import { insertText } from '../insert-text.ts'
import { mentionAt } from './mention-at.ts'

/** Someone types faster than a network answers, and some answers cost. In milliseconds. */
const pause = 400

export interface MentionMenu {
  /** Where its `@` stands; absent while it is closed. */
  readonly at: number | undefined
  readonly found: FoundMentions['found']
  readonly trouble: FoundMentions['trouble']
  readonly error: unknown
  readonly asking: boolean
  readonly active: number
  readonly choose: (index: number) => void
  /** To be told whenever the cursor may have moved; undefined where something is selected. */
  readonly cursorAt: (cursor: number | undefined) => void
  readonly onKey: (event: KeyboardEvent) => void
}

interface Typing {
  areaId: string
  text: string
  /** On whose network profiles are looked up; absent where there is no look-up. */
  accountId: string | undefined
}

/** Looks up profiles while a mention is being typed, and writes the one that is chosen in its place. */
export function useMentionMenu({ areaId, text, accountId }: Typing): MentionMenu {
  const [cursor, setCursor] = useState<number>()
  const [left, setLeft] = useState<number>()
  const [marked, setMarked] = useState({ query: '', index: 0 })
  const typed = accountId === undefined || cursor === undefined ? undefined : mentionAt(text, cursor)
  const asked = typed?.start === left ? undefined : typed
  const [query] = useDebouncedValue(asked?.query ?? '', pause)
  const answer = useQuery({
    ...api.connections.mentions.queryOptions({ input: { accountId: accountId ?? '', query } }),
    enabled: asked !== undefined && query !== '',
  })
  const current = asked !== undefined && query === asked.query ? answer.data : undefined
  const found = current?.found ?? []
  const active = marked.query === query ? Math.min(marked.index, Math.max(0, found.length - 1)) : 0

  function choose(index: number): void {
    const mention = found[index]
    if (mention === undefined || asked === undefined || cursor === undefined) return
    insertText(areaId, `${mention.text} `, { from: asked.start, to: cursor })
    setCursor(undefined)
  }

  function onKey(event: KeyboardEvent): void {
    if (asked === undefined || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') setLeft(asked.start)
    else if (step !== undefined && found.length > 0) setMarked({ query, index: (active + step + found.length) % found.length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && found.length > 0 && !event.metaKey && !event.ctrlKey) choose(active)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    at: asked?.start,
    found,
    trouble: current?.trouble,
    error: answer.error ?? undefined,
    asking: asked !== undefined && current === undefined && !answer.isError,
    active,
    choose,
    cursorAt: (next) => {
      setCursor(next)
      if (next === undefined || mentionAt(text, next)?.start !== left) setLeft(undefined)
    },
    onKey,
  }
}
