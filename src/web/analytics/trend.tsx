import { TrendingDown, TrendingUp } from 'lucide-react'

import { changeOf } from '#contract/change'
import { type Metric, metrics } from '#contract/metrics'

import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './figure.module.css'

interface TrendProps {
  metric: Metric
  now: number | null | undefined
  before: number | null | undefined
  /** What it is held against, in words; what it was before unless said otherwise. */
  against?: ((value: string) => string) | undefined
}

/** How far a number moved: sign, arrow and size; the colour only underlines whether that is welcome. */
export function Trend({ metric, now, before, against }: TrendProps) {
  const { figure } = useAnalyticsText()
  const say = useSay()
  if (now === null || now === undefined || before === null || before === undefined) return null
  const change = changeOf(metrics[metric].unit, now, before)
  if (change.kind === 'same') return <span className={styles.trend}>±0</span>
  const Icon = change.up ? TrendingUp : TrendingDown
  const isWelcome = change.up !== (metrics[metric].falls ?? false)
  return (
    <span className={styles.trend} data-tone={isWelcome ? 'good' : 'bad'} title={(against ?? figure.before)(say.full(metric, before))}>
      <Icon size={14} aria-hidden="true" /> {change.up ? '+' : '−'}
      {say.size(metric, change)}
    </span>
  )
}
