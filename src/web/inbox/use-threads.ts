import { useDebouncedValue } from '@mantine/hooks'
import { hashKey, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo } from 'react'

import type { ThreadState, ThreadSummary } from '#contract/inbox'

import { api, client, followBy, queries, reloadKey, threadsIn, type Topic } from '../api.ts'
import { useBrand, useMe } from '../frame/who.ts'
import type { InboxSearch } from './inbox-search.ts'
import { takeIn } from './take-in.ts'

/** The threads that are wanted, page by page; what is typed is asked for a moment after the last key. */
export function useThreads(search: InboxSearch) {
  const brand = useBrand()
  const { memberId } = useMe()
  const [text] = useDebouncedValue(search.text?.trim() ?? '', 200)
  const asked = { brandId: brand.id, limit: perPage, ...wanted(search, memberId), ...(text === '' ? {} : { text }) }
  const options = api.inbox.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...asked, ...(cursor === undefined ? {} : { cursor }) }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next,
  })
  // By place, each thread would be compared with the one that stood there before.
  const query = useInfiniteQuery({ ...options, structuralSharing: false, placeholderData: keepPreviousData })
  useTakingIn(options.queryKey, asked)
  const { data } = query
  const threads: readonly ThreadSummary[] = useMemo(() => data?.pages.flatMap((page) => page.threads) ?? [], [data])
  return { query, threads }
}

type Asked = Parameters<typeof client.inbox.list>[0]
type ListKey = ReturnType<typeof api.inbox.list.infiniteKey>

const perPage = 50
/** As many as the API takes at once. */
const mostAtOnce = 100
/** Where more was told of at once, the whole list is asked for. */
const mostTold = 300

/**
 * Threads that are told of are taken into the list one by one: in a storm, fifty that were asked for anew each time would push each other out before anyone saw them.
 * Where that is refused, the list is asked for anew, and shows what is wrong.
 */
function useTakingIn(queryKey: ListKey, asked: Asked): void {
  const isQuiet = () => queries.getQueryState(queryKey)?.fetchStatus === 'idle'
  const takeInSome = async (told: readonly string[]) => {
    const { threads: found } = await client.inbox.list({ ...asked, limit: mostAtOnce, threadIds: [...told] })
    const now = queries.getQueryData(queryKey)
    // What is on its way already may be older than what was found.
    if (!now || !isQuiet()) return reloadKey(queryKey)
    const byDue = asked.state === 'open' && asked.order !== 'latest'
    const { pages, stale } = takeIn(now.pages, { told: new Set(told), found, byDue, perPage })
    queries.setQueryData(queryKey, { ...now, pages })
    if (stale) await reloadKey(queryKey)
  }
  const takeInAll = async (told: readonly string[]) => {
    for (let from = 0; from < told.length; from += mostAtOnce) await takeInSome(told.slice(from, from + mostAtOnce))
  }
  const follow = useEffectEvent((topics: readonly Topic[]) => {
    const told = threadsIn(topics)
    if (!told || told.length > mostTold || !isQuiet()) return reloadKey(queryKey)
    return takeInAll(told).catch(() => reloadKey(queryKey))
  })
  const hash = hashKey(queryKey)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same key is another array each time
  useEffect(() => followBy(queryKey, (topics) => follow(topics)), [hash])
}

export type FoundThreads = ReturnType<typeof useThreads>

function wanted({ state, assignee, networks, accounts, kinds, meanings, labels, due, order }: InboxSearch, me: string) {
  const shown: ThreadState = state ?? 'open'
  return {
    state: shown,
    ...(assignee === undefined ? {} : { assignee: assignee === 'me' ? me : assignee }),
    ...(networks ? { networks: [...networks] } : {}),
    ...(accounts ? { accountIds: [...accounts] } : {}),
    ...(kinds ? { kinds: [...kinds] } : {}),
    ...(meanings ? { meanings: [...meanings] } : {}),
    ...(labels ? { labelIds: [...labels] } : {}),
    ...(due ? { due: [...due] } : {}),
    ...(order ? { order } : {}),
  }
}
