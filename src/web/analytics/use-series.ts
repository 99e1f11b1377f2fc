import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Filter, Metric } from '#contract/analytics'
import { bucketsOf } from '#contract/periods'

import { api } from '../api.ts'
import { useFormat } from '../language/use-format.ts'
import { perOf } from './periods.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { View } from './use-view.ts'
import { valuesAt } from './values-at.ts'

interface Series {
  readonly places: readonly { readonly short: string; readonly full: string }[]
  readonly values: readonly (number | null)[]
  /** Of the days these are compared with, in their order, and which those are. */
  readonly before: readonly (number | null)[]
  readonly placesBefore: readonly { readonly full: string }[]
  readonly isPending: boolean
}

/** A metric over the days of the view and those before, a value for each place of the axis; null where none was told. */
export function useSeries({ asked, brand, days, against, today }: View, { metric, filter }: { metric: Metric; filter?: Filter }): Series {
  const placesOf = usePlaces(brand.timeZone)
  const per = perOf(days, today)
  const input = { ...asked, against, metrics: [metric], per, by: 'nothing' as const, ...(filter && { filter }) }
  const { data, isPending } = useQuery(api.analytics.figures.queryOptions({ input }))
  return useMemo(() => {
    const [buckets, earlier] = [days, against].map((each) => bucketsOf(each, { per, timeZone: brand.timeZone }))
    return {
      places: placesOf[per](buckets ?? []),
      values: valuesAt(buckets ?? [], data?.lines ?? [], metric),
      before: valuesAt(earlier ?? [], data?.linesBefore ?? [], metric),
      placesBefore: placesOf[per](earlier ?? []),
      isPending,
    }
  }, [data, isPending, days, against, per, metric, brand.timeZone, placesOf])
}

/** Days as the calendar has them; hours by the brand's clock. */
function usePlaces(timeZone: string) {
  const days = useFormat('UTC')
  const clock = useFormat(timeZone)
  const { series: words } = useAnalyticsText()
  return useMemo(() => {
    const noon = (day: string) => `${day}T12:00:00Z`
    const each = (place: (bucket: string) => { short: string; full: string }) => (buckets: readonly string[]) => buckets.map(place)
    return {
      hour: each((bucket) => ({ short: clock.time(bucket), full: clock.dateTime(bucket) })),
      day: each((bucket) => ({ short: days.dayMonth(noon(bucket)), full: days.date(noon(bucket)) })),
      week: each((bucket) => ({ short: days.dayMonth(noon(bucket)), full: words.weekOf(days.dayMonth(noon(bucket))) })),
      month: each((bucket) => ({ short: days.month(noon(bucket)), full: days.month(noon(bucket)) })),
    }
  }, [days, clock, words])
}
