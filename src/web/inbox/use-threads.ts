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
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData })
  useTakingIn(options.queryKey, asked)
  const { data } = query
  const threads: readonly ThreadSummary[] = useMemo(() => data?.pages.flatMap((page) => page.threads) ?? [], [data])
  return { query, threads }
}

type Asked = Parameters<typeof client.inbox.list>[0]
type ListKey = ReturnType<typeof api.inbox.list.infiniteKey>

const perPage = 50
/** As many as the API takes at once. */
const mostTold = 100

/**
 * Threads that are told of are taken into the list one by one: in a storm, fifty that were asked for anew each time would push each other out before anyone saw them.
 * Where that cannot be done, or is refused, the list is asked for anew, and shows what is wrong.
 */
function useTakingIn(queryKey: ListKey, asked: Asked): void {
  const isQuiet = () => queries.getQueryState(queryKey)?.fetchStatus === 'idle'
  const takeInTold = async (told: readonly string[]) => {
    const { threads: found } = await client.inbox.list({ ...asked, limit: mostTold, threadIds: [...told] })
    const now = queries.getQueryData(queryKey)
    const byDue = asked.state === 'open' && asked.order !== 'latest'
    const pages = now && isQuiet() && takeIn(now.pages, perPage, { told: new Set(told), found, byDue })
    if (pages) queries.setQueryData(queryKey, { ...now, pages })
    else await reloadKey(queryKey)
  }
  const follow = useEffectEvent((topics: readonly Topic[]) => {
    const told = threadsIn(topics)
    if (!told || told.length > mostTold || !isQuiet()) return reloadKey(queryKey)
    return told.length === 0 ? Promise.resolve() : takeInTold(told).catch(() => reloadKey(queryKey))
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
