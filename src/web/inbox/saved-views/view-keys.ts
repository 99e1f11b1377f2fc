import type { InboxSearch } from '../inbox-search.ts'
import type { SetInboxSearch } from '../use-inbox-search.ts'
import type { SavedViews } from './use-saved-views.ts'
import { isWorthSaving, searchOfFilter } from './view-filter.ts'

interface At {
  readonly search: InboxSearch
  readonly setSearch: SetInboxSearch
  readonly onNaming: () => void
}

/** V saves the filter on screen; the digits open the first nine saved views. */
export function viewKeys({ saved }: SavedViews, { search, setSearch, onNaming }: At): Readonly<Record<string, () => unknown>> {
  const open = saved.slice(0, 9).map(({ filter }, at) => [`${at + 1}`, () => setSearch(searchOfFilter(filter))] as const)
  return { ...Object.fromEntries(open), v: () => isWorthSaving(search) && onNaming() }
}
