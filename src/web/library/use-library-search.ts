import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

import type { LibrarySearch } from './library-search.ts'

export type SetLibrarySearch = (change: { readonly [Name in keyof LibrarySearch]: LibrarySearch[Name] | undefined }) => void

/** Reads and writes the address; what is empty leaves it. */
export function useLibrarySearch(): { search: LibrarySearch; setSearch: SetLibrarySearch } {
  const search: LibrarySearch = useSearch({ from: '/inside/library' })
  const navigate = useNavigate({ from: '/library' })
  const setSearch: SetLibrarySearch = useCallback(
    (change) => {
      const emptied = Object.fromEntries(
        Object.entries(change).map(([key, value]) => [key, value === undefined || value.length === 0 ? undefined : value]),
      )
      void navigate({ search: (before) => ({ ...before, ...emptied }), replace: change.item === undefined })
    },
    [navigate],
  )
  return { search, setSearch }
}
