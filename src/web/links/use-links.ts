import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

import { api } from '../api.ts'
import type { LinksSearch } from './links-search.ts'

/** The brand's links that fit, page by page; what is typed is asked for a moment after the last key. */
export function useLinks(brandId: string, { text: typed = '', made }: LinksSearch) {
  const [text] = useDebouncedValue(typed.trim(), 200)
  const query = useInfiniteQuery({
    ...api.links.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        brandId,
        made: made ?? ('by-hand' as const),
        ...(text === '' ? {} : { text }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
    placeholderData: keepPreviousData,
  })
  return { query, links: query.data?.pages.flatMap((page) => page.links) ?? [] }
}
