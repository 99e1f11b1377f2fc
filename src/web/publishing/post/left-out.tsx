import { MessageCircleWarning } from 'lucide-react'

import type { Delivery } from '#contract/publishing'

import { useReason } from '../../errors/use-reason.ts'
import { useText } from '../../language/text-provider.tsx'
import { StepName } from './step-name.tsx'

import styles from './left-out.module.css'

/** What the network refused although the copy is live: which part, why, and what the network itself said. */
export function LeftOut({ delivery: { network, leftOut } }: { delivery: Pick<Delivery, 'network' | 'leftOut'> }) {
  const words = useText().post
  const why = useReason()
  if (leftOut.length === 0) return null
  return (
    <div className={styles.note} role="status">
      <MessageCircleWarning size={18} aria-hidden="true" />
      <div>
        <strong>{words.leftOut}</strong>
        <ul>
          {leftOut.map(({ step, reason }) => (
            <li key={step}>
              <StepName step={step} network={network} />
              <p>{why(network, reason)}</p>
              {reason.detail !== undefined && (
                <p className={styles.detail}>
                  {words.detail}: <code>{reason.detail}</code>
                </p>
              )}
            </li>
          ))}
        </ul>
        <p>{words.leftOutHint}</p>
      </div>
    </div>
  )
}
