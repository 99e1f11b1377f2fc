import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'

/** People who have these words, page by page; what is typed is asked for a moment after the last key. */
export function usePeople(typed: string) {
  const [text] = useDebouncedValue(typed.trim(), 200)
  const query = useInfiniteQuery({
    ...api.inbox.people.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...(text === '' ? {} : { text }), ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
    placeholderData: keepPreviousData,
  })
  return { query, people: query.data?.pages.flatMap((page) => page.people) ?? [] }
}
