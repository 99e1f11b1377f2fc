import type { Values } from '#contract/analytics'
import type { Account } from '#contract/connections'

import { NetworkIcon } from '../ui/network-icon.tsx'
import type { About } from './definition.tsx'
import { MetricName } from './metric-name.tsx'
import { metricNames } from './ranked.ts'
import { Trend } from './trend.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './tables.module.css'

interface CompareTableProps {
  one: Account
  other: Account
  values: readonly [Values, Values]
  about: About
}

/** Two accounts side by side; what neither tells is left out. */
export function CompareTable({ one, other, values: [mine, theirs], about }: CompareTableProps) {
  const { compare: words } = useAnalyticsText()
  const say = useSay()
  const known = metricNames().filter((metric) => (mine[metric] ?? null) !== null || (theirs[metric] ?? null) !== null)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too wide, also by keyboard
    <div className={styles.scroll} role="region" aria-label={words.difference} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.metric}</th>
            {[one, other].map(({ id, handle, network }) => (
              <th key={id} scope="col">
                <span className={styles.marked}>
                  <NetworkIcon network={network} size={14} /> @{handle}
                </span>
              </th>
            ))}
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          {known.map((metric) => (
            <tr key={metric}>
              <th scope="row">
                <MetricName metric={metric} about={about} />
              </th>
              <td>{say.full(metric, mine[metric])}</td>
              <td>{say.full(metric, theirs[metric])}</td>
              <td>
                <Trend metric={metric} now={mine[metric]} before={theirs[metric]} against={(value) => `@${other.handle}: ${value}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
