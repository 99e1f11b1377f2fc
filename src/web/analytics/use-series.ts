import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Filter, Metric, Per } from '#contract/analytics'

import { api } from '../api.ts'
import { useFormat } from '../language/use-format.ts'
import { bucketsOf, type Days } from './periods.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { View } from './use-view.ts'
import { valuesAt } from './values-at.ts'

interface Series {
  readonly places: readonly { readonly short: string; readonly full: string }[]
  readonly values: readonly (number | null)[]
  readonly isPending: boolean
}

/** A metric over some days, a value for each place of the axis; null where none was told. */
export function useSeries(
  { asked, brand }: View,
  { metric, days, per, filter }: { metric: Metric; days: Days; per: Per; filter?: Filter },
): Series {
  const format = useFormat('UTC')
  const own = useFormat(brand.timeZone)
  const { series: words } = useAnalyticsText()
  const input = { ...asked, period: days, metrics: [metric], per, by: 'nothing' as const, ...(filter && { filter }) }
  const { data, isPending } = useQuery(api.analytics.figures.queryOptions({ input }))
  return useMemo(() => {
    const buckets = bucketsOf(days, per, brand.timeZone)
    const noon = (day: string) => `${day}T12:00:00Z`
    const place = {
      hour: (bucket: string) => ({ short: own.time(bucket), full: own.dateTime(bucket) }),
      day: (bucket: string) => ({ short: format.dayMonth(noon(bucket)), full: format.date(noon(bucket)) }),
      week: (bucket: string) => ({ short: format.dayMonth(noon(bucket)), full: words.weekOf(format.dayMonth(noon(bucket))) }),
      month: (bucket: string) => ({ short: format.month(noon(bucket)), full: format.month(noon(bucket)) }),
    }[per]
    return { places: buckets.map(place), values: valuesAt(buckets, data?.lines ?? [], metric), isPending }
  }, [data, isPending, days, per, metric, brand.timeZone, format, own, words])
}
