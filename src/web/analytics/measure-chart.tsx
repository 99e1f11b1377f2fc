import { useMemo } from 'react'

import { type Metric, metrics } from '#contract/metrics'

import type { ChartData } from '../ui/chart/chart-data.ts'
import { Chart } from '../ui/chart/chart.tsx'
import { LoadingState } from '../ui/states.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import { useSeries } from './use-series.ts'
import type { View } from './use-view.ts'

/** How a measure went over these days, with the earlier ones faint behind it. */
export function MeasureChart({ view, metric }: { view: View; metric: Metric }) {
  const { series: words } = useAnalyticsText()
  const say = useSay()
  const series = useSeries(view, { metric })
  const data = useMemo(
    (): ChartData => ({
      places: series.places,
      series: [
        { name: words.now, role: 'main', values: series.values },
        {
          name: words.before,
          role: 'before',
          values: series.places.map((_, index) => series.before[index] ?? null),
          places: series.placesBefore.map(({ full }) => full),
        },
      ],
      form: metrics[metric].joins === 'sum' ? 'bars' : 'line',
      level: metrics[metric].joins === 'level',
      say: { full: (value) => say.full(metric, value), short: (value) => say.short(metric, value) },
    }),
    [series, metric, words, say],
  )
  if (series.isPending) return <LoadingState rows={1} height={310} />
  return <Chart label={say.name(metric)} data={data} />
}
