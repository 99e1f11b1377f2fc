import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, History, Unplug } from 'lucide-react'

import type { AccountStatus, Figures } from '#contract/analytics'
import type { Account } from '#contract/connections'
import type { Metric } from '#contract/metrics'

import { api } from '../api.ts'
import { useReason } from '../errors/use-reason.ts'
import { useFormat } from '../language/use-format.ts'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './standing.module.css'

/** What keeps numbers away: accounts that are signed out, readings that failed or still go back, and what networks do not tell. */
export function Obstacles({ brandId, missing }: { brandId: string; missing: Figures['missing'] }) {
  const { accounts } = useFilterChoices()
  const { data = [] } = useQuery(api.analytics.status.queryOptions({ input: { brandId } }))
  const silent = accounts.flatMap((account) => {
    const metrics = missing.filter(({ accountIds }) => accountIds.includes(account.id)).map(({ metric }) => metric)
    return metrics.length === 0 ? [] : [{ account, metrics }]
  })
  return (
    <>
      {accounts.map((account) => {
        const status = data.find(({ accountId }) => accountId === account.id)
        return account.health.state === 'signed-out' ? (
          <SignedOut key={account.id} account={account} />
        ) : (
          status && <Reading key={account.id} account={account} status={status} />
        )
      })}
      {silent.length > 0 && <Silent silent={silent} />}
    </>
  )
}

function SignedOut({ account: { handle, network } }: { account: Account }) {
  const { standing: words } = useAnalyticsText()
  return (
    <p>
      <Unplug size={14} className={styles.bad} aria-hidden="true" /> <NetworkIcon network={network} size={14} /> {words.signedOut(handle)}{' '}
      <Link to="/settings/accounts">{words.reconnect}</Link>
    </p>
  )
}

function Reading({ account: { id, handle, network }, status: { troubles, history } }: { account: Account; status: AccountStatus }) {
  const { standing: words } = useAnalyticsText()
  const reason = useReason()
  const format = useFormat()
  return (
    <>
      {troubles.map((trouble) => (
        <p key={trouble.what}>
          <CircleAlert size={14} className={styles.bad} aria-hidden="true" /> <NetworkIcon network={network} size={14} />{' '}
          {words.failed(handle, words.what[trouble.what])} {reason(network, trouble.reason)}{' '}
          {trouble.nextAt !== undefined && words.again(format.relative(trouble.nextAt))}{' '}
          <Link to="/settings/accounts/$accountId" params={{ accountId: id }}>
            {words.why}
          </Link>
        </p>
      ))}
      {history?.done === false && history.of > 0 && (
        <p>
          <History size={14} aria-hidden="true" /> <NetworkIcon network={network} size={14} />{' '}
          {words.history(handle, format.number(history.days), format.number(history.of))}
        </p>
      )}
    </>
  )
}

/** Often there is much of it, and little to be done: it is there for whoever asks. */
function Silent({ silent }: { silent: readonly { account: Account; metrics: readonly Metric[] }[] }) {
  const { standing: words } = useAnalyticsText()
  const format = useFormat()
  const say = useSay()
  return (
    <details>
      <summary>{words.more(silent.length)}</summary>
      <ul>
        {silent.map(({ account: { id, handle, network }, metrics }) => (
          <li key={id}>
            <NetworkIcon network={network} size={14} label={false} />{' '}
            {words.missing(`@${handle} (${networkName(network)})`, format.list(metrics.map(say.name)))}{' '}
            <Link to="/settings/accounts/$accountId" params={{ accountId: id }}>
              {words.why}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
