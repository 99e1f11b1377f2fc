import { ExternalLink } from 'lucide-react'

import type { Account } from '#contract/connections'
import type { Delivery } from '#contract/publishing'

import { useReason } from '../../errors/use-reason.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Attempts } from './attempts.tsx'
import { CopyActions } from './copy-actions.tsx'
import { CorrectionNote } from './correction-note.tsx'
import { Decisions } from './decisions.tsx'
import { explained } from './explained.ts'
import { LeftOut } from './left-out.tsx'
import { deliveryLooks, shownState } from './states.ts'

import styles from './delivery-row.module.css'

interface DeliveryRowProps {
  delivery: Delivery
  account: Account | undefined
  postId: string
  /** Other copies of the post are live. */
  othersLive: boolean
  onTakeDown: () => void
  onCorrect: () => void
}

/** One account's copy: how it stands, why, what was tried, where it can be seen, and what a person can decide. */
export function DeliveryRow({ delivery, account, postId, othersLive, onTakeDown, onCorrect }: DeliveryRowProps) {
  const words = useText().post
  const reason = useReason()
  const state = shownState(delivery)
  const { tone, icon } = deliveryLooks[state]
  const plain = explained(delivery, words.explain)
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <NetworkIcon network={delivery.network} />
        <span className={styles.handle}>{account === undefined ? networkName(delivery.network) : `@${account.handle}`}</span>
        <StateBadge tone={tone} icon={icon}>
          {words.deliveryStates[state]}
        </StateBadge>
      </div>
      {state === delivery.state && <Times delivery={delivery} />}
      {delivery.url !== undefined && mayBeSeen.has(state) && (
        <a className={styles.link} href={delivery.url} target="_blank" rel="noreferrer">
          {words.seeLive(networkName(delivery.network))} <ExternalLink size={14} aria-hidden="true" />
        </a>
      )}
      {plain !== undefined && <p className={styles.words}>{plain}</p>}
      {delivery.reason !== undefined && delivery.state !== 'published' && (
        <p className={styles.words}>{reason(delivery.network, delivery.reason)}</p>
      )}
      <CorrectionNote delivery={delivery} />
      {delivery.state === 'published' && <LeftOut delivery={delivery} />}
      <Decisions delivery={delivery} />
      <CopyActions {...{ delivery, postId, othersLive, onTakeDown, onCorrect }} />
      {delivery.attempts > 0 && <Attempts delivery={delivery} />}
    </div>
  )
}

/** Also while a person is asked: whoever must look, or delete it there, needs the way. */
const mayBeSeen: ReadonlySet<Delivery['state']> = new Set(['published', 'needs-a-person'])

function Times({ delivery }: { delivery: Delivery }) {
  const words = useText().post
  const format = useFormat()
  if (delivery.publishedAt !== undefined) return <p className={styles.quiet}>{words.liveSince(format.dateTime(delivery.publishedAt))}</p>
  if (delivery.nextTryAt !== undefined) return <p className={styles.quiet}>{words.nextTry(format.dateTime(delivery.nextTryAt))}</p>
  return <p className={styles.quiet}>{words.due(format.dateTime(delivery.dueAt))}</p>
}
