import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { ThreadState, ThreadSummary } from '#contract/inbox'

import { api } from '../api.ts'
import { useBrand, useMe } from '../frame/who.ts'
import type { InboxSearch } from './inbox-search.ts'

/** The threads that are wanted, page by page; what is typed is asked for a moment after the last key. */
export function useThreads(search: InboxSearch) {
  const brand = useBrand()
  const { memberId } = useMe()
  const [text] = useDebouncedValue(search.text?.trim() ?? '', 200)
  const query = useInfiniteQuery({
    ...api.inbox.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        brandId: brand.id,
        limit: 50,
        ...wanted(search, memberId),
        ...(text === '' ? {} : { text }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
    placeholderData: keepPreviousData,
  })
  const { data } = query
  const threads: readonly ThreadSummary[] = useMemo(() => data?.pages.flatMap((page) => page.threads) ?? [], [data])
  return { query, threads }
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
