import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { ThreadSummary } from '#contract/inbox'

import { api } from '../../api.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { meaningLooks } from '../meaning-looks.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { usePeopleText } from './use-people-text.ts'

import styles from './person-drawer.module.css'

/** Every thread that one of the person's profiles spoke in, the newest first. */
export function PersonHistory({ personId }: { personId: string }) {
  const words = usePeopleText().history
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.inbox.personThreads.infiniteOptions({
      input: (cursor: string | undefined) => ({ personId, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const threads = data?.pages.flatMap((page) => page.threads)
  return (
    <Section title={words.title}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!threads && !error && <LoadingState rows={3} height={44} />}
      {threads?.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ul className={styles.plain}>
        {threads?.map((thread) => (
          <li key={thread.id}>
            <ThreadLink thread={thread} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.end}>
          <Button size="xs" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </Section>
  )
}

/** Leads to the thread; the card makes way for it. */
function ThreadLink({ thread }: { thread: ThreadSummary }) {
  const words = usePeopleText().history
  const inbox = useInboxText()
  return (
    <Link to="/inbox" search={{ thread: thread.id, ...(thread.state === 'open' ? {} : { state: thread.state }) }} className={styles.thread}>
      <span className={styles.threadHead}>
        <NetworkIcon network={thread.network} size={12} />
        {inbox.kinds[thread.kind]}
        <LocalTime at={thread.lastAt} />
        {thread.meaning !== undefined && thread.meaning !== 'other' && (
          <StateBadge {...meaningLooks[thread.meaning]}>{inbox.meanings[thread.meaning]}</StateBadge>
        )}
      </span>
      <span className={styles.firstLine} dir="auto">
        {thread.firstLine || words.withoutWords}
      </span>
    </Link>
  )
}
