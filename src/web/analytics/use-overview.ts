import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { Metric, Overview } from '#contract/analytics'

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
}

/** The overview against the days that the address names. */
export function useOverview({ asked, against }: View) {
  const { data: overview, error, refetch } = useQuery(api.analytics.overview.queryOptions({ input: { ...asked, against } }))
  const data = useMemo((): Compared | undefined => {
    if (!overview) return undefined
    const measures = overview.measures.map(({ series, ...measure }) => ({ ...measure, series: series.map(({ value }) => value) }))
    return { overview, measures }
  }, [overview])
  return { data, error, refetch: () => void refetch() }
}
