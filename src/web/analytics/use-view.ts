import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { Filter, Rate } from '#contract/analytics'
import type { Brand } from '#contract/teams'

import { useBrand, useMe } from '../frame/who.ts'
import { type AnalyticsSearch, readAnalyticsSearch } from './analytics-search.ts'
import { filterOf, rateOf } from './filter-of.ts'
import { againstOf, daysOf, type Days } from './periods.ts'

/** What the address asks for, as the API takes it. */
export interface View {
  readonly search: AnalyticsSearch
  readonly brand: Brand
  readonly days: Days
  readonly against: Days
  /** By the brand's clock. */
  readonly today: string
  readonly asked: { readonly brandId: string; readonly period: Days; readonly filter: Filter; readonly rate: Rate }
  /** Changes the address, and with it the page. */
  readonly change: (changed: AnalyticsSearch) => void
}

export function useView(): View {
  const asked = useSearch({ from: '/inside/analytics' })
  const search = useMemo(() => readAnalyticsSearch({ ...asked }), [asked])
  const navigate = useNavigate()
  const first = useBrand()
  const brand = useMe().brands.find(({ id }) => id === search.brand) ?? first
  const today = Temporal.Now.plainDateISO(brand.timeZone).toString()
  return useMemo(() => {
    const days = daysOf(search, today)
    return {
      search,
      brand,
      days,
      against: againstOf(search, days),
      today,
      asked: { brandId: brand.id, period: days, filter: filterOf(search), rate: rateOf(search) },
      change: (changed) => void navigate({ to: '.', search: (before) => ({ ...before, ...changed }), replace: true, resetScroll: false }),
    }
  }, [search, brand, today, navigate])
}
