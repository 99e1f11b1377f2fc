import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

import type { InboxSearch } from './inbox-search.ts'

export type SetInboxSearch = (change: InboxSearch) => void

/** Reads and writes the address; what is empty leaves it. Back leaves a thread, but does not go through every filter. */
export function useInboxSearch(): { search: InboxSearch; setSearch: SetInboxSearch } {
  const search: InboxSearch = useSearch({ from: '/inside/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const hasThread = search.thread !== undefined
  const setSearch: SetInboxSearch = useCallback(
    (change) => {
      const emptied = Object.fromEntries(
        Object.entries(change).map(([key, value]) => [key, value === undefined || value.length === 0 ? undefined : value]),
      )
      void navigate({ search: (before) => ({ ...before, ...emptied }), replace: hasThread || change.thread === undefined })
    },
    [navigate, hasThread],
  )
  return { search, setSearch }
}
