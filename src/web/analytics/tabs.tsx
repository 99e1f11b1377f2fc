import { Link, useLocation } from '@tanstack/react-router'

import { useAnalyticsText } from './use-analytics-text.ts'
import type { View } from './use-view.ts'

import styles from './tabs.module.css'

/** The pages of analytics. What is chosen on one stays chosen on the next. */
export function Tabs({ view: { days } }: { view: View }) {
  const { title, pages } = useAnalyticsText()
  const isOf = useLocation().pathname.startsWith('/analytics/of/')
  const tabs = [
    { to: '/analytics', name: pages.overview },
    { to: '/analytics/posts', name: pages.posts },
    { to: '/analytics/by', name: pages.by },
    { to: '/analytics/compare', name: pages.compare },
    { to: '/analytics/times', name: pages.times },
    { to: '/analytics/audience', name: pages.audience },
  ] as const
  return (
    <nav className={styles.tabs} aria-label={title}>
      {tabs.map(({ to, name }) => (
        <Link
          key={to}
          from="/analytics"
          to={to}
          search={(before) => ({ ...before, page: undefined })}
          className={styles.tab}
          data-above={(to === '/analytics/by' && isOf) || undefined}
          activeOptions={{ exact: to === '/analytics', includeSearch: false }}
        >
          {name}
        </Link>
      ))}
      <Link to="/inbox/measures" search={{ period: 'custom', ...days }} className={styles.tab}>
        {pages.team}
      </Link>
      <Link to="/analytics/reports" className={styles.tab}>
        {pages.reports}
      </Link>
    </nav>
  )
}
