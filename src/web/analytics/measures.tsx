import type { Metric } from '#contract/metrics'

import { Figure } from './figure.tsx'
import { rateOf } from './filter-of.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { Compared } from './use-overview.ts'
import { useSay } from './use-say.ts'
import type { View } from './use-view.ts'

import styles from './overview.module.css'

interface MeasuresProps {
  view: View
  compared: Compared
  /** The one in the chart. */
  shown: Metric
}

/** The six measures; pressing one shows it in the chart. */
export function Measures({ view: { search, change }, compared: { overview, measures }, shown }: MeasuresProps) {
  const { figure, rate } = useAnalyticsText()
  const say = useSay()
  const { base, average } = rateOf(search)
  return (
    <div className={styles.measures}>
      {measures.map(({ metric, now, before, series }) => (
        <Figure
          key={metric}
          metric={metric}
          now={now}
          before={before}
          about={overview}
          series={series}
          note={metric === 'engagementRate' && rate.label(rate.bases[base], rate.averages[average])}
          action={{ label: figure.show(say.name(metric)), pressed: metric === shown, run: () => change({ metric }) }}
        />
      ))}
    </div>
  )
}
