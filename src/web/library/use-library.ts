import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

import type { MediaKind } from '#contract/media'

import { api } from '../api.ts'
import { useBrand } from '../frame/who.ts'

export interface Wanted {
  readonly text?: string | undefined
  readonly kinds?: readonly MediaKind[] | undefined
  readonly folder?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly expiring?: boolean
}

/** What of the library is wanted, page by page; what is typed is asked for a moment after the last key. */
export function useLibrary(wanted: Wanted) {
  const brand = useBrand()
  const [text] = useDebouncedValue(wanted.text ?? '', 200)
  const { kinds = [], folder, tags = [], expiring = false } = wanted
  const library = useInfiniteQuery({
    ...api.media.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        brandId: brand.id,
        limit: 60,
        ...(text.trim() === '' ? {} : { text: text.trim() }),
        ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
        ...(folder === undefined ? {} : { folder }),
        ...(tags.length === 0 ? {} : { tags: [...tags] }),
        ...(expiring ? { expiring } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next,
    }),
    placeholderData: keepPreviousData,
  })
  return { library, items: library.data?.pages.flatMap((page) => page.items) ?? [] }
}
