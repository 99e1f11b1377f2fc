import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Line, Metric, Overview } from '#contract/analytics'

import { api } from '../api.ts'
import type { View } from './use-view.ts'

export interface Compared {
  readonly overview: Overview
  readonly measures: readonly {
    readonly metric: Metric
    readonly now: number | null
    readonly before: number | null
    readonly series: readonly (number | null)[]
  }[]
  readonly byAccountBefore: readonly Line[]
}

/**
 * The overview against the days that the address names. It comes with the days before; what any other days were is asked for besides.
 */
export function useOverview({ asked, against, search }: View) {
  const isUsual = search.against === undefined
  const overview = useQuery(api.analytics.overview.queryOptions({ input: asked }))
  const others = useQuery({
    ...api.analytics.figures.queryOptions({
      input: { ...asked, period: against, by: 'account', metrics: overview.data?.measures.map(({ metric }) => metric) ?? [] },
    }),
    enabled: !isUsual && overview.isSuccess,
  })
  const data = useMemo((): Compared | undefined => {
    if (!overview.data || (!isUsual && !others.data)) return undefined
    const { measures, byAccountBefore } = overview.data
    return {
      overview: overview.data,
      measures: measures.map(({ metric, now, before, series }) => ({
        metric,
        now,
        before: others.data && !isUsual ? (others.data.total.values[metric] ?? null) : before,
        series: series.map(({ value }) => value),
      })),
      byAccountBefore: others.data && !isUsual ? others.data.lines : byAccountBefore,
    }
  }, [overview.data, others.data, isUsual])
  return { data, error: overview.error ?? others.error, refetch: () => void Promise.all([overview.refetch(), others.refetch()]) }
}
