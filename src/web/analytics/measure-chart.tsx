import { useMemo } from 'react'

import { type Metric, metrics } from '#contract/metrics'

import type { ChartData } from '../ui/chart/chart-data.ts'
import { Chart } from '../ui/chart/chart.tsx'
import { LoadingState } from '../ui/states.tsx'
import { perOf } from './periods.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import { useSeries } from './use-series.ts'
import type { View } from './use-view.ts'

/** How a measure went over these days, with the earlier ones faint behind it. */
export function MeasureChart({ view, metric }: { view: View; metric: Metric }) {
  const { series: words } = useAnalyticsText()
  const say = useSay()
  const per = perOf(view.days)
  const now = useSeries(view, { metric, days: view.days, per })
  const before = useSeries(view, { metric, days: view.against, per })
  const data = useMemo(
    (): ChartData => ({
      places: now.places,
      series: [
        { name: words.now, role: 'main', values: now.values },
        {
          name: words.before,
          role: 'before',
          values: now.places.map((_, index) => before.values[index] ?? null),
          places: before.places.map(({ full }) => full),
        },
      ],
      form: metrics[metric].joins === 'sum' ? 'bars' : 'line',
      level: metrics[metric].joins === 'level',
      say: { full: (value) => say.full(metric, value), short: (value) => say.short(metric, value) },
    }),
    [now, before, metric, words, say],
  )
  if (now.isPending) return <LoadingState rows={1} height={310} />
  return <Chart label={say.name(metric)} data={data} />
}
