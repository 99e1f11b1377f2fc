import { CircleAlert } from 'lucide-react'

import type { Account } from '#contract/connections'
import type { Delivery, DeliveryState } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { useNameOfCopy } from './use-name-of-copy.ts'

import styles from './partly-out.module.css'

/** Said first where a post is live in one place and needs someone in another. */
export function PartlyOut({ deliveries, accounts }: { deliveries: readonly Delivery[]; accounts: readonly Account[] }) {
  const words = useText().post
  const format = useFormat()
  const nameOf = useNameOfCopy(accounts)
  const names = (wanted: (state: DeliveryState) => boolean) => deliveries.filter(({ state }) => wanted(state)).map(nameOf)
  const live = names((state) => state === 'published')
  const lacking = names((state) => needsSomeone.has(state))
  if (live.length === 0 || lacking.length === 0) return null
  return (
    <div className={styles.partly} role="status">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <strong>{words.partly(format.list(live), format.list(lacking))}</strong>
        <p>{words.partlyHint}</p>
      </div>
    </div>
  )
}

const needsSomeone: ReadonlySet<DeliveryState> = new Set(['rejected', 'missed', 'needs-a-person'])
