import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AtSign, CheckCheck, SearchX } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { api } from '../api.ts'
import { useBrand } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { useBelongings } from '../strategy/use-belongings.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { countFilters, type InboxSearch, viewOf } from './inbox-search.ts'
import { noFilters } from './thread-filters.tsx'
import { rowId, ThreadRow } from './thread-row.tsx'
import type { Choice } from './use-choice.ts'
import { useColleagues } from './use-colleagues.ts'
import { useEveryMinute } from './use-every-minute.ts'
import type { SetInboxSearch } from './use-inbox-search.ts'
import { useInboxText } from './use-inbox-text.ts'
import type { FoundThreads } from './use-threads.ts'

import styles from './thread-list.module.css'

interface ThreadListProps {
  found: FoundThreads
  search: InboxSearch
  setSearch: SetInboxSearch
  choice: Choice
}

/** The threads found, with what is told while they come, where there are none, and where it failed. */
export function ThreadList({ found: { query, threads }, search, setSearch, choice }: ThreadListProps) {
  const words = useInboxText()
  const { labels } = useBelongings(useBrand().id)
  const { nameOf } = useColleagues()
  const minute = useEveryMinute()
  if (query.isPending) {
    return (
      <div className={styles.waiting}>
        <LoadingState rows={8} height={72} />
      </div>
    )
  }
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (threads.length === 0) return <Nothing search={search} onClear={() => setSearch({ ...noFilters, thread: undefined })} />
  return (
    <div className={styles.scroll}>
      <ul className={styles.list} aria-busy={query.isPlaceholderData || undefined} data-choosing={choice.chosen.length > 0 || undefined}>
        {threads.map((thread) => (
          <ThreadRow
            key={thread.id}
            thread={thread}
            isOpen={thread.id === search.thread}
            isChosen={choice.has(thread.id)}
            toggle={choice.toggle}
            extendTo={choice.extendTo}
            labels={labels}
            nameOf={nameOf}
            minute={minute}
          />
        ))}
      </ul>
      {query.hasNextPage ? (
        <More busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} word={words.more} />
      ) : (
        <ReadSince />
      )}
    </div>
  )
}

/** Moves the focus to a thread's row, and the row into sight. */
export function focusRow(threadId: string): void {
  document.getElementById(rowId(threadId))?.focus()
}

/** Brings the next page when it comes into sight; the button is for those who do not scroll. */
function More({ busy, onMore, word }: { busy: boolean; onMore: () => void; word: string }) {
  const end = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  useEffect(() => {
    if (busy) return undefined
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && more.current(), {
      rootMargin: '400px',
    })
    if (end.current) observer.observe(end.current)
    return () => observer.disconnect()
  }, [busy])
  return (
    <div ref={end} className={styles.end}>
      <Button variant="default" loading={busy} onClick={onMore}>
        {word}
      </Button>
    </div>
  )
}

/** How far back the list goes, where it ends. */
function ReadSince() {
  const words = useInboxText()
  const format = useFormat()
  const brandId = useBrand().id
  const readings = useQuery(api.inbox.readings.queryOptions({ input: { brandId } })).data ?? []
  const [first] = readings.map(({ since }) => since).toSorted()
  if (first === undefined) return null
  return <p className={styles.since}>{words.readSince(format.longDate(first))}</p>
}

function Nothing({ search, onClear }: { search: InboxSearch; onClear: () => void }) {
  const words = useInboxText()
  const { empty } = words
  const brandId = useBrand().id
  const readings = useQuery(api.inbox.readings.queryOptions({ input: { brandId } })).data
  if (countFilters(search) > 0 || search.text !== undefined) {
    return (
      <EmptyState
        icon={<SearchX size={24} />}
        title={empty.narrowed}
        action={
          <Button variant="default" onClick={onClear}>
            {words.filters.clear}
          </Button>
        }
      >
        {empty.narrowedHint}
      </EmptyState>
    )
  }
  if (readings?.length === 0) {
    return (
      <EmptyState
        icon={<AtSign size={24} />}
        title={empty.noReading}
        action={
          <Button variant="default" component={Link} to="/settings/accounts">
            {empty.toAccounts}
          </Button>
        }
      >
        {empty.noReadingHint}
      </EmptyState>
    )
  }
  const view = viewOf(search)
  return (
    <EmptyState icon={<CheckCheck size={24} />} title={empty[view]}>
      {empty[`${view}Hint`]}
    </EmptyState>
  )
}
