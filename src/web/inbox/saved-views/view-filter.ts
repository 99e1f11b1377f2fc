import type { SavedView, ViewFilter } from '#contract/inbox'

import { countFilters, type InboxSearch, searchOf, viewOf } from '../inbox-search.ts'

/** What a view keeps of the address: everything that is filtered by, not what is open beside it. */
export function filterOf({ state, assignee, networks, accounts, kinds, meanings, labels, due, text }: InboxSearch): ViewFilter {
  return {
    state: state ?? 'open',
    ...(assignee === undefined ? {} : { assignee }),
    ...(networks ? { networks: [...networks] } : {}),
    ...(accounts ? { accountIds: [...accounts] } : {}),
    ...(kinds ? { kinds: [...kinds] } : {}),
    ...(meanings ? { meanings: [...meanings] } : {}),
    ...(labels ? { labelIds: [...labels] } : {}),
    ...(due ? { due: [...due] } : {}),
    ...(text ? { text } : {}),
  }
}

/** The address of a view, in which nothing of another filter is left. */
export function searchOfFilter({ state, assignee, networks, accountIds, kinds, meanings, labelIds, due, text }: ViewFilter): InboxSearch {
  return {
    state: state === 'open' ? undefined : state,
    assignee,
    networks,
    accounts: accountIds,
    kinds,
    meanings,
    labels: labelIds,
    due,
    text,
    thread: undefined,
  }
}

/** The saved view that the address shows, if it is one. */
export function savedViewOf(search: InboxSearch, saved: readonly SavedView[]): SavedView | undefined {
  const wanted = asText(filterOf(search))
  return saved.find(({ filter }) => asText(filter) === wanted)
}

/** The order in which things were chosen does not matter. */
function asText(filter: ViewFilter): string {
  const entries = Object.entries(filter).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(String).toSorted((a, b) => a.localeCompare(b)) : value,
  ])
  return JSON.stringify(entries.toSorted(([a], [b]) => String(a).localeCompare(String(b))))
}

/** It filters by more than the views that are always there. */
export function isWorthSaving(search: InboxSearch): boolean {
  const { state, assignee } = search
  const both = state !== undefined && assignee !== undefined
  return both || search.text !== undefined || countFilters(search) > 0 || searchOf[viewOf(search)].assignee !== assignee
}
