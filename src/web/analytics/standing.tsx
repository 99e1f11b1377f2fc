import { Link } from '@tanstack/react-router'
import { CircleAlert, Unplug } from 'lucide-react'

import type { Figures } from '#contract/analytics'
import type { Account } from '#contract/connections'
import type { Metric } from '#contract/metrics'

import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useSay } from './use-say.ts'

import styles from './standing.module.css'

type StandingProps = Pick<Figures, 'timeZone' | 'readAt' | 'missing'>

/** How old the numbers are, by whose clock, and what keeps some of them away, with the way to mend it. */
export function Standing({ timeZone, readAt, missing }: StandingProps) {
  const { standing: words } = useAnalyticsText()
  const { language } = useLanguage()
  const format = useFormat()
  const { accounts } = useFilterChoices()
  const signedOut = accounts.filter(({ health }) => health.state === 'signed-out')
  const lacking = accounts.flatMap((account) => {
    const untold = missing.filter(({ accountIds }) => accountIds.includes(account.id)).map(({ metric }) => metric)
    return untold.length === 0 ? [] : [{ account, untold }]
  })
  return (
    <footer className={styles.standing}>
      <p>
        {readAt === undefined ? words.notRead : words.read(format.relative(readAt))} {words.zone(zoneName(timeZone, language))}
      </p>
      {signedOut.map(({ id, handle, network }) => (
        <p key={id}>
          <Unplug size={14} className={styles.bad} aria-hidden="true" /> <NetworkIcon network={network} size={14} />{' '}
          {words.signedOut(handle)} <Link to="/settings/accounts">{words.reconnect}</Link>
        </p>
      ))}
      {lacking.length > 0 && <Lacking lacking={lacking} />}
    </footer>
  )
}

/** Often there is much of it, and little to be done: it is there for whoever asks. */
function Lacking({ lacking }: { lacking: readonly { account: Account; untold: readonly Metric[] }[] }) {
  const { standing: words } = useAnalyticsText()
  const format = useFormat()
  const say = useSay()
  return (
    <details>
      <summary>
        <CircleAlert size={14} aria-hidden="true" /> {words.more(lacking.length)}
      </summary>
      <ul>
        {lacking.map(({ account: { id, handle, network }, untold }) => (
          <li key={id}>
            <NetworkIcon network={network} size={14} /> {words.missing(format.list(untold.map(say.name)), handle)}{' '}
            <Link to="/settings/accounts/$accountId" params={{ accountId: id }}>
              {words.why}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
