import type { Metric } from '#contract/metrics'

import { Section } from '../ui/page.tsx'
import { AllFigures } from './all-figures.tsx'
import { MeasureChart } from './measure-chart.tsx'
import { Measures } from './measures.tsx'
import { MetricTable } from './metric-table.tsx'
import { Movers } from './movers.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { Compared } from './use-overview.ts'
import type { View } from './use-view.ts'

interface OverviewBodyProps {
  view: View
  compared: Compared
  shown: Metric
  /** One account has no table of accounts. */
  withAccounts: boolean
}

/** The six measures, the chosen one as a chart, what moved them, what else is known, and each account. */
export function OverviewBody({ view, compared, shown, withAccounts }: OverviewBodyProps) {
  const { overview: words } = useAnalyticsText()
  const { overview } = compared
  return (
    <>
      <Measures view={view} compared={compared} shown={shown} />
      <MeasureChart view={view} metric={shown} />
      <div style={{ height: '1.5rem' }} />
      <Section title={words.movers} hint={words.moversHint}>
        <Movers movers={overview.movers} timeZone={overview.timeZone} />
      </Section>
      <AllFigures view={view} six={overview.measures.map(({ metric }) => metric)} shown={shown} />
      {withAccounts && (
        <Section title={words.byAccount}>
          <MetricTable
            by="account"
            metrics={overview.measures.map(({ metric }) => metric)}
            lines={overview.byAccount}
            before={overview.byAccountBefore}
            about={overview}
          />
        </Section>
      )}
    </>
  )
}
