import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import type { CalendarSearch } from './calendar-search.ts'

/** The posts of the days shown; the ones before stay in sight while the next are on their way. */
export function useCalendarPosts(range: { from: string; to: string }, { accounts, states }: CalendarSearch) {
  const brand = useBrand()
  return useQuery({
    ...api.publishing.list.queryOptions({
      input: {
        brandId: brand.id,
        ...range,
        ...(accounts === undefined ? {} : { accountIds: [...accounts] }),
        ...(states === undefined ? {} : { state: [...states] }),
      },
    }),
    placeholderData: keepPreviousData,
  })
}
