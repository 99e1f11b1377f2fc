import { createContext, use, useRef, useState } from 'react'

import type { Thread } from '#contract/inbox'

import { keepDraft, readDraft, type AnswerDraft } from './answer-drafts.ts'

/** What is being written in a thread, and how to change it. */
interface DeskState {
  readonly kind: 'answer' | 'note'
  readonly draft: AnswerDraft
  readonly write: (kind: 'answer' | 'note') => void
  readonly change: (change: Partial<AnswerDraft>) => void
}

export const DeskContext = createContext<DeskState | undefined>(undefined)

export function useDeskState(): DeskState {
  const desk = use(DeskContext)
  if (!desk) throw new Error('useDeskState is for what stands in a thread.')
  return desk
}

/** Kept on this device at every keystroke. What had been said when an answer was begun goes with it, so that answers since then are noticed. */
export function useDesk(thread: Thread): DeskState {
  const [draft, setDraft] = useState(() => readDraft(localStorage, thread.id))
  const latest = useRef(draft)
  const [kind, setKind] = useState<'answer' | 'note'>(draft.answer === '' && draft.note !== '' ? 'note' : 'answer')
  return {
    kind,
    draft,
    write: setKind,
    change: (change) => {
      const before = latest.current
      const next = { ...before, ...change }
      const begun = before.answer === '' && next.answer !== '' ? { seen: lastSeen(thread) } : {}
      const emptied = next.answer === '' ? { saved: undefined } : {}
      const kept = { ...next, ...begun, ...emptied }
      latest.current = kept
      setDraft(kept)
      keepDraft(localStorage, thread.id, kept)
    },
  }
}

/** When the last thing was said that stands in the thread. */
function lastSeen({ items, answers }: Pick<Thread, 'items' | 'answers'>): string | undefined {
  return [...items, ...answers]
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
}
