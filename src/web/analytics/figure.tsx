import type { ReactNode } from 'react'

import { type Metric, metrics } from '#contract/metrics'

import { Spark } from '../ui/chart/spark.tsx'
import type { About } from './definition.tsx'
import { MetricName } from './metric-name.tsx'
import { Trend } from './trend.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './figure.module.css'

interface FigureProps {
  metric: Metric
  now: number | null | undefined
  /** Null: not known, which is said. */
  before?: number | null | undefined
  /** What `before` is, in words, where it is not what the number was before. */
  against?: ((value: string) => string) | undefined
  about?: About | undefined
  /** A small line of how it went. */
  series?: readonly (number | null)[] | undefined
  /** What else is to be said of it. */
  note?: ReactNode
  /** Where pressing the number leads. */
  action?: { readonly label: string; readonly pressed: boolean; readonly run: () => void } | undefined
}

/** One number: what it is, how large, and how it moved. */
export function Figure({ metric, now, before, against, about, series, note, action }: FigureProps) {
  const { figure } = useAnalyticsText()
  const say = useSay()
  const isKnown = now !== null && now !== undefined
  const why = metrics[metric].counted ? figure.notCounted : figure.notTold
  const value = (
    <span className={styles.value} data-none={!isKnown || undefined} title={isKnown ? say.full(metric, now) : why}>
      {say.short(metric, now)}
    </span>
  )
  return (
    <div className={styles.figure} data-chosen={action?.pressed || undefined}>
      <div className={styles.head}>
        <MetricName metric={metric} about={about} />
      </div>
      {action && isKnown ? (
        <button
          type="button"
          className={styles.number}
          aria-pressed={action.pressed}
          aria-label={`${action.label}: ${say.full(metric, now)}`}
          onClick={action.run}
        >
          {value}
        </button>
      ) : (
        <div>{value}</div>
      )}
      <div className={styles.soft}>
        {isKnown && before === null && <span title={figure.notBefore}>{figure.before(figure.notKnown)}</span>}
        {isKnown && <Trend metric={metric} now={now} before={before} against={against} />} {note}
      </div>
      {series && series.filter((each) => each !== null).length > 1 && <Spark values={series} />}
    </div>
  )
}
