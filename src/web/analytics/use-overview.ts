import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Line, Metric, Overview } from '#contract/analytics'

import { api } from '../api.ts'
import { levelBefore } from './level-before.ts'
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
    const { measures, byAccount } = overview.data
    const byAccountBefore = others.data && !isUsual ? others.data.lines : overview.data.byAccountBefore
    const totalBefore = (metric: Metric, usual: number | null) =>
      others.data && !isUsual ? (others.data.total.values[metric] ?? null) : usual
    return {
      overview: overview.data,
      measures: measures.map(({ metric, now, before, series }) => ({
        metric,
        now,
        before: levelBefore({ metric, before: totalBefore(metric, before), byAccount, byAccountBefore }),
        series: series.map(({ value }) => value),
      })),
      byAccountBefore,
    }
  }, [overview.data, others.data, isUsual])
  return { data, error: overview.error ?? others.error, refetch: () => void Promise.all([overview.refetch(), others.refetch()]) }
}
