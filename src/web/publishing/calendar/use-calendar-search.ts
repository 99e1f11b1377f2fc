import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

import type { CalendarSearch } from './calendar-search.ts'

/** Reads and writes the address; what is empty leaves it. */
export function useCalendarSearch(): { search: CalendarSearch; setSearch: (change: CalendarSearch) => void } {
  const search: CalendarSearch = useSearch({ from: '/inside/calendar' })
  const navigate = useNavigate({ from: '/calendar' })
  const setSearch = useCallback(
    (change: CalendarSearch) => {
      const emptied = Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value.length === 0 ? undefined : value]))
      void navigate({ search: (before) => ({ ...before, ...emptied }), replace: change.post === undefined })
    },
    [navigate],
  )
  return { search, setSearch }
}
