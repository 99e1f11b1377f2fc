import { TrendingDown, TrendingUp } from 'lucide-react'

import type { Overview } from '#contract/analytics'
import { type Metric, metrics } from '#contract/metrics'

import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { PostLine } from './post-line.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import figureStyles from './figure.module.css'
import styles from './overview.module.css'

/** What grew and what fell most, and because of which posts. */
export function Movers({ movers, timeZone }: Pick<Overview, 'movers' | 'timeZone'>) {
  const { overview: words } = useAnalyticsText()
  if (movers.length === 0) return <p>{words.noMovers}</p>
  return (
    <ul className={styles.movers}>
      {movers.map((mover) => (
        <li key={`${mover.metric} ${mover.accountId} ${mover.post?.id ?? ''}`} className={styles.mover}>
          <Size metric={mover.metric} change={mover.change} />
          {mover.post ? <PostLine post={mover.post} timeZone={timeZone} /> : <Whole accountId={mover.accountId} />}
        </li>
      ))}
    </ul>
  )
}

function Size({ metric, change }: { metric: Metric; change: number }) {
  const say = useSay()
  const up = change > 0
  const Icon = up ? TrendingUp : TrendingDown
  const isWelcome = up !== (metrics[metric].falls ?? false)
  return (
    <div className={styles.size}>
      <strong className={figureStyles.trend} data-tone={isWelcome ? 'good' : 'bad'}>
        <Icon size={14} aria-hidden="true" /> {up ? '+' : '−'}
        {say.short(metric, Math.abs(change))}
      </strong>
      <span className={styles.soft}>{say.name(metric)}</span>
    </div>
  )
}

function Whole({ accountId }: { accountId: string }) {
  const { overview: words, by } = useAnalyticsText()
  const account = useFilterChoices().accounts.find(({ id }) => id === accountId)
  if (!account) return by.unknown
  return (
    <span>
      <NetworkIcon network={account.network} size={14} /> {words.ofAccount(account.handle)}
    </span>
  )
}
