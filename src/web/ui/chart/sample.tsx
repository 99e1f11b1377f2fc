import type { ChartData, ChartSeries } from './chart-data.ts'

import styles from './chart.module.css'

/** How a series looks, beside its name. */
export function Sample({ role, form }: { role: ChartSeries['role']; form: ChartData['form'] }) {
  const isBar = form === 'bars' && role !== 'before'
  return (
    <svg className={styles.sample} data-role={role} width="18" height="10" aria-hidden="true">
      {isBar ? <rect x="3" y="1" width="12" height="8" rx="1" /> : <line x1="0" y1="5" x2="18" y2="5" />}
      {!isBar && role === 'other' && <rect x="6" y="2" width="6" height="6" />}
    </svg>
  )
}
