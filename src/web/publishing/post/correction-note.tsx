import { CircleAlert, Hourglass } from 'lucide-react'

import type { Delivery } from '#contract/publishing'

import { useReason } from '../../errors/use-reason.ts'
import { useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'

import styles from './correction-note.module.css'

/** What has become of a correction that the network looks at after it took it: not known yet, or refused, and what to do then. */
export function CorrectionNote({ delivery: { network, correction } }: { delivery: Pick<Delivery, 'network' | 'correction'> }) {
  const words = useText().post.correction
  const why = useReason()
  if (correction === undefined) return null
  const refused = correction.state === 'refused'
  const Icon = refused ? CircleAlert : Hourglass
  return (
    <div className={styles.note} data-tone={refused ? 'bad' : 'wait'} role="status">
      <Icon size={18} aria-hidden="true" />
      <div>
        {refused && <strong>{words.refused}</strong>}
        <p>{refused ? why(network, correction.reason) : words.waiting(networkName(network))}</p>
      </div>
    </div>
  )
}
