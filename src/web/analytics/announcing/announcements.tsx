import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TrendingDown, TrendingUp } from 'lucide-react'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useAnnouncingText } from './use-announcing-text.ts'

import styles from './announcing.module.css'

/** Unusual days of the last four weeks, each with the way to the account's numbers of that day. */
export function Announcements({ brandId }: { brandId: string }) {
  const words = useAnnouncingText()
  const format = useFormat('UTC')
  const { data, error, refetch } = useQuery(api.analytics.announcements.queryOptions({ input: { brandId } }))
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId } }))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (data === undefined) return <LoadingState rows={3} height={32} />
  if (data.length === 0) return <p>{words.none}</p>
  return (
    <ul className={styles.list}>
      {data.map(({ accountId, day, metric, value, usual, direction }) => {
        const account = accounts.data?.find(({ id }) => id === accountId)
        const Icon = direction === 'grew' ? TrendingUp : TrendingDown
        return (
          <li key={`${accountId} ${day} ${metric}`} className={styles.line}>
            <Icon size={16} aria-hidden="true" className={styles.icon} />
            <span className={styles.day}>{format.date(`${day}T12:00:00Z`)}</span>
            <Link to="/analytics/of/$by/$key" params={{ by: 'account', key: accountId }} search={{ period: 'custom', from: day, to: day }}>
              {account !== undefined && <NetworkIcon network={account.network} size={14} />} @{account?.handle}
            </Link>
            <span>
              {words.metrics[metric]} {direction === 'grew' ? words.grew(format.number(value)) : words.fell(format.number(value))}
            </span>
            <span className={styles.soft}>{words.usual(format.number(usual.from), format.number(usual.to))}</span>
          </li>
        )
      })}
    </ul>
  )
}
