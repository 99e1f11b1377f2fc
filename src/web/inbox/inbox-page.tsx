import { skipToken, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'

import type { ThreadSummary } from '#contract/inbox'

import { api } from '../api.ts'
import { useTitle } from '../ui/page.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { BulkBar } from './bulk-bar.tsx'
import { useSavedViews } from './saved-views/use-saved-views.ts'
import { viewKeys } from './saved-views/view-keys.ts'
import type { Asking } from './thread-actions.tsx'
import { ThreadFilters } from './thread-filters.tsx'
import { focusRow, ThreadList } from './thread-list.tsx'
import { NoThread, type PaneCommands, ThreadPane } from './thread-pane.tsx'
import { useChoice } from './use-choice.ts'
import { useInboxKeys } from './use-inbox-keys.ts'
import { type SetInboxSearch, useInboxSearch } from './use-inbox-search.ts'
import { useInboxText } from './use-inbox-text.ts'
import { useThreadWork } from './use-thread-work.ts'
import { type FoundThreads, useThreads } from './use-threads.ts'
import { Views } from './views.tsx'

import styles from './inbox-page.module.css'

const PersonDrawer = lazy(async () => ({ default: (await import('./people/person-drawer.tsx')).PersonDrawer }))
const KeysSheet = lazy(async () => ({ default: (await import('./keys-sheet.tsx')).KeysSheet }))

/** Everything people say to the brand: the views, the threads, and the one that is open. On a phone one after the other. */
export function InboxPage() {
  const words = useInboxText()
  useTitle(words.title)
  const narrow = useNarrow()
  const { search, setSearch } = useInboxSearch()
  const found = useThreads(search)
  const { threads } = found
  const choice = useChoice(threads)
  const pane = useRef<PaneCommands>(null)
  const [asking, setAsking] = useState<Asking>()
  const [helping, setHelping] = useState(false)
  const [naming, setNaming] = useState(false)
  const saved = useSavedViews()
  const walk = useWalk(found, { threadId: search.thread, setSearch, narrow })
  const work = useThreadWork((left) => {
    choice.clear()
    walk.leave(left)
  })
  const open = useQuery(api.inbox.get.queryOptions({ input: search.thread === undefined ? skipToken : { threadId: search.thread } })).data
  const subject = choice.chosen.length > 0 ? choice.chosen : open ? [open] : []
  const isList = !narrow || search.thread === undefined
  /** What an answer has done already only makes way for the next. */
  const finish = () => (subject.every(({ state }) => state === 'done') ? walk.leave(subject) : work.finish(subject))
  useInboxKeys({
    j: () => walk.step(1),
    k: () => walk.step(-1),
    e: () => (search.state === 'done' ? work.reopen(subject) : finish()),
    a: () => subject.length > 0 && setAsking('assign'),
    s: () => subject.length > 0 && setAsking('snooze'),
    l: () => subject.length > 0 && setAsking('labels'),
    u: () => subject.length > 0 && work.mark(subject, !subject.every(({ urgent }) => urgent)),
    x: () => open && choice.toggle(open.id),
    r: () => pane.current?.answer(),
    n: () => pane.current?.note(),
    h: () => pane.current?.hide(),
    p: () => open?.profile?.personId !== undefined && setSearch({ person: open.profile.personId }),
    ...viewKeys(saved, { search, setSearch, onNaming: () => setNaming(true) }),
    '/': () => document.getElementById('inbox-words')?.focus(),
    '?': () => setHelping(true),
    escape: () => (choice.chosen.length > 0 ? choice.clear() : narrow && setSearch({ thread: undefined })),
  })
  return (
    <div className={styles.inbox} data-reading={search.thread !== undefined || undefined}>
      {isList ? (
        <Views search={search} saved={saved} naming={naming} onNaming={setNaming} onHelp={() => setHelping(true)} />
      ) : (
        <h1 className="visually-hidden">{words.title}</h1>
      )}
      {isList && (
        <section className={styles.threads} aria-label={words.list}>
          <ThreadFilters search={search} setSearch={setSearch} />
          <ThreadList found={found} search={search} setSearch={setSearch} choice={choice} />
          {choice.chosen.length > 0 && <BulkBar choice={choice} work={work} asking={asking} onAsking={setAsking} />}
        </section>
      )}
      {search.thread !== undefined && (
        <ThreadPane
          key={search.thread}
          ref={pane}
          threadId={search.thread}
          work={work}
          asking={choice.chosen.length > 0 ? undefined : asking}
          onAsking={setAsking}
          onPerson={(person) => setSearch({ person })}
          onBack={narrow ? () => setSearch({ thread: undefined }) : undefined}
        />
      )}
      {search.thread === undefined && !narrow && <NoThread />}
      {search.person !== undefined && (
        <Suspense>
          <PersonDrawer personId={search.person} onClose={() => setSearch({ person: undefined })} />
        </Suspense>
      )}
      {helping && (
        <Suspense>
          <KeysSheet onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </div>
  )
}

interface Walking {
  readonly threadId: string | undefined
  readonly setSearch: SetInboxSearch
  readonly narrow: boolean
}

/** Moves from thread to thread. One that has left the list meanwhile keeps its place in it. */
function useWalk({ threads }: FoundThreads, { threadId, setSearch, narrow }: Walking) {
  const index = threads.findIndex(({ id }) => id === threadId)
  const place = useRef(0)
  useEffect(() => {
    if (index >= 0) place.current = index
  }, [index])
  const show = (thread: ThreadSummary | undefined) => {
    setSearch({ thread: thread?.id })
    if (thread) focusRow(thread.id)
  }
  return {
    step: (by: 1 | -1) => {
      const next = threads[index >= 0 ? index + by : by > 0 ? place.current : place.current - 1]
      if (next) show(next)
    },
    /** After these, which are no longer in the list, comes the next one that still is, or the one before them. */
    leave: (left: readonly ThreadSummary[]) => {
      if (!left.some(({ id }) => id === threadId)) return
      const stays = ({ id }: ThreadSummary) => left.every((each) => each.id !== id)
      const from = index >= 0 ? index : place.current
      const next = threads.slice(from).find(stays) ?? threads.slice(0, from).findLast(stays)
      show(narrow ? undefined : next)
    },
  }
}
