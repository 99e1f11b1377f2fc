import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CircleAlert, Unplug } from 'lucide-react'
import { Suspense } from 'react'

import type { Account } from '#contract/connections'
import type { AttentionItem, CadenceWarning, Obstructed } from '#contract/publishing'

import { useReason } from '../../errors/use-reason.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Section } from '../../ui/page.tsx'
import { CadenceWarnings } from '../cadence/cadence-warnings.tsx'
import { Decisions } from '../post/decisions.tsx'
import { explained } from '../post/explained.ts'
import { useObstacleWords } from '../post/use-obstacle-words.ts'

import styles from './today.module.css'

interface AttentionListProps {
  accounts: readonly Account[]
  signedOut: readonly Account[]
  items: readonly AttentionItem[]
  obstructed: readonly Obstructed[]
  cadence: readonly CadenceWarning[]
}

/** What needs a person, most urgent first: an account that can send nothing, then the posts that stand still, then those that will. Each with its actions. */
export function AttentionList({ accounts, signedOut, items, obstructed, cadence }: AttentionListProps) {
  const words = useText().today
  return (
    <Section title={words.needsYou}>
      <ul className={styles.needs}>
        {signedOut.map((account) => (
          <SignedOut key={account.id} account={account} />
        ))}
        {items.map((item) => (
          <Item key={item.delivery.id} item={item} />
        ))}
        {obstructed.map((one) => (
          <WillStand key={one.post.id} obstructed={one} />
        ))}
        <Suspense>
          <CadenceWarnings accounts={accounts} warnings={cadence} />
        </Suspense>
      </ul>
    </Section>
  )
}

function SignedOut({ account }: { account: Account }) {
  const words = useText().today
  const may = useMay()
  return (
    <li className={styles.need}>
      <Unplug size={18} className={styles.bad} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.what}>
          {words.signedOut(account.handle)} <NetworkIcon network={account.network} size={14} />
        </p>
        <p className={styles.why}>{may('accounts.manage') ? words.signedOutHint : `${words.signedOutHint} ${words.askOwner}`}</p>
      </div>
      {may('accounts.manage') && (
        <Button renderRoot={(props) => <Link to="/settings/accounts" {...props} />} size="compact-sm">
          {words.reconnect}
        </Button>
      )}
    </li>
  )
}

function Item({ item: { post, delivery, account } }: { item: AttentionItem }) {
  const text = useText()
  const words = text.today
  const reason = useReason()
  const format = useFormat()
  const { state, correction } = delivery
  const went = state === 'rejected' || state === 'missed' || state === 'needs-a-person' ? state : 'other'
  const what = words.wentWrong[correction ? 'corrected' : went]
  const why = correction?.state === 'refused' ? correction.reason : delivery.reason
  const plain = explained(delivery, text.post.explain)
  return (
    <li className={styles.need}>
      <CircleAlert size={18} className={styles.bad} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.what}>
          {what(account.handle)} <NetworkIcon network={account.network} size={14} />
        </p>
        <p className={styles.quote}>
          {post.firstLine || text.calendar.noText} <span className={styles.why}>· {words.plannedFor(format.dateTime(delivery.dueAt))}</span>
        </p>
        <p className={styles.why}>{plain ?? (why === undefined ? '' : reason(delivery.network, why))}</p>
        <Decisions delivery={delivery} />
      </div>
      <Button
        renderRoot={(props) => <Link to="/posts/$postId" params={{ postId: post.id }} {...props} />}
        variant="default"
        size="compact-sm"
      >
        {words.open}
      </Button>
    </li>
  )
}

/** Planned, but it will not go out as it stands. */
function WillStand({ obstructed: { post, obstacles } }: { obstructed: Obstructed }) {
  const text = useText()
  const words = text.today
  const format = useFormat()
  const inWords = useObstacleWords()
  return (
    <li className={styles.need}>
      <CircleAlert size={18} className={styles.bad} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.what}>
          {text.post.obstructed}{' '}
          {post.networks.map((network) => (
            <NetworkIcon key={network} network={network} size={14} />
          ))}
        </p>
        <p className={styles.quote}>
          {post.firstLine || text.calendar.noText}{' '}
          {post.planned !== undefined && <span className={styles.why}>· {words.goesOut(format.dateTime(post.planned.at))}</span>}
        </p>
        {obstacles.map((obstacle) => (
          <p key={obstacle.kind} className={styles.why}>
            {inWords(obstacle)}
          </p>
        ))}
      </div>
      <Button
        renderRoot={(props) => <Link to="/posts/$postId" params={{ postId: post.id }} {...props} />}
        variant="default"
        size="compact-sm"
      >
        {words.mend}
      </Button>
    </li>
  )
}
