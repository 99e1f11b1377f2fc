import { useQuery } from '@tanstack/react-query'

import type { Metric } from '#contract/metrics'

import { api } from '../api.ts'
import { Section } from '../ui/page.tsx'
import { Figure } from './figure.tsx'
import { metricNames } from './ranked.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'
import type { View } from './use-view.ts'

import styles from './overview.module.css'

interface AllFiguresProps {
  view: View
  /** The measures above. */
  six: readonly Metric[]
  /** The one in the chart. */
  shown: Metric
}

/** What is known besides the six measures; pressing one shows it in the chart. */
export function AllFigures({ view: { asked, against, change }, six, shown }: AllFiguresProps) {
  const { by: words, figure } = useAnalyticsText()
  const say = useSay()
  const metrics = metricNames().filter((metric) => !six.includes(metric))
  const { data } = useQuery(api.analytics.figures.queryOptions({ input: { ...asked, against, metrics } }))
  const known = metrics.filter((metric) => (data?.total.values[metric] ?? null) !== null)
  if (!data || known.length === 0) return null
  return (
    <Section title={words.all}>
      <div className={styles.all}>
        {known.map((metric) => (
          <Figure
            key={metric}
            metric={metric}
            now={data.total.values[metric]}
            before={data.before?.values[metric]}
            about={data}
            action={{ label: figure.show(say.name(metric)), pressed: metric === shown, run: () => change({ metric }) }}
          />
        ))}
      </div>
    </Section>
  )
}
