import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, TriangleAlert } from 'lucide-react'
import { Suspense, useState } from 'react'

import type { AccountDetails } from '#contract/connections'
import type { AccountQuotas } from '#contract/publishing'

import { api } from '../api.ts'
import { useReason } from '../errors/use-reason.ts'
import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { CadenceSection } from '../publishing/cadence/cadence-section.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { Page, Section } from '../ui/page.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { AccountState } from './account-row.tsx'
import { ConnectGuide } from './connect-guide.tsx'
import { useWords } from './use-words.ts'

import styles from './account-page.module.css'

/** How one account is: its sign-in, what it was allowed, what is used up, what went wrong. */
export function AccountPage() {
  const { connections: text } = useText()
  const canManage = useMay()('accounts.manage')
  const { accountId } = useParams({ from: '/inside/settings/accounts/$accountId' })
  const [reconnecting, setReconnecting] = useState(false)
  const { data, error, refetch } = useQuery(api.connections.account.queryOptions({ input: { accountId } }))
  const account = data?.account
  return (
    <Page
      title={account ? account.displayName || account.handle : text.health.signIn}
      lead={
        <Link to="/settings/accounts" className={styles.back ?? ''}>
          <ArrowLeft size={14} aria-hidden="true" /> {text.health.back}
        </Link>
      }
      action={canManage && account && <Button onClick={() => setReconnecting(true)}>{text.reconnect}</Button>}
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={6} height={40} />}
      {data && <SignIn details={data} />}
      {data && <Quotas accountId={accountId} network={data.account.network} />}
      {data && (
        <Suspense fallback={<LoadingState rows={3} height={40} />}>
          <CadenceSection accountId={accountId} />
        </Suspense>
      )}
      {data && <Problems details={data} />}
      {reconnecting && account && <ConnectGuide connecting={{ account }} onClose={() => setReconnecting(false)} />}
    </Page>
  )
}

function SignIn({ details: { account, scopes, lacks, tokenSince } }: { details: AccountDetails }) {
  const { connections } = useText()
  const reason = useReason()
  const text = connections.health
  const { tokenExpiresAt, refreshedAt } = account.health
  return (
    <Section title={text.signIn}>
      <dl className={styles.facts}>
        <dt>{text.state}</dt>
        <dd>
          <AccountState health={account.health} />
        </dd>
        <dt>{text.tokenSince}</dt>
        <dd>{tokenSince === undefined ? text.never : <LocalTime at={tokenSince} />}</dd>
        <dt>{text.tokenUntil}</dt>
        <dd>{tokenExpiresAt === undefined ? text.forGood : <LocalTime at={tokenExpiresAt} />}</dd>
        <dt>{text.refreshed}</dt>
        <dd>{refreshedAt === undefined ? text.never : <LocalTime at={refreshedAt} />}</dd>
        <dt>{text.scopes}</dt>
        <dd>
          {scopes === undefined ? (
            text.scopesUnknown
          ) : (
            <ul className={styles.scopes}>
              {scopes.map((scope) => (
                <li key={scope}>
                  <code>{scope}</code>
                </li>
              ))}
            </ul>
          )}
        </dd>
        {lacks.length > 0 && (
          <>
            <dt>{text.lacks}</dt>
            <dd className={styles.lacks ?? ''}>
              {lacks.map((why) => (
                <p key={why.code}>
                  <TriangleAlert size={14} aria-hidden="true" />
                  {reason(account.network, why)}
                </p>
              ))}
            </dd>
          </>
        )}
      </dl>
    </Section>
  )
}

function Quotas({ accountId, network }: { accountId: string; network: string }) {
  const text = useText().connections.health
  const { data, error, refetch } = useQuery(api.publishing.quotas.queryOptions({ input: { accountId } }))
  return (
    <>
      <Section title={text.quotas} hint={text.quotasHint}>
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <LoadingState rows={2} height={32} />}
        {data?.quotas.length === 0 && <p>{text.noQuotas}</p>}
        {data?.quotas.map((quota) => (
          <QuotaLine key={`${quota.name} ${quota.per}`} quota={quota} network={network} />
        ))}
      </Section>
      {data !== undefined && data.months.length > 0 && <Costs months={data.months} />}
    </>
  )
}

function QuotaLine({ quota: { name, used, max, per, by }, network }: { quota: AccountQuotas['quotas'][number]; network: string }) {
  const text = useText().connections.health
  const words = useWords()
  const format = useFormat()
  const label = words(network, `quota.${name}`) ?? name
  return (
    <div className={styles.quota}>
      <div className={styles.quotaHead}>
        <span>
          {label} · {text.per[per]}
        </span>
        <span className={styles.number}>{text.used(format.number(used), format.number(max))}</span>
      </div>
      <Progress value={Math.min(100, (used / Math.max(1, max)) * 100)} aria-label={label} {...(used >= max ? { color: 'red' } : {})} />
      <p className={styles.quiet}>{by === 'network' ? text.byNetwork : text.byHearth}</p>
    </div>
  )
}

function Costs({ months }: Pick<AccountQuotas, 'months'>) {
  const text = useText().connections.health
  const format = useFormat()
  return (
    <Section title={text.costs} hint={text.costsHint}>
      <dl className={styles.facts}>
        {months.map(({ month, cost, posts }) => (
          <div key={month} className={styles.month}>
            <dt>{format.month(`${month}-15`)}</dt>
            <dd>
              {format.dollars(cost)} · {text.posts(posts)}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Problems({ details: { account, problems } }: { details: AccountDetails }) {
  const text = useText().connections.health
  const reason = useReason()
  return (
    <Section title={text.problems}>
      {problems.length === 0 && <p>{text.noProblems}</p>}
      <ul className={styles.problems}>
        {problems.map(({ at, reason: why }) => (
          <li key={at}>
            <span className={styles.quiet}>
              <LocalTime at={at} />
            </span>
            <span>{reason(account.network, why)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
