import { Link } from '@tanstack/react-router'

import type { Line, Metric } from '#contract/analytics'

import type { Dimension } from './analytics-search.ts'
import type { About } from './definition.tsx'
import { MetricName } from './metric-name.tsx'
import { Trend } from './trend.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useNamed } from './use-named.tsx'
import { useSay } from './use-say.ts'

import styles from './tables.module.css'

interface MetricTableProps {
  by: Dimension
  metrics: readonly Metric[]
  lines: readonly Line[]
  before?: readonly Line[] | undefined
  about: About
}

/** The same numbers for each of something; a name opens its page, a metric what it means. */
export function MetricTable({ by, metrics, lines, before = [], about }: MetricTableProps) {
  const nameOf = useNamed()
  const title = useAnalyticsText().by.names[by]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too wide, also by keyboard
    <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {metrics.map((metric) => (
              <th key={metric} scope="col">
                <MetricName metric={metric} about={about} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, values }) => (
            <tr key={key}>
              <th scope="row">
                {key === '' ? (
                  nameOf(by, key).shown
                ) : (
                  <Link from="/analytics" to="/analytics/of/$by/$key" params={{ by, key }} search={(now) => now} className={styles.name}>
                    {nameOf(by, key).shown}
                  </Link>
                )}
              </th>
              {metrics.map((metric) => (
                <Cell key={metric} metric={metric} now={values[metric]} before={before.find((line) => line.key === key)?.values[metric]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ metric, now, before }: { metric: Metric; now: number | null | undefined; before: number | null | undefined }) {
  const say = useSay()
  const isKnown = now !== null && now !== undefined
  return (
    <td data-none={!isKnown || undefined}>
      <span title={isKnown ? say.full(metric, now) : undefined}>{say.short(metric, now)}</span>
      <br />
      <Trend metric={metric} now={now} before={before} />
    </td>
  )
}
