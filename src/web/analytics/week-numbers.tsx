import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { Metric } from '#contract/metrics'

import { api } from '../api.ts'
import { useBrand } from '../frame/who.ts'
import { Section } from '../ui/page.tsx'
import { Figure } from './figure.tsx'
import { daysOf } from './periods.ts'
import { useAnalyticsText } from './use-analytics-text.ts'

import styles from './overview.module.css'

const telling: readonly Metric[] = ['reach', 'impressions', 'engagementRate', 'followers', 'siteClicks', 'conversions']

/** Three numbers of the last seven days with their trend; nothing where no network told any. */
export function WeekNumbers() {
  const { today: words } = useAnalyticsText()
  const { id: brandId, timeZone } = useBrand()
  const period = daysOf({ period: '7' }, Temporal.Now.plainDateISO(timeZone).toString())
  const { data } = useQuery(api.analytics.overview.queryOptions({ input: { brandId, period } }))
  const known = telling.flatMap((name) => data?.measures.find(({ metric, now }) => metric === name && now !== null) ?? []).slice(0, 3)
  if (!data || known.length === 0) return null
  return (
    <Section
      title={words.title}
      action={
        <Link to="/analytics" search={{ period: '7' }}>
          {words.more}
        </Link>
      }
    >
      <div className={styles.three}>
        {known.map(({ metric, now, before }) => (
          <Figure key={metric} metric={metric} now={now} before={before} about={data} />
        ))}
      </div>
    </Section>
  )
}
