import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { FreeSlot, NativePost, Note, PostSummary } from '#contract/publishing'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import type { CalendarSearch, CalendarView } from './calendar-search.ts'
import { instantsOf, type ShownDays } from './shown-days.ts'

/** What there is to draw. */
export interface Calendar {
  readonly posts: readonly PostSummary[]
  readonly native: readonly NativePost[]
  readonly notes: readonly Note[]
  /** Weekly times that are still free, by the brand's clock, each with who may take it; none in a month. */
  readonly free: readonly FreeSlot[]
  /** How many posts a day has, where not all of them are here. */
  readonly counts: ReadonlyMap<string, number>
  /** There are more than are here, and no telling where. */
  readonly more: boolean
  readonly isPending: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/** Posts of a day that a month asks for: what a cell can show if the grid filled the whole window. Each that is drawn has its price. */
const perDay = () => Math.min(Math.max(4, Math.ceil(window.innerHeight / fewestWeeks / cardHeight)), 50)
const fewestWeeks = 5
/** In pixels. */
const cardHeight = 24

/** More than anyone looks through in one week or list. */
const mostAtOnce = 2000

/** The days shown; what was shown before stays in sight while the next is on its way. A month asks only for the first posts of each day. */
export function useCalendar(view: CalendarView, days: ShownDays, search: CalendarSearch): Calendar {
  const brand = useBrand()
  const dates = useMemo(() => ({ from: days.from.toString(), to: days.to.subtract({ days: 1 }).toString() }), [days])
  const instants = useMemo(() => instantsOf(days, brand.timeZone), [days, brand.timeZone])
  const filter = { brandId: brand.id, ...filterOf(search) }
  const month = useQuery({
    ...api.publishing.overview.queryOptions({ input: { ...filter, ...dates, perDay: perDay() } }),
    placeholderData: keepPreviousData,
    enabled: view === 'month',
  })
  const list = useQuery({
    ...api.publishing.list.queryOptions({ input: { ...filter, ...instants, limit: mostAtOnce } }),
    placeholderData: keepPreviousData,
    enabled: view !== 'month',
  })
  const notes = useQuery({
    ...api.publishing.notes.queryOptions({ input: { brandId: brand.id, ...dates } }),
    placeholderData: keepPreviousData,
  })
  const free = useFreeSlots({ shown: view === 'week' || view === 'day', dates, accounts: search.accounts })
  const shown = view === 'month' ? month : list
  return {
    posts: shown.data?.posts ?? nothing,
    native: shown.data?.native ?? nothing,
    notes: notes.data ?? nothing,
    free,
    counts: useMemo(() => new Map(month.data?.days.map(({ day, count }) => [day, count])), [month.data]),
    more: view !== 'month' && list.data?.more === true,
    isPending: shown.isPending,
    error: shown.error,
    retry: () => void shown.refetch(),
  }
}

interface Wanted {
  shown: boolean
  dates: { from: string; to: string }
  accounts: readonly string[] | undefined
}

/** Of the accounts that are looked at, or all of the brand. */
function useFreeSlots({ shown, dates, accounts }: Wanted): readonly FreeSlot[] {
  const { id: brandId } = useBrand()
  const cadences = useQuery({ ...api.publishing.cadences.queryOptions({ input: { brandId } }), enabled: shown })
  const accountIds = (cadences.data ?? nothing)
    .filter(({ slots, accountId }) => slots.length > 0 && (accounts?.includes(accountId) ?? true))
    .map(({ accountId }) => accountId)
  const free = useQuery({
    ...api.publishing.freeSlots.queryOptions({ input: { brandId, accountIds, ...dates, limit: 500 } }),
    placeholderData: keepPreviousData,
    enabled: shown && accountIds.length > 0,
  })
  return (accountIds.length > 0 && free.data) || nothing
}

const nothing: readonly never[] = []

function filterOf({ networks, accounts, campaigns, labels, states }: CalendarSearch) {
  return {
    ...(networks && { networks: [...networks] }),
    ...(accounts && { accountIds: [...accounts] }),
    ...(campaigns && { campaignIds: [...campaigns] }),
    ...(labels && { labelIds: [...labels] }),
    ...(states && { state: [...states] }),
  }
}
